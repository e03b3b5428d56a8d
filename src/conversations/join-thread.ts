import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import { addThread } from './conversation-store.ts';

/** Gives a thread its conversation, with the replies that came before their root. */
export async function joinThread(
  transaction: Transaction,
  conversation: Conversation,
  root: string,
): Promise<void> {
  const { id, team, channel } = conversation;
  await addThread(transaction, { team, channel, root, conversation_id: id });
  await adoptReplies(transaction, conversation, root);
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
