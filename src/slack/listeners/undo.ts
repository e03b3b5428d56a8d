import { isPastUndoing } from '../../tickets/merging.ts';
import type { Ticket } from '../../tickets/ticket.ts';

/** Whether *Undo* still opens a ticket again: for a day, where it was closed as no request. */
export function canBeUndone(
  ticket: Pick<Ticket, 'is_no_request' | 'resolved_at'>,
  now: Date,
): boolean {
  return !ticket.is_no_request || !isPastUndoing(ticket, now);
}
