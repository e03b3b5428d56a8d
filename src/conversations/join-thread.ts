import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import { adoptReplies } from './message-store.ts';
import { addThread } from './thread-store.ts';

/** Gives a thread its conversation, with the replies that were received before their root. */
export async function joinThread(
  transaction: Transaction,
  conversation: Conversation,
  root: string,
): Promise<void> {
  const { id, team, channel } = conversation;
  await addThread(transaction, { team, channel, root }, id);
  await adoptReplies(transaction, { team, channel, root }, conversation);
}
