import { z } from 'zod';
import { json, withDefault } from '../database/tables.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { Content } from './kinds.ts';

/** A row of the outbox: one message that must be posted, once, and how far that has come. */
export const OutboxRow = z.object({
  id: withDefault(z.number()),
  /** Opaque; travels in the message's metadata, so that it can be found again. */
  key: z.string(),
  team: z.string(),
  kind: z.string(),
  subject: z.string(),
  about: json(z.record(z.string(), z.unknown())),
  words: json(z.unknown()),
  channel: z.string(),
  thread: z.string().nullable(),
  /** The outbox message in whose thread it belongs. */
  parent: z.number().nullable(),
  ts: z.string().nullable(),
  /** How many versions were asked for, and which of them Slack has. */
  wanted_version: withDefault(z.number()),
  shown_version: withDefault(z.number()),
  /** A call to Slack is out that may or may not have posted it. */
  is_calling: withDefault(z.boolean()),
  /** It is to be nowhere, whether it was posted or not. */
  is_withdrawn: withDefault(z.boolean()),
  /** What Slack has of it leaves out what only agents may read; false where that is not known. */
  is_withheld: withDefault(z.boolean()),
  /** Of a file: the id of what was uploaded for it, before that is posted. */
  uploaded_file: z.string().nullable(),
  /** Slack's code for why it will never take it, or the bot's for why it is not to be posted. */
  refusal: z.string().nullable(),
  created_at: z.date(),
  posted_at: z.date().nullable(),
});

/** A message of the outbox, with its content by its kind. */
export const OutboxMessage = OutboxRow.omit({ kind: true, about: true, words: true }).and(Content);
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** The messages that are a file. */
export type FileMessage = Extract<
  OutboxMessage,
  { kind: 'carried-file' | 'reply-file' | 'report-file' }
>;

const fileKinds: ReadonlySet<string> = new Set<FileMessage['kind']>([
  'carried-file',
  'reply-file',
  'report-file',
]);

export function isFileKind(kind: string): boolean {
  return fileKinds.has(kind);
}

export function isFile(message: OutboxMessage): message is FileMessage {
  return isFileKind(message.kind);
}

const Delivery = z.object({
  id: z.number(),
  team: z.string(),
  channel: z.string(),
  /** It is a file, which may take long. */
  isFile: z.literal(true).optional(),
});
type Delivery = z.infer<typeof Delivery>;

/**
 * Posts one outbox message. Messages keep their order in a channel; its files wait for one another, and
 * no message waits for a file.
 */
export const DeliverMessage: JobKind<Delivery> = {
  name: 'deliver-message',
  payload: Delivery,
  key: ({ team, channel, isFile }) => `${team}:${channel}${isFile ? ':files' : ''}`,
  workers: 6,
  retryLimit: 20_000,
};

/**
 * Updates one outbox message that is posted. Slack limits each method by itself, so what waits for one
 * does not hold back the other.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const UpdateMessage: JobKind<Delivery> = {
  name: 'update-message',
  payload: Delivery,
  key: ({ team, channel }) => `${team}:${channel}`,
  workers: 3,
  retryLimit: 20_000,
};

/** Finds out what becomes of a message that can never be posted where it was meant to go. */
export const RedirectMessage: JobKind<{ id: number }> = {
  name: 'redirect-message',
  payload: z.object({ id: z.number() }),
  workers: 1,
  retryLimit: 20_000,
};
