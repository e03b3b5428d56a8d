import type { Transaction } from '../database/open-database.ts';
import { Conversation } from './conversation.ts';
import { addThread } from './conversation-store.ts';

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
    if (root !== null) {
      await addThread(transaction, { team, channel, root, conversation_id: conversation.id });
      await adoptReplies(transaction, conversation, root);
    }
    return conversation;
  };
}

async function adoptReplies(
  transaction: Transaction,
  { id, team, channel, customer }: Conversation,
  root: string,
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set((update) => ({
      conversation_id: id,
      role: update
        .case()
        .when('author', '=', customer)
        .then('customer' as const)
        .else(update.ref('role'))
        .end(),
    }))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .where('conversation_id', 'is', null)
    .execute();
}
