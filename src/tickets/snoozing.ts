import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from './ticket.ts';
import { noteSnoozed } from './ticket-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const MOST_DAYS = 90;

/** What became of the wish to snooze a ticket. */
export type Snooze = 'snoozed' | 'past' | 'too-long' | 'not-waiting';

/** An agent wants to hear nothing of a ticket until a time. It ends early when its customer writes, or agents act on it. */
export function createSnoozing({ outbox, now }: { outbox: Outbox; now: () => Date }) {
  return { snooze };

  /** Snoozes a locked ticket that agents are to answer. */
  async function snooze(
    transaction: Transaction,
    { ticket, until, by }: { ticket: Ticket; until: Date; by: string },
  ): Promise<Snooze> {
    const at = now();
    if (ticket.status !== 'routed' || ticket.answered_at !== null) return 'not-waiting';
    if (until <= at) return 'past';
    if (until.getTime() > at.getTime() + MOST_DAYS * DAY_MS) return 'too-long';
    const { id } = ticket;
    await noteSnoozed(transaction, { id, until, by, at });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: id } });
    return 'snoozed';
  }
}
