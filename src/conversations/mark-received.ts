import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { MarkReceived } from './conversation.ts';
import { lockConversation } from './conversation-store.ts';
import { type MessageAddress, messagesToBeMarked, noteToBeMarked } from './message-store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Shows the author of a message, by a mark on it, that it was received; Slack may be away for a day. */
export async function markReceived(
  transaction: Transaction,
  { conversationId, ...address }: MessageAddress & { conversationId: string },
  { enqueue, now }: { enqueue: Enqueue; now: () => Date },
): Promise<void> {
  // The job looks for more under this lock before it ends: while any waits, there is one.
  await lockConversation(transaction, conversationId);
  const others = await messagesToBeMarked(transaction, conversationId, { most: 1 });
  await noteToBeMarked(transaction, address, true);
  if (others.length > 0) return;
  const until = new Date(now().getTime() + DAY_MS).toISOString();
  await enqueue(transaction, { kind: MarkReceived, payload: { conversationId, until } });
}
