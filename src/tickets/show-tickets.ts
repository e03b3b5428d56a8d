import { loadConversation } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { withMerged } from './merged-tickets.ts';
import { showProblem } from './show-problem.ts';
import type { Ticket } from './ticket.ts';

/** Updates what agents and the customer see of a ticket, and of those that go on in it. */
export async function showTickets(
  transaction: Transaction,
  ticket: Ticket,
  outbox: Outbox,
): Promise<void> {
  await showProblem(transaction, ticket, outbox);
  for (const { id: ticketId } of await withMerged(transaction, ticket)) {
    await outbox.markStale(transaction, { kind: 'ticket-status', about: { ticketId } });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
  }
  const { customer } = await loadConversation(transaction, ticket.conversation_id);
  await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
}
