import type { Transaction } from '../database/open-database.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import type { Ticket } from './ticket.ts';

/** How much working time passed from a ticket's opening to a moment, by the hours as they are now. */
export async function workingMsSince(
  transaction: Transaction,
  {
    ticket: { escalated_at },
    at,
    readDesk,
  }: { ticket: Pick<Ticket, 'escalated_at'>; at: Date; readDesk: ReadDesk },
): Promise<number> {
  const { workingTime } = await readDesk(transaction);
  return workingTime.between(escalated_at, at);
}
