import type { Transaction } from '../database/open-database.ts';
import { Conversation } from './conversation.ts';
import { joinThread } from './join-thread.ts';

export type Opening = {
  team: string;
  channel: string;
  place: 'channel' | 'direct';
  customer: string;
  /** The thread's root; null when there is none yet, as after a form. */
  root: string | null;
  /** The time of the opening, as Slack's `ts`. */
  ts: string;
};

export type OpenConversation = (
  transaction: Transaction,
  opening: Opening,
) => Promise<Conversation>;

/** Creates what opens a conversation, and gives it the replies that came before their root. */
export function createOpenConversation({ newId }: { newId: () => string }): OpenConversation {
  return async (transaction, { team, channel, place, customer, root, ts }) => {
    const at = new Date(Number(ts) * 1000);
    const row = await transaction
      .insertInto('conversations')
      .values({
        id: newId(),
        ...{ team, channel, place, customer },
        status: 'open',
        opened_at: at,
        last_message_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const conversation = Conversation.parse(row);
    if (root !== null) await joinThread(transaction, conversation, root);
    return conversation;
  };
}
