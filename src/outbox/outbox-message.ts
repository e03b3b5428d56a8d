import { z } from 'zod';
import type { JobKind } from '../jobs/job-kind.ts';

/** What a message means. The edge knows what each looks like. */
export const MessageKind = z.enum([
  'ask-email',
  'ask-issue',
  'introduce',
  'ticket-status',
  'ticket-card',
  'transcript',
  'follow-up',
  'changed-message',
  'resolved',
  'failure-notice',
  'answer',
  'home',
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** One message that must be said, once: what it means, about what, and where. */
export const OutboxMessage = z.object({
  id: z.number(),
  /** Opaque; travels in the message's metadata, so that it can be found again. */
  key: z.string(),
  team: z.string(),
  kind: MessageKind,
  /** The id of the conversation or ticket that it is about. */
  subject: z.string(),
  part: z.number(),
  channel: z.string(),
  thread: z.string().nullable(),
  /** The outbox message in whose thread it belongs. */
  parent: z.number().nullable(),
  /** Words that stand nowhere else; null once they are posted. */
  text: z.string().nullable(),
  ts: z.string().nullable(),
  wanted: z.number(),
  shown: z.number(),
  is_calling: z.boolean(),
  failure: z.string().nullable(),
  created_at: z.date(),
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** Posts or updates one outbox message. Messages keep their order in a channel. */
export const DeliverMessage: JobKind<{ id: number; team: string; channel: string }> = {
  name: 'deliver-message',
  payload: z.object({ id: z.number(), team: z.string(), channel: z.string() }),
  key: ({ team, channel }) => `${team}:${channel}`,
  workers: 6,
  retryLimit: 20_000,
};

/** A message can never be posted where it was meant to go. Its worker finds it another place. */
export const RedirectMessage: JobKind<{ id: number }> = {
  name: 'redirect-message',
  payload: z.object({ id: z.number() }),
  workers: 1,
  retryLimit: 20_000,
};
