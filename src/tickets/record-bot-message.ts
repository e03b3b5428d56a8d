import { loadConversation, lockThread } from '../conversations/conversation-store.ts';
import { joinThread } from '../conversations/join-thread.ts';
import { insertMessage } from '../conversations/message-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Posted } from '../outbox/messenger.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { loadTicket } from './ticket-store.ts';

/**
 * Records what the bot posted to a customer as a line of the transcript. A status that was posted in
 * the channel itself becomes the thread of its conversation, where there was none.
 */
export async function recordBotMessage(
  transaction: Transaction,
  message: OutboxMessage,
  { ts, transcriptText }: Posted,
): Promise<void> {
  const { team, channel, thread } = message;
  if (message.kind === 'ticket-status' && thread === null) {
    const { conversation_id } = await loadTicket(transaction, message.about.ticketId);
    await lockThread(transaction, { team, channel, root: ts });
    await joinThread(transaction, await loadConversation(transaction, conversation_id), ts);
  }
  if (transcriptText === undefined || !('conversationId' in message.about)) return;
  await insertMessage(transaction, {
    team,
    channel,
    ts,
    root: thread ?? ts,
    conversation_id: message.about.conversationId,
    author: 'handoff',
    role: 'bot',
    text: transcriptText,
    files: [],
    is_escalation_request: false,
    revision: ts,
  });
}
