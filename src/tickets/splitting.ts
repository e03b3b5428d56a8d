import { noteEscalated } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { giveTheRest } from '../conversations/message-store.ts';
import { isPartOfTranscript } from '../conversations/transcript.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import { takeTicketNumber } from '../database/workspace-store.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { ownThread } from './customers-thread.ts';
import { recordEvent } from './event-store.ts';
import { giveMessage } from './give-message.ts';
import { lockWithMerged } from './lock-with-merged.ts';
import { withMerged } from './merged-tickets.ts';
import type { AgentsThread } from './replies.ts';
import { showTickets } from './show-tickets.ts';
import { type Ticket, TriageTicket } from './ticket.ts';
import { isSplit } from './ticket-of-message.ts';
import { insertTicket, ticketsOf } from './ticket-store.ts';
import { addressOf, messagesOfTicket } from './ticket-transcript.ts';

/** What became of a split. */
export type Split =
  | { status: 'split'; ticket: Ticket }
  /** Some of the messages belong to others by now, or are gone. */
  | { status: 'taken'; by: Ticket | undefined }
  | { status: 'nothing-left' | 'nothing-chosen' }
  | { status: 'not-open'; ticket: Ticket };

/** Opens a ticket of its own for a part of what a customer wrote. */
export function createSplitting({
  outbox,
  enqueue,
  agentsThread,
  newId,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  agentsThread: AgentsThread;
  newId: () => string;
  now: () => Date;
}) {
  return { split };

  /** Gives messages to a new ticket, which is triaged and routed by them alone. */
  async function split(
    transaction: Transaction,
    { ticketId, chosen, user }: { ticketId: string; chosen: string[]; user: string },
  ): Promise<Split> {
    const ticket = await lockWithMerged(transaction, ticketId);
    if (ticket.status !== 'routed') return { status: 'not-open', ticket };
    const wanted = new Set(chosen);
    const ours = await messagesToSplit(transaction, ticket);
    const messages = ours.filter((message) => wanted.has(addressOf(message)));
    const last = messages.at(-1);
    if (wanted.size === 0) return { status: 'nothing-chosen' };
    if (!last || messages.length < wanted.size) {
      return { status: 'taken', by: await latestSplit(transaction, ticket) };
    }
    if (messages.length === ours.length) return { status: 'nothing-left' };
    const opened = await open(transaction, { ticket, last, user });
    await give(transaction, { messages, ticket, opened });
    await showToCustomer(transaction, opened);
    const thread = await agentsThread(transaction, ticket);
    const about = { ticketId, splitId: opened.id, by: user };
    if (thread) await outbox.postOnce(transaction, { ...thread, kind: 'split-off', about });
    await showTickets(transaction, ticket, outbox);
    await enqueue(transaction, { kind: TriageTicket, payload: { ticketId: opened.id } });
    return { status: 'split', ticket: opened };
  }

  async function open(
    transaction: Transaction,
    { ticket, last, user }: { ticket: Ticket; last: Message; user: string },
  ): Promise<Ticket> {
    const { id, team } = ticket;
    const { conversation_id } = last;
    if (conversation_id === null) throw new Error('A message of a ticket has no conversation.');
    await noteEscalated(transaction, conversation_id);
    const at = now();
    const opened = await insertTicket(transaction, {
      id: newId(),
      team,
      number: await takeTicketNumber(transaction, { team, at }),
      conversation_id,
      door: 'split',
      escalated_by: user,
      escalated_at: at,
      transcript_until: last.ts,
      split_from: id,
    });
    await recordEvent(transaction, opened, {
      at,
      by: user,
      kind: 'opened',
      value: { door: 'split' },
    });
    const value = { into: opened.id };
    await recordEvent(transaction, ticket, { at, by: user, kind: 'split', value });
    return opened;
  }

  /** What opens a thread takes its thread along: what is answered there is about it. */
  async function give(
    transaction: Transaction,
    { messages, ticket, opened }: { messages: Message[]; ticket: Ticket; opened: Ticket },
  ): Promise<void> {
    for (const message of messages) await giveMessage(transaction, message, opened);
    for (const whole of await withMerged(transaction, ticket)) {
      const { id: wholeId, conversation_id: conversationId } = whole;
      // What was written until now is decided about: only what comes later may be the new one's.
      if (!isSplit(whole)) await giveTheRest(transaction, { conversationId, ticketId: wholeId });
    }
  }

  async function showToCustomer(transaction: Transaction, opened: Ticket): Promise<void> {
    const { id: ticketId } = opened;
    const place = await ownThread(transaction, opened);
    const status = { kind: 'ticket-status', about: { ticketId } } as const;
    await outbox.postOnce(transaction, { ...place, ...status });
  }
}

/** The messages of its customer, which may be given to another ticket. */
export async function messagesToSplit(queries: Queries, ticket: Ticket): Promise<Message[]> {
  const messages = await messagesOfTicket(queries, ticket);
  return messages.filter((message) => message.role === 'customer' && isPartOfTranscript(message));
}

async function latestSplit(queries: Queries, ticket: Ticket): Promise<Ticket | undefined> {
  for (const { id, conversation_id } of await withMerged(queries, ticket)) {
    const tickets = await ticketsOf(queries, conversation_id);
    const split = tickets.find(({ split_from }) => split_from === id || split_from === ticket.id);
    if (split) return split;
  }
  return undefined;
}
