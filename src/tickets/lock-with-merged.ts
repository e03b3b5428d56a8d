import {
  loadConversation,
  lockConversation,
  lockTicketsOf,
} from '../conversations/conversation-store.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, lockTicket } from './ticket-store.ts';

/**
 * Loads a ticket and keeps others from changing it until the transaction ends, and all those that go on
 * as one with it: nobody merges one of them meanwhile, or undoes that, or writes into a conversation that
 * they are about. Whoever locks more than one of these does it here, in the one order that keeps two from
 * waiting for one another: first the customer, then the conversations, then the tickets, by their ids.
 */
export async function lockWithMerged(
  transaction: Transaction,
  ticketId: string,
  {
    others = [],
    conversationId,
  }: {
    /** Tickets of the same customer that are changed, too, each with those that go on as one with it. */
    others?: string[];
    /** One that a message is written in. */
    conversationId?: string;
  } = {},
): Promise<Ticket> {
  const { conversation_id } = await loadTicket(transaction, ticketId);
  await lockTicketsOf(transaction, await loadConversation(transaction, conversation_id));
  const tickets = await goingOnWith(transaction, [ticketId, ...others]);
  const conversations = new Set(tickets.map((ticket) => ticket.conversation_id));
  if (conversationId !== undefined) conversations.add(conversationId);
  for (const id of [...conversations].toSorted()) await lockConversation(transaction, id);
  const ids = new Set(tickets.map(({ id }) => id));
  for (const id of [...ids].toSorted()) await lockTicket(transaction, id);
  return loadTicket(transaction, ticketId);
}

async function goingOnWith(queries: Queries, ticketIds: string[]): Promise<Ticket[]> {
  const all: Ticket[] = [];
  for (const id of ticketIds) {
    const last = await goesOnIn(queries, await loadTicket(queries, id));
    all.push(...(await withMerged(queries, last)));
  }
  return all;
}
