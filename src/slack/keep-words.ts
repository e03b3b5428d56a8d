import { loadConversation, lockThread } from '../conversations/conversation-store.ts';
import { joinThread } from '../conversations/join-thread.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Posted } from '../outbox/messenger.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { loadTicket } from '../tickets/ticket-store.ts';

/**
 * Keeps what the bot said to a customer as a line of the transcript. A status that stands in the
 * channel itself becomes the thread of its conversation, where there was none.
 */
export async function keepWords(
  transaction: Transaction,
  message: OutboxMessage,
  { ts, says }: Posted,
): Promise<void> {
  if (message.kind === 'ticket-status' && message.thread === null) {
    const { conversation_id } = await loadTicket(transaction, message.subject);
    await lockThread(transaction, { ...message, root: ts });
    await joinThread(transaction, await loadConversation(transaction, conversation_id), ts);
  }
  if (says === undefined) return;
  await transaction
    .insertInto('messages')
    .values({
      ...{ team: message.team, channel: message.channel, ts, text: says, revision: ts },
      root: message.thread ?? ts,
      conversation_id: message.subject,
      author: 'handoff',
      role: 'bot',
      files: '[]',
      is_call: false,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
