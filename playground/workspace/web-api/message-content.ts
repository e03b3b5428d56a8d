import { z } from 'zod';
import type { Block } from '../blocks/block.ts';
import { checkBlocks } from '../blocks/check.ts';
import { SlackError } from '../slack-error.ts';
import type { Metadata } from '../team/message.ts';
import { Flag, Structure } from './arguments.ts';

const maxTextLength = 40_000;

/** The arguments with a message's content. */
export const messageContent = {
  text: z.string().optional(),
  blocks: Structure.optional(),
  attachments: Structure.optional(),
  metadata: Structure.optional(),
  parse: z.enum(['none', 'full', 'client', 'mrkdwn']).optional(),
  link_names: Flag.optional(),
};
export type MessageContent = z.infer<z.ZodObject<typeof messageContent>>;

export type CheckedContent = {
  text: string | undefined;
  blocks: Block[] | undefined;
  metadata: Metadata | undefined;
  linkNames: boolean;
};

/** @throws SlackError `no_text`, `msg_too_long`, `invalid_metadata_format`, and what `checkBlocks` throws. */
export function checkContent(content: MessageContent): CheckedContent {
  const { text, blocks, attachments } = content;
  if (isEmpty(text) && isEmpty(blocks) && isEmpty(attachments)) throw new SlackError('no_text');
  if (text && text.length > maxTextLength) throw new SlackError('msg_too_long');
  return {
    text,
    blocks: blocks === undefined ? undefined : checkBlocks(blocks),
    metadata: checkMetadata(content.metadata),
    linkNames: content.link_names === true || content.parse === 'full',
  };
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value) || typeof value === 'string') return value.length === 0;
  return value === undefined || value === null;
}

const FlatMetadata = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  ),
});

function checkMetadata(metadata: unknown): Metadata | undefined {
  if (metadata === undefined) return undefined;
  const { data, error } = FlatMetadata.safeParse(metadata);
  if (error) throw new SlackError('invalid_metadata_format');
  return data;
}
