import type { Message } from '../conversations/message.ts';
import { ticketOfThread } from '../conversations/thread-store.ts';
import type { Queries } from '../database/open-database.ts';
import { goesOnIn } from './merged-tickets.ts';
import { lastReplyAt } from './reply-store.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, ticketsOf } from './ticket-store.ts';

/** The ticket that a message belongs to, and the one that this goes on in: itself where it was not merged. */
export type Ownership = { owner: Ticket; ticket: Ticket };

/**
 * The ticket that a message of a conversation belongs to: the one that it was given to, else the one
 * that its thread is about. What opens a thread of its own belongs to the open ticket that was answered
 * last, else to the newest.
 */
export async function ticketOfMessage(
  queries: Queries,
  conversationId: string,
  message: Message,
): Promise<Ownership | undefined> {
  const { ticket_id, root, ts } = message;
  if (ticket_id !== null) return ownershipOf(queries, await loadTicket(queries, ticket_id));
  const tickets = await ticketsOf(queries, conversationId);
  const splits = tickets.filter(isSplit);
  if (splits.length === 0) return currentOf(queries, tickets);
  const threadOf = await ticketOfThread(queries, message);
  const ofThread = splits.find(({ id }) => id === threadOf);
  if (ofThread) return ownershipOf(queries, ofThread);
  const whole = tickets.filter((ticket) => !isSplit(ticket));
  if (root !== ts) return currentOf(queries, whole);
  return (await answeredLast(queries, tickets)) ?? currentOf(queries, whole);
}

/** The ticket of a conversation that is not resolved, also where it goes on in another's. */
export async function openTicket(
  queries: Queries,
  conversationId: string,
): Promise<Ticket | undefined> {
  const tickets = await ticketsOf(queries, conversationId);
  const open = await openOnes(queries, tickets);
  const [first] = open.toSorted(
    (one, other) => Number(isSplit(one.owner)) - Number(isSplit(other.owner)),
  );
  return first?.ticket;
}

/** The ticket that all of a conversation is about but for what was split off, while it is not resolved. */
export async function openWholeTicket(
  queries: Queries,
  conversationId: string,
): Promise<Ticket | undefined> {
  const tickets = await ticketsOf(queries, conversationId);
  return tickets.find((ticket) => ticket.status !== 'resolved' && !isSplit(ticket));
}

export function isSplit({ split_from }: Pick<Ticket, 'split_from'>): boolean {
  return split_from !== null;
}

async function ownershipOf(queries: Queries, owner: Ticket): Promise<Ownership> {
  return { owner, ticket: await goesOnIn(queries, owner) };
}

/** The one that is not resolved, or the latest. */
async function currentOf(queries: Queries, tickets: Ticket[]): Promise<Ownership | undefined> {
  const [latest] = tickets;
  const unresolved = tickets.find(({ status }) => status !== 'resolved');
  if (unresolved) return ownershipOf(queries, unresolved);
  const [open] = await openOnes(queries, tickets);
  return open ?? (latest && ownershipOf(queries, latest));
}

/** Those that are not resolved, or go on in one that is not, the latest first. */
async function openOnes(queries: Queries, tickets: Ticket[]): Promise<Ownership[]> {
  const open: Ownership[] = [];
  for (const owner of tickets) {
    const ticket = await goesOnIn(queries, owner);
    if (ticket.status !== 'resolved') open.push({ owner, ticket });
  }
  return open;
}

/** Without any answer, the newest. */
async function answeredLast(queries: Queries, tickets: Ticket[]): Promise<Ownership | undefined> {
  const open: { ownership: Ownership; at: number }[] = [];
  for (const ownership of await openOnes(queries, tickets)) {
    const at = (await lastReplyAt(queries, ownership.ticket.id))?.getTime() ?? 0;
    open.push({ ownership, at });
  }
  const [last] = open.toSorted((one, other) => other.at - one.at);
  return last?.ownership;
}
