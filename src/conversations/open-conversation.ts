import type { FromApp } from '../customers/identity.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Conversation, Place } from './conversation.ts';
import { insertConversation } from './conversation-store.ts';
import { joinThread } from './join-thread.ts';
import { timeOf } from './slack-ts.ts';

export type Opening = {
  team: string;
  channel: string;
  place: Place;
  customer: string;
  /** The thread's root; null when there is none yet, as after a form. */
  root: string | null;
  /** The time of the opening, as Slack's `ts`. */
  ts: string;
  /** Where an app is all that it is from. */
  from_app?: FromApp | null;
};

/** Opens a conversation, and gives it the replies that were received before their root. */
export async function openConversation(
  transaction: Transaction,
  { id, team, channel, place, customer, root, ts, from_app = null }: Opening & { id: string },
): Promise<Conversation> {
  const at = timeOf(ts);
  const conversation = await insertConversation(transaction, {
    id,
    team,
    channel,
    place,
    customer,
    at,
    from_app,
  });
  if (root !== null) await joinThread(transaction, conversation, { team, channel, root });
  return conversation;
}
