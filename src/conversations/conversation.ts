import { z } from 'zod';
import { FromApp, Identity } from '../customers/identity.ts';
import { json, withDefault } from '../database/tables.ts';
import type { JobKind } from '../jobs/job-kind.ts';

/** Where a conversation is: in a channel, or in somebody's direct messages with the bot. */
export const Place = z.enum(['channel', 'direct']);
export type Place = z.infer<typeof Place>;

/** What one customer has to say, in one place: an intake channel, or the direct messages. */
export const Conversation = z.object({
  id: z.string(),
  team: z.string(),
  channel: z.string(),
  place: Place,
  customer: z.string(),
  status: z.enum(['open', 'escalated', 'resolved']),
  /** How far the bot's questions at the opening have come. */
  greeting_step: withDefault(z.enum(['new', 'asked-email', 'asked-issue', 'done'])),
  /** An email that the customer typed; it proves nothing. */
  typed_email: z.string().nullable(),
  identity: json(Identity.nullable()),
  /** Set while an app is all that it is from. */
  from_app: json(FromApp.nullable()),
  opened_at: z.date(),
  last_message_at: z.date(),
  /** When its last ticket was resolved; it may have gone on since. */
  resolved_at: z.date().nullable(),
  /** The customer's direct messages, where agents have answered a conversation of a channel there. */
  direct_channel: z.string().nullable(),
  answered_directly_at: z.date().nullable(),
  /**
   * When its customer wrote what nobody has answered, as far as that is known: whoever looks finds out
   * by its messages. Null: nobody waits.
   */
  unanswered_since: z.date().nullable(),
  /** Since when it is in the list of those that nobody has answered; null: it is not. */
  listed_at: z.date().nullable(),
  /** The `ts` of the last message of which an agent said that there is nothing to do, and who said it. */
  settled_until: z.string().nullable(),
  settled_by: z.string().nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

/** Answers the opening of a conversation, or the message in which the customer answers the bot. */
export const GreetCustomer: JobKind<{ conversationId: string; ts?: string | undefined }> = {
  name: 'greet-customer',
  payload: z.object({ conversationId: z.string(), ts: z.string().optional() }),
  key: ({ conversationId }) => conversationId,
  workers: 2,
  retryLimit: 20,
};

/** A customer whom an app named has written themselves: who they are can be found out now. */
export const CustomerWrote: JobKind<{ conversationId: string }> = {
  name: 'customer-wrote',
  payload: z.object({ conversationId: z.string() }),
  key: ({ conversationId }) => conversationId,
  workers: 1,
  // The ticket may be under triage, and Slack may be down for a day.
  retryLimit: 3_000,
};

/**
 * Brings a message of a conversation that has a ticket to the ticket's agents, and shows its customer
 * where it went.
 */
export const FollowUp: JobKind<{ conversationId: string; ts: string }> = {
  name: 'follow-up',
  payload: z.object({ conversationId: z.string(), ts: z.string() }),
  key: ({ conversationId }) => conversationId,
  workers: 2,
  retryLimit: 20,
};

/**
 * Shows the authors of a conversation's messages, by a check mark on each, that they were received. One
 * job marks all that wait, so that a burst of messages costs no job each.
 */
export const MarkReceived: JobKind<{ conversationId: string; until: string }> = {
  name: 'mark-received',
  // Until when it is tried: a mark that comes days later helps nobody.
  payload: z.object({ conversationId: z.string(), until: z.iso.datetime() }),
  key: ({ conversationId }) => conversationId,
  waits: 'once',
  workers: 1,
  retryLimit: 20_000,
};

const MessageChange = z.object({
  conversationId: z.string(),
  ts: z.string(),
  revision: z.string(),
});
/** A message of a conversation that was edited or deleted, and by which revision. */
export type MessageChange = z.infer<typeof MessageChange>;

/** Reports to the agents who have a conversation that a message in it is not what they have read. */
export const FollowChange: JobKind<MessageChange> = {
  name: 'follow-change',
  payload: MessageChange,
  key: ({ conversationId }) => conversationId,
  workers: 1,
  retryLimit: 20,
};

/** Finds out whose thread a reply belongs to whose root has not been seen. */
export const AdoptThread: JobKind<{ team: string; channel: string; root: string }> = {
  name: 'adopt-thread',
  payload: z.object({ team: z.string(), channel: z.string(), root: z.string() }),
  key: ({ team, channel, root }) => `${team}:${channel}:${root}`,
  workers: 1,
  // The root is asked of Slack, which may be down for a day.
  retryLimit: 3_000,
};
