import { z } from 'zod';
import { cleanName } from '../../clean-text.ts';
import { SlackId, SlackTs } from '../workspace/outside-text.ts';
import type { FileKind } from './forbidden-file.ts';

const Name = z.string().transform(cleanName).catch('');

const Share = z.object({ ts: SlackTs, thread_ts: SlackTs.optional().catch(undefined) });
const Shares = z.record(z.string(), z.array(z.unknown())).catch({});

/** A file as `files.info` describes it, with where it was shared. */
export const FileInfo = z
  .object({
    id: SlackId,
    name: Name.default(''),
    title: Name.default(''),
    mimetype: Name.default(''),
    filetype: Name.default(''),
    size: z.number().nonnegative().nullish().catch(null),
    mode: z.string().default(''),
    is_external: z.boolean().nullish().catch(null),
    url_private: z.string().default(''),
    url_private_download: z.string().nullish().catch(null),
    shares: z.object({ public: Shares.default({}), private: Shares.default({}) }).catch({
      public: {},
      private: {},
    }),
  })
  .transform(({ is_external, mode, url_private, url_private_download, shares, ...file }) => ({
    ...file,
    isExternal: is_external === true || mode === 'external',
    isTakenBack: mode === 'tombstone' || mode === 'hidden_by_limit',
    url: url_private,
    downloadUrl: url_private_download || url_private,
    /** The messages of a channel that have it. */
    sharesIn: (channel: string) =>
      [shares.public, shares.private]
        .flatMap((kind) => kind[channel] ?? [])
        .flatMap((share) => Share.safeParse(share).data ?? []),
  }));
export type FileInfo = z.infer<typeof FileInfo>;

export function kindOf({ name, title, mimetype, filetype }: FileInfo): FileKind {
  return { names: [name, title], types: [mimetype, filetype] };
}
