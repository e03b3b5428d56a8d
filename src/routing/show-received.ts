import type { Conversation } from '../conversations/conversation.ts';
import { markReceived } from '../conversations/mark-received.ts';
import type { Message } from '../conversations/message.ts';
import { rootsOf } from '../conversations/thread-store.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findMessage } from '../outbox/outbox-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Moment } from './moment.ts';

type Written = {
  conversation: Conversation;
  ticket: Ticket;
  /** The ticket that it belongs to, if that goes on in the other. */
  owner: Ticket;
  message: Message;
  moment: Moment;
  /** When the ticket was resolved, where its customer read that and opened it again with this message. */
  undone: string | undefined;
};

type Answer =
  | { kind: 'added-to-ticket'; about: { ticketId: string; where: string } }
  | { kind: 'added-after-resolving'; about: { ticketId: string; where: string; at: string } }
  | { kind: 'no-longer-read'; about: { ticketId: string } };

/**
 * Shows a customer where a message went: by an answer, once a ticket and thread, and else by a mark on
 * the message. What was typed into a form or behind a command is answered there.
 */
export async function showReceived(
  transaction: Transaction,
  written: Written,
  { outbox, enqueue, now }: { outbox: Outbox; enqueue: Enqueue; now: () => Date },
): Promise<void> {
  const { conversation, message } = written;
  if (message.role !== 'customer' || message.is_deleted || message.is_escalation_request) return;
  const roots = await rootsOf(transaction, {
    id: conversation.id,
    channel: message.channel,
  });
  if (!roots.includes(message.root)) return;
  const { team, channel, root: thread } = message;
  const answer = await answerTo(transaction, written);
  const posted =
    answer && (await outbox.postOnce(transaction, { team, channel, thread, ...answer }));
  if (posted?.isNew) return;
  const address = { conversationId: conversation.id, team, channel, ts: message.ts };
  await markReceived(transaction, address, { enqueue, now });
}

async function answerTo(
  queries: Queries,
  { conversation, ticket, owner, message, moment, undone }: Written,
): Promise<Answer | undefined> {
  const { id: ticketId } = ticket;
  if (moment === 'past') return { kind: 'no-longer-read', about: { ticketId: owner.id } };
  const isTop = message.ts === message.root;
  const about = { ticketId, where: isTop ? TOP : message.root };
  if (undone !== undefined) {
    return { kind: 'added-after-resolving', about: { ...about, at: undone } };
  }
  // Late words, and thanks after the end.
  if (moment === 'before-resolving' || moment === 'after-resolving') return undefined;
  if (await wasShownOpen(queries, ticket, about.where, message.channel)) return undefined;
  const kind = 'added-to-ticket';
  if (isTop) return { kind, about };
  const atTop = await findMessage(queries, {
    kind,
    about: { ticketId, where: TOP },
    channel: message.channel,
  });
  if (atTop?.thread === message.root) return undefined;
  // Direct messages have no other place for something new; in a channel the status says enough.
  const isInChannel = conversation.place === 'channel';
  if (isInChannel && (await isUnderStatus(queries, owner.id, message))) return undefined;
  return { kind, about };
}

/** Whether the answer that a ticket is open again says enough there. */
async function wasShownOpen(
  queries: Queries,
  { id: ticketId, undone_at }: Ticket,
  where: string,
  channel: string,
): Promise<boolean> {
  if (undone_at === null) return false;
  const about = { ticketId, where, at: undone_at.toISOString() };
  return (
    (await findMessage(queries, { kind: 'added-after-resolving', about, channel })) !== undefined
  );
}

const TOP = 'top';

async function isUnderStatus(
  queries: Queries,
  ticketId: string,
  { channel, root }: Message,
): Promise<boolean> {
  const about = { ticketId };
  const status = await findMessage(queries, { kind: 'ticket-status', about, channel });
  return status !== undefined && (status.thread ?? status.ts) === root;
}
