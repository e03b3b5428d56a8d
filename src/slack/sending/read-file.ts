import type { FileLimits } from '../../desk/desk.ts';
import type { NotCarried } from '../../outbox/not-carried.ts';
import { redactSecrets } from '../../privacy/redact-secrets.ts';
import { type FileInfo, kindOf } from '../reading/file-info.ts';
import { isForbiddenFile, looksForbidden } from '../reading/forbidden-file.ts';
import { downloadFile } from './download-file.ts';
import type { FileSource } from './file-source.ts';
import { Objection } from './objection.ts';

/** Where files are read, and how much. */
export type Reading = {
  origin: string;
  token: string;
  limits: FileLimits;
  /** How many bytes were carried for the customer today. */
  carried: number;
  /** It was to be carried for so long by now. */
  waitedMs: number;
};

/**
 * Reads a file, if it may be carried.
 *
 * @throws {Objection} when it is not to be.
 */
export async function readFile(
  source: FileSource,
  info: FileInfo | undefined,
  reading: Reading,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const name = nameOf(info, source);
  const objection = (words: Omit<NotCarried, 'name'>) => new Objection({ name, ...words });
  if (!info || info.isTakenBack) throw objection({ because: 'gone' });
  if (info.isExternal) throw objection({ because: 'external', url: info.url });
  if (isForbiddenFile(kindOf(info))) throw objection({ because: 'forbidden-kind' });
  const stated = info.size ?? 0;
  const { most, tooBig } = limitOf(reading);
  if (stated > most) throw objection(tooBig);

  let bytes = await attempt();
  // A connection that is cut where its end was announced looks complete.
  if (bytes.length < stated) bytes = await attempt();
  if (bytes.length < stated) throw objection({ because: 'incomplete' });
  if (bytes.length === 0) throw objection({ because: 'empty' });
  if (looksForbidden(bytes)) throw objection({ because: 'forbidden-kind' });
  return { name, bytes };

  async function attempt(): Promise<Uint8Array<ArrayBuffer>> {
    const { origin, token, waitedMs } = reading;
    const url = info?.downloadUrl ?? '';
    const download = await downloadFile({ url, most, origin, token }).catch((cause: unknown) => {
      // One file that Slack never gives must not hold up the others for ever.
      if (waitedMs < GIVEN_UP_AFTER_MS) throw cause;
      throw new Objection({ name, because: 'unreachable' }, { cause });
    });
    if (download.status === 'read') return download.bytes;
    const { because } = download;
    throw objection(because === 'too-big' ? tooBig : { because });
  }
}

const GIVEN_UP_AFTER_MS = 60 * 60_000;
const LONGEST_NAME = 200;

/** What is left of the day, where that is less than one file may have. */
function limitOf({ limits, carried }: Reading): { most: number; tooBig: Omit<NotCarried, 'name'> } {
  const { megabytes, megabytesPerCustomerAndDay } = limits;
  const left = inBytes(megabytesPerCustomerAndDay) - carried;
  if (left < inBytes(megabytes)) return { most: left, tooBig: tooMuchToday(limits) };
  return { most: inBytes(megabytes), tooBig: { because: 'too-big', megabytes } };
}

export function tooMuchToday(limits: FileLimits): Omit<NotCarried, 'name'> {
  return { because: 'too-much-today', megabytes: limits.megabytesPerCustomerAndDay };
}

export function inBytes(megabytes: number): number {
  return megabytes * 1_000_000;
}

/** As in every text, what is secret in a name is left out. */
function nameOf(info: FileInfo | undefined, { name }: FileSource): string {
  const found = info?.name || info?.title || name || 'file';
  return redactSecrets(found).slice(0, LONGEST_NAME).toWellFormed();
}
