import type { Queries } from '../database/open-database.ts';
import { isInOutbox } from '../outbox/outbox-store.ts';
import type { Ticket } from './ticket.ts';

/** When a ticket was resolved, if its customer was told; else it can be undone unnoticed. */
export async function announcedEnd(
  queries: Queries,
  { id: ticketId, resolved_at, undone_at }: Pick<Ticket, 'id' | 'resolved_at' | 'undone_at'>,
): Promise<string | undefined> {
  if (resolved_at === null) return undefined;
  const at = resolved_at.toISOString();
  if (await isInOutbox(queries, { kind: 'resolved', about: { ticketId, at } })) return at;
  // An older bot announced an end at once, without its time, and reopened none.
  const isOlder = undone_at === null;
  const wasAnnounced =
    isOlder && (await isInOutbox(queries, { kind: 'resolved', about: { ticketId } }));
  return wasAnnounced ? at : undefined;
}
