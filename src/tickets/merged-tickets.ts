import type { Queries } from '../database/open-database.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, ticketsMergedInto } from './ticket-store.ts';

/** The ticket that a ticket goes on in, however often it was merged; itself where it was not. */
export async function goesOnIn(queries: Queries, ticket: Ticket): Promise<Ticket> {
  let last = ticket;
  while (last.merged_into !== null) last = await loadTicket(queries, last.merged_into);
  return last;
}

/** A ticket, those that were merged into it, those that were merged into these, and so on. */
export async function withMerged(queries: Queries, ticket: Ticket): Promise<Ticket[]> {
  const all = [ticket];
  // What is added while this runs is looked at too.
  for (const { id } of all) all.push(...(await ticketsMergedInto(queries, id)));
  return all;
}
