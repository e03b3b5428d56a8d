import type { Ticket } from '../../tickets/ticket.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Whether *Undo* still opens a ticket again: for a day, where it was closed as no request. */
export function canBeUndone(
  { is_no_request, resolved_at }: Pick<Ticket, 'is_no_request' | 'resolved_at'>,
  now: Date,
): boolean {
  if (!is_no_request || resolved_at === null) return true;
  return now.getTime() - resolved_at.getTime() <= DAY_MS;
}
