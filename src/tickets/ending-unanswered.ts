import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Address } from '../outbox/outbox-store.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { endConversations } from './end-conversations.ts';
import { recordEvent } from './event-store.ts';
import { showTickets } from './show-tickets.ts';
import type { Ticket } from './ticket.ts';
import { noteReminded, resolveRouted } from './ticket-store.ts';
import { workingMsSince } from './working-ms.ts';

/** What is done about a ticket whose customer does not answer. Who calls it holds the ticket's lock. */
export function createEndingUnanswered({
  outbox,
  readDesk,
}: {
  outbox: Outbox;
  readDesk: ReadDesk;
}) {
  return { remind, resolveUnanswered };

  /** Says to the customer that their request waits for them. */
  async function remind(
    transaction: Transaction,
    {
      ticketId,
      place,
      at,
      closesAt,
    }: { ticketId: string; place: Address; at: Date; closesAt: Date | null },
  ): Promise<void> {
    await noteReminded(transaction, { id: ticketId, at, closesAt });
    const reminder = reminderOf({ id: ticketId, reminded_at: at, closes_at: closesAt });
    if (reminder) await outbox.postOnce(transaction, { ...place, ...reminder });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
  }

  /** Ends it by nobody's decision, and says so to the customer at once: there is nothing to undo. */
  async function resolveUnanswered(
    transaction: Transaction,
    { ticketId, place, at }: { ticketId: string; place: Address; at: Date },
  ): Promise<void> {
    const ticket = await resolveRouted(transaction, { id: ticketId, user: null, at });
    if (!ticket) return;
    const workingMs = await workingMsSince(transaction, { ticket, at, readDesk });
    const value = { reason: null, isNoRequest: false, workingMs };
    await recordEvent(transaction, ticket, { at, by: null, kind: 'resolved', value });
    await endConversations(transaction, ticket, at);
    const about = { ticketId, at: at.toISOString() };
    await outbox.postOnce(transaction, { ...place, kind: 'resolved', about });
    await showTickets(transaction, ticket, outbox);
  }
}

/** The latest reminder of a ticket's customer, as the outbox knows it. */
export function reminderOf({
  id: ticketId,
  reminded_at,
  closes_at,
}: Pick<Ticket, 'id' | 'reminded_at' | 'closes_at'>) {
  if (reminded_at === null) return undefined;
  const at = reminded_at.toISOString();
  const about =
    closes_at === null ? { ticketId, at } : { ticketId, at, closesAt: closes_at.toISOString() };
  return { kind: 'still-open', about } as const;
}

/** Whether a ticket ended since its customer did not answer; an older bot has not stored who resolved one. */
export function isResolvedUnanswered({
  status,
  resolved_by,
  answered_at,
  merged_into,
}: Pick<Ticket, 'status' | 'resolved_by' | 'answered_at' | 'merged_into'>): boolean {
  const isByNobody = status === 'resolved' && resolved_by === null && merged_into === null;
  return isByNobody && answered_at !== null;
}
