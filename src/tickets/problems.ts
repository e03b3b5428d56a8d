import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { mainOf } from './known-problem.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import { type ProblemUpdate, SendUpdate } from './problem-update.ts';
import { insertUpdate } from './problem-update-store.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, lockProblems, setProblem, ticketsOfProblem } from './ticket-store.ts';

/** Links tickets that are about one problem to one of them. */
export function createProblems({
  outbox,
  enqueue,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  now: () => Date;
}) {
  return { linkProblem, leaveProblem, updateAll };

  /**
   * Links a ticket, and all that were linked to it, to another one, or to the one that this is linked to: there are
   * no chains. False where that is the ticket itself.
   */
  async function linkProblem(
    transaction: Transaction,
    { ticket, to }: { ticket: Ticket; to: string },
  ): Promise<boolean> {
    await lockProblems(transaction, ticket.team);
    const target = await goesOnIn(transaction, await loadTicket(transaction, to));
    const main = (await mainOf(transaction, target)) ?? target;
    const before = await mainOf(transaction, ticket);
    if (main.id === ticket.id) return false;
    const ids = (await withMerged(transaction, ticket)).map(({ id }) => id);
    const linked = await ticketsOfProblem(transaction, ids);
    await setProblem(transaction, [...ids, ...linked.map(({ id }) => id)], main.id);
    for (const one of [ticket, main, ...linked, ...(before ? [before] : [])]) {
      await show(transaction, one.id);
    }
    return true;
  }

  /** Takes a ticket out of its problem. What was linked to it goes on with the oldest of these. */
  async function leaveProblem(transaction: Transaction, ticketId: string): Promise<void> {
    const ticket = await loadTicket(transaction, ticketId);
    await lockProblems(transaction, ticket.team);
    const main = await mainOf(transaction, ticket);
    const ids = (await withMerged(transaction, ticket)).map(({ id }) => id);
    const linked = await ticketsOfProblem(transaction, ids);
    await setProblem(transaction, ids, null);
    const next = linked.find(({ status }) => status !== 'resolved') ?? linked[0];
    if (next) {
      await setProblem(
        transaction,
        linked.map(({ id }) => id),
        next.id,
      );
      await setProblem(transaction, [next.id], null);
    }
    for (const one of [...linked, ...(main ? [main] : [])]) await show(transaction, one.id);
    if (main || next) await show(transaction, ticketId);
  }

  /** Stores what is sent to all of a problem's customers, with the job that does so. */
  async function updateAll(
    transaction: Transaction,
    update: Omit<ProblemUpdate, 'handled' | 'created_at'>,
  ): Promise<void> {
    const { id } = update;
    await insertUpdate(transaction, { ...update, created_at: now() });
    await show(transaction, update.ticket_id);
    await enqueue(transaction, { kind: SendUpdate, payload: { id } });
  }

  async function show(transaction: Transaction, ticketId: string): Promise<void> {
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
  }
}
