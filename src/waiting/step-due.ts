import type { Waiting } from '../desk/desk.ts';
import type { Ticket } from '../tickets/ticket.ts';

type Waited = Pick<Ticket, 'status' | 'answered_at' | 'reminded_at' | 'closes_at'>;

/**
 * What is due of a ticket that waits for its customer, by the last answer and the reminder that followed
 * it. Where customers are reminded, nobody's ticket is resolved without that.
 */
export function stepDue(
  ticket: Waited,
  waiting: Waiting,
  at: Date,
): 'remind' | 'resolve' | undefined {
  const { status, answered_at } = ticket;
  if (status !== 'routed' || answered_at === null) return undefined;
  if (waiting.remind !== undefined && !isReminded(ticket)) {
    return answered_at.getTime() + waiting.remind <= at.getTime() ? 'remind' : undefined;
  }
  const end = endOf(ticket, waiting);
  return end && end <= at ? 'resolve' : undefined;
}

/**
 * When the waiting ends. A customer who was reminded late has as much time from then on as the desk
 * gives, and not less than they were told.
 */
export function endOf(ticket: Waited, { remind, resolve }: Waiting): Date | undefined {
  const { answered_at, reminded_at, closes_at } = ticket;
  if (resolve === undefined || answered_at === null) return undefined;
  const end = answered_at.getTime() + resolve;
  if (!isReminded(ticket) || reminded_at === null) return new Date(end);
  const afterReminder = reminded_at.getTime() + (remind === undefined ? 0 : resolve - remind);
  return new Date(Math.max(end, afterReminder, closes_at?.getTime() ?? 0));
}

/** An earlier reminder was of an earlier answer. */
function isReminded({ answered_at, reminded_at }: Waited): boolean {
  return answered_at !== null && reminded_at !== null && reminded_at >= answered_at;
}
