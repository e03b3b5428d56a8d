import { lockConversation } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, lockTicket } from './ticket-store.ts';

/**
 * Loads a ticket and keeps others from changing it until the transaction ends, and from writing into the
 * conversations that it and those merged into it are about: these first, as everything does.
 */
export async function lockWithMerged(transaction: Transaction, ticketId: string): Promise<Ticket> {
  const tickets = await withMerged(transaction, await loadTicket(transaction, ticketId));
  const conversations = new Set(tickets.map(({ conversation_id }) => conversation_id));
  for (const id of [...conversations].toSorted()) await lockConversation(transaction, id);
  return lockTicket(transaction, ticketId);
}
