import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { MarkReceived } from './conversation.ts';
import { lockConversation } from './conversation-store.ts';
import { type MessageAddress, noteToBeMarked } from './message-store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Shows the author of a message, by a mark on it, that it was received; Slack may be away for a day. */
export async function markReceived(
  transaction: Transaction,
  { conversationId, ...address }: MessageAddress & { conversationId: string },
  { enqueue, now }: { enqueue: Enqueue; now: () => Date },
): Promise<void> {
  const until = new Date(now().getTime() + DAY_MS).toISOString();
  // The job waits for this lock, so that it misses no message for which no other job was made.
  await lockConversation(transaction, conversationId);
  await noteToBeMarked(transaction, address, true);
  await enqueue(transaction, { kind: MarkReceived, payload: { conversationId, until } });
}
