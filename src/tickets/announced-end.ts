import type { Queries } from '../database/open-database.ts';
import { isInOutbox } from '../outbox/outbox-store.ts';
import type { Ticket } from './ticket.ts';

/** When a ticket was resolved, if its customer was told; else it can be undone unnoticed. */
export async function announcedEnd(
  queries: Queries,
  { id: ticketId, resolved_at }: Pick<Ticket, 'id' | 'resolved_at'>,
): Promise<string | undefined> {
  if (resolved_at === null) return undefined;
  const at = resolved_at.toISOString();
  const isAnnounced = await isInOutbox(queries, { kind: 'resolved', about: { ticketId, at } });
  return isAnnounced ? at : undefined;
}
