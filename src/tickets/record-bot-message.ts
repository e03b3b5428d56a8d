import { loadConversation, lockThread } from '../conversations/conversation-store.ts';
import { joinThread } from '../conversations/join-thread.ts';
import { insertMessage } from '../conversations/message-store.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import { rootsOf } from '../conversations/thread-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Posted } from '../outbox/messenger.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { movesOf } from './move-store.ts';
import { lockReply } from './reply-store.ts';
import { loadTicket, noteAnswerPosted } from './ticket-store.ts';

/**
 * Records what the bot posted to a customer as a line of the transcript. A status that was posted in
 * the channel itself becomes the thread of its conversation, where there was none.
 */
export async function recordBotMessage(
  transaction: Transaction,
  message: OutboxMessage,
  { ts, transcriptText }: Posted,
  outbox: Outbox,
): Promise<void> {
  const { team, channel, thread } = message;
  if (message.kind === 'reply') return recordReply(transaction, message, ts, outbox);
  if (message.kind === 'reply-file') {
    const { ticketId, replyId } = message.about;
    return outbox.markStale(transaction, { kind: 'sent-reply', about: { ticketId, replyId } });
  }
  if (message.kind === 'ticket-card') return linkOtherCards(transaction, message, outbox);
  if (message.kind === 'ticket-status' && thread === null) {
    await joinConversation(
      transaction,
      { ticketId: message.about.ticketId, channel, root: ts },
      outbox,
    );
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

/** Makes a thread one of a ticket's conversation; the card links the first of them. */
async function joinConversation(
  transaction: Transaction,
  { ticketId, channel, root }: { ticketId: string; channel: string; root: string },
  outbox: Outbox,
): Promise<void> {
  const { team, conversation_id } = await loadTicket(transaction, ticketId);
  await lockThread(transaction, { team, channel, root });
  const conversation = await loadConversation(transaction, conversation_id);
  const [first] = await rootsOf(transaction, conversation);
  await joinThread(transaction, conversation, { team, channel, root });
  if (first !== undefined || channel !== conversation.channel) return;
  await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
}

/** The card that a ticket had before it was moved links this one, which can be opened now. */
async function linkOtherCards(
  transaction: Transaction,
  { about }: OutboxMessage & { kind: 'ticket-card' },
  outbox: Outbox,
): Promise<void> {
  const moves = await movesOf(transaction, about.ticketId);
  if (moves.length > 0) await outbox.markStale(transaction, { kind: 'ticket-card', about });
}

/** An agent's line; what the customer answers in its thread belongs to the same conversation. */
async function recordReply(
  transaction: Transaction,
  { about, team, channel, thread }: OutboxMessage & { kind: 'reply' },
  ts: string,
  outbox: Outbox,
): Promise<void> {
  const { conversation_id } = await loadTicket(transaction, about.ticketId);
  const { id: reply_id, author, text, taken_back_at } = await lockReply(transaction, about.replyId);
  const root = thread ?? ts;
  await joinConversation(transaction, { ticketId: about.ticketId, channel, root }, outbox);
  if (taken_back_at !== null) return;
  await insertMessage(transaction, {
    team,
    channel,
    ts,
    root,
    conversation_id,
    author,
    role: 'agent',
    text,
    files: [],
    is_escalation_request: false,
    revision: ts,
    reply_id,
  });
  await noteAnswerPosted(transaction, { id: about.ticketId, at: timeOf(ts) });
  await outbox.markStale(transaction, { kind: 'sent-reply', about });
}
