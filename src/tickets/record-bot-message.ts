import { loadConversation, lockThread } from '../conversations/conversation-store.ts';
import { joinThread } from '../conversations/join-thread.ts';
import { insertMessage } from '../conversations/message-store.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import {
  conversationOfThread,
  giveThread,
  rootsOf,
  type ThreadAddress,
} from '../conversations/thread-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Posted } from '../outbox/messenger.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { movesOf } from './move-store.ts';
import { lockReply } from './reply-store.ts';
import type { Ticket } from './ticket.ts';
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
    const ticket = await loadTicket(transaction, message.about.ticketId);
    await openOwnThread(transaction, { team, channel, root: ts }, { ticket, outbox });
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

/** The card that a ticket had before it was moved links this one, which can be opened now. */
async function linkOtherCards(
  transaction: Transaction,
  { about }: OutboxMessage & { kind: 'ticket-card' },
  outbox: Outbox,
): Promise<void> {
  const moves = await movesOf(transaction, about.ticketId);
  if (moves.length > 0) await outbox.markStale(transaction, { kind: 'ticket-card', about });
}

/**
 * What the customer answers there belongs to the same conversation, and to a ticket that was split off
 * it. The card links the first of its threads.
 */
async function openOwnThread(
  transaction: Transaction,
  thread: ThreadAddress,
  { ticket, outbox }: { ticket: Ticket; outbox: Outbox },
): Promise<void> {
  const { id: ticketId, conversation_id, split_from } = ticket;
  await lockThread(transaction, thread);
  const isOthers = await conversationOfThread(transaction, thread);
  const conversation = await loadConversation(transaction, conversation_id);
  const [first] = await rootsOf(transaction, conversation);
  await joinThread(transaction, conversation, thread);
  if (split_from !== null && !isOthers) await giveThread(transaction, thread, ticketId);
  if (first !== undefined || thread.channel !== conversation.channel) return;
  await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
}

/** An agent's line; what was merged has threads of several conversations. */
async function recordReply(
  transaction: Transaction,
  { about, team, channel, thread }: OutboxMessage & { kind: 'reply' },
  ts: string,
  outbox: Outbox,
): Promise<void> {
  const ticket = await loadTicket(transaction, about.ticketId);
  const { id: reply_id, author, text, taken_back_at } = await lockReply(transaction, about.replyId);
  const root = thread ?? ts;
  await openOwnThread(transaction, { team, channel, root }, { ticket, outbox });
  const inThread = await conversationOfThread(transaction, { team, channel, root });
  if (taken_back_at !== null) return;
  await insertMessage(transaction, {
    team,
    channel,
    ts,
    root,
    conversation_id: inThread?.id ?? ticket.conversation_id,
    ticket_id: ticket.split_from === null ? null : ticket.id,
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
