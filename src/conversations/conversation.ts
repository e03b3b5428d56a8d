import { z } from 'zod';
import { Identity } from '../customers/identity.ts';
import type { JobKind } from '../jobs/job-kind.ts';

/** What one customer has to say, in one place: an intake channel, or the direct messages. */
export const Conversation = z.object({
  id: z.string(),
  team: z.string(),
  channel: z.string(),
  place: z.enum(['channel', 'direct']),
  customer: z.string(),
  status: z.enum(['open', 'escalated', 'resolved']),
  /** How far the bot's questions at the opening have come. */
  intake: z.enum(['new', 'asked-email', 'asked-issue', 'done']),
  /** An email that the customer gave; Slack does not vouch for it. */
  typed_email: z.string().nullable(),
  identity: Identity.nullable(),
  last_message_at: z.date(),
});
export type Conversation = z.infer<typeof Conversation>;

/** Answers the opening of a conversation, or what the customer said to the bot's question. */
export const GreetCustomer: JobKind<{ conversationId: string }> = {
  name: 'greet-customer',
  payload: z.object({ conversationId: z.string() }),
  key: ({ conversationId }) => conversationId,
  workers: 2,
  retryLimit: 20,
};

/** Brings a message of an escalated conversation to the agents who have its ticket. */
export const FollowUp: JobKind<{ conversationId: string; ts: string }> = {
  name: 'follow-up',
  payload: z.object({ conversationId: z.string(), ts: z.string() }),
  key: ({ conversationId }) => conversationId,
  workers: 2,
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
