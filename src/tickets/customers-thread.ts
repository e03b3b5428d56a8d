import { loadConversation } from '../conversations/conversation-store.ts';
import { lastWrittenAt } from '../conversations/message-store.ts';
import { latestThread } from '../conversations/thread-store.ts';
import type { Queries } from '../database/open-database.ts';

/** Where a customer is answered: where they wrote last, or else where their conversation is. */
export async function customersThread(
  queries: Queries,
  conversationId: string,
): Promise<{ channel: string; thread: string | undefined }> {
  const last = await lastWrittenAt(queries, conversationId);
  if (last) return { channel: last.channel, thread: last.root };
  const conversation = await loadConversation(queries, conversationId);
  return { channel: conversation.channel, thread: await latestThread(queries, conversation) };
}
