import { z } from 'zod';
import { json } from '../database/tables.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { RichText } from './rich-text.ts';

/** Why a typed reply is asked about, or not sent. */
export const TypedReplyRemark = z.discriminatedUnion('because', [
  // Asked about:
  z.object({
    because: z.enum(['late', 'moved', 'merged', 'resolved', 'personal', 'earlier', 'edited']),
  }),
  /** Who has written to the customer, or as the customer, since it was typed. */
  z.object({ because: z.literal('news'), authors: z.array(z.string()) }),
  // Not sent:
  z.object({ because: z.enum(['empty', 'notifies-many', 'unknown-part', 'not-theirs']) }),
  z.object({ because: z.literal('secrets'), kinds: z.array(z.string()) }),
  z.object({ because: z.literal('placeholders'), names: z.array(z.string()) }),
  /** The ticket that it goes on in, or the one that was moved. */
  z.object({ because: z.literal('elsewhere'), ticketId: z.string() }),
]);
export type TypedReplyRemark = z.infer<typeof TypedReplyRemark>;

/**
 * A reply that an agent typed behind the desk's prefix in the thread of a card. It has no other home
 * until it is sent, under the same id as a reply; then, and when it is not to be sent, its words go.
 */
export const TypedReply = z.object({
  id: z.string(),
  team: z.string(),
  ticket_id: z.string(),
  author: z.string(),
  /** Of the message in which it was typed. */
  ts: z.string(),
  body: json(RichText),
  text: z.string(),
  /** Files were attached, which stay inside. */
  has_files: z.boolean(),
  status: z.enum(['waiting', 'asked', 'sent', 'refused', 'taken-back']),
  remarks: json(z.array(TypedReplyRemark)),
  /** What its author could know: where the ticket was, the conversation's last message, and when. */
  destination: z.string().nullable(),
  seen_ts: z.string(),
  seen_at: z.date(),
  /** Until then it can be taken back. */
  goes_at: z.date(),
});
export type TypedReply = z.infer<typeof TypedReply>;

/** Sends a typed reply once it can no longer be taken back, or asks about it. */
export const SendTypedReply: JobKind<{ id: string }> = {
  name: 'send-typed-reply',
  payload: z.object({ id: z.string() }),
  workers: 2,
  // Who reads it is asked of Slack. After two minutes its author is asked instead.
  retryLimit: 50,
};
