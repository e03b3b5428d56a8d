import { z } from 'zod';
import { OutsideText, SlackId, SlackTs } from '../workspace/outside-text.ts';

/** A `reaction_added` event; what has a reaction may be a file, too. */
export const ReactionAdded = z.object({
  user: SlackId,
  reaction: OutsideText,
  item: z.object({
    type: z.string(),
    channel: SlackId.nullish(),
    ts: SlackTs.nullish(),
  }),
  /** The message's author; an app without a user account is none. */
  item_user: SlackId.nullish().catch(null),
  event_ts: OutsideText.default(''),
});
type ReactionAdded = z.infer<typeof ReactionAdded>;

/** Somebody's reaction to a message, and the author of that where Slack says who it is. */
export type Reaction = {
  team: string;
  channel: string;
  ts: string;
  user: string;
  author: string | null;
  /** When it was added. */
  at: string;
};

const TICKET = 'ticket';

/** The `:ticket:` of an event; undefined where it is another reaction, or not to a message. */
export function ticketReactionIn(
  team: string,
  { user, reaction, item, item_user, event_ts }: ReactionAdded,
): Reaction | undefined {
  const { channel, ts } = item;
  if (reaction !== TICKET || !channel || !ts) return undefined;
  return { team, channel, ts, user, author: item_user ?? null, at: event_ts };
}
