import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import { adoptReplies } from './message-store.ts';
import { addThread, type ThreadAddress } from './thread-store.ts';

/** Gives a thread its conversation, with the replies that were received before their root. */
export async function joinThread(
  transaction: Transaction,
  conversation: Conversation,
  thread: ThreadAddress,
): Promise<void> {
  await addThread(transaction, thread, conversation.id);
  await adoptReplies(transaction, thread, conversation);
}
