import { noteResolved } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { openTicket } from './ticket-of-message.ts';

/** Ends the conversations that a resolved ticket is about, but for those that another open ticket has. */
export async function endConversations(
  transaction: Transaction,
  ticket: Ticket,
  at: Date,
): Promise<void> {
  for (const { conversation_id: id } of await withMerged(transaction, ticket)) {
    if (!(await openTicket(transaction, id))) await noteResolved(transaction, { id, at });
  }
}
