import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { mainOf } from './known-problem.ts';
import type { Ticket } from './ticket.ts';

/** Updates the card that says how many tickets are about the problem of this one. */
export async function showProblem(
  transaction: Transaction,
  ticket: Ticket,
  outbox: Outbox,
): Promise<void> {
  const main = await mainOf(transaction, ticket);
  if (!main) return;
  await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: main.id } });
}
