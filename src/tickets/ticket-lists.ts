import type { Queries } from '../database/open-database.ts';
import { Ticket } from './ticket.ts';

/** A customer's latest tickets, from every place, newest first. */
export async function latestTicketsOf(
  queries: Queries,
  { team, customer, most }: { team: string; customer: string; most: number },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .innerJoin('conversations', 'conversations.id', 'tickets.conversation_id')
    .selectAll('tickets')
    .where('conversations.team', '=', team)
    .where('conversations.customer', '=', customer)
    .orderBy('tickets.number', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** The tickets that are not resolved, oldest first. */
export async function oldestOpenTickets(
  queries: Queries,
  { team, most }: { team: string; most: number },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('team', '=', team)
    .where('status', '!=', 'resolved')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** How many tickets are not resolved, by destination; null for those still under triage. */
export async function countOpenTickets(
  queries: Queries,
  team: string,
): Promise<{ destination: string | null; count: number }[]> {
  const rows = await queries
    .selectFrom('tickets')
    .select(['destination', ({ fn }) => fn.countAll<number>().as('count')])
    .where('team', '=', team)
    .where('status', '!=', 'resolved')
    .groupBy('destination')
    .execute();
  return rows.map(({ destination, count }) => ({ destination, count: Number(count) }));
}
