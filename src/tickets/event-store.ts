import { sql } from 'kysely';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import type { Ticket } from './ticket.ts';
import { type EventContent, TicketEvent, type TicketEventRow } from './ticket-event.ts';

declare module '../database/tables.ts' {
  interface Tables {
    ticket_events: TableOf<typeof TicketEventRow>;
  }
}

/** What ends a ticket, and what opens it. */
const ENDS: EventContent['kind'][] = ['resolved', 'merged'];
const BEGINNINGS: EventContent['kind'][] = ['opened', 'reopened', 'unmerged'];

/** Stores what happened to a ticket, in the transaction that changes it; nobody's words. */
export async function recordEvent(
  transaction: Transaction,
  { id, team, destination }: Pick<Ticket, 'id' | 'team' | 'destination'>,
  { at, by, kind, value }: EventContent & { at: Date; by: string | null },
): Promise<void> {
  await transaction
    .insertInto('ticket_events')
    .values({ team, ticket_id: id, at, kind, by, destination, value: JSON.stringify(value) })
    .execute();
}

/** Whether an answer that an agent wrote to the customer without the bot is stored already. */
export async function isAnswerRecorded(
  queries: Queries,
  { id, message }: { id: string; message: string },
): Promise<boolean> {
  const found = await queries
    .selectFrom('ticket_events')
    .select('id')
    .where('ticket_id', '=', id)
    .where('kind', '=', 'replied')
    .where(sql`value ->> 'message'`, '=', message)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * All that had happened until a moment to the tickets to which something happened since another, or
 * which were not closed at the end; those of one ticket in their order.
 */
export async function eventsUntil(
  queries: Queries,
  { team, since, until }: { team: string; since: Date; until: Date },
): Promise<TicketEvent[]> {
  const turning = queries
    .selectFrom('ticket_events')
    .distinctOn('ticket_id')
    .select(['ticket_id', 'kind'])
    .where('team', '=', team)
    .where('at', '<', until)
    .where('kind', 'in', [...ENDS, ...BEGINNINGS])
    .orderBy('ticket_id')
    .orderBy('id', 'desc');
  const rows = await queries
    .selectFrom('ticket_events')
    .selectAll()
    .where('team', '=', team)
    .where('at', '<', until)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb(
          'ticket_id',
          'in',
          selectFrom('ticket_events as within')
            .select('within.ticket_id')
            .where('within.team', '=', team)
            .where('within.at', '>=', since)
            .where('within.at', '<', until),
        ),
        eb(
          'ticket_id',
          'in',
          selectFrom(turning.as('last'))
            .select('last.ticket_id')
            .where('last.kind', 'in', BEGINNINGS),
        ),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => TicketEvent.parse(row));
}

/** Whether anything had happened to any ticket until a moment. */
export async function hasEventsUntil(
  queries: Queries,
  { team, until }: { team: string; until: Date },
): Promise<boolean> {
  const found = await queries
    .selectFrom('ticket_events')
    .select('id')
    .where('team', '=', team)
    .where('at', '<', until)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
