import { noteEscalated } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { recordEvent } from './event-store.ts';
import { lockWithMerged } from './lock-with-merged.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import type { AgentsThread } from './replies.ts';
import { showTickets } from './show-tickets.ts';
import { BringMessages, type Ticket } from './ticket.ts';
import { isSplit, openWholeTicket } from './ticket-of-message.ts';
import {
  forgetSnooze,
  loadTicket,
  mergeRouted,
  noteAgentsTurn,
  noteCustomersTurnOver,
  unmerge,
} from './ticket-store.ts';
import { lastCustomersWords } from './ticket-transcript.ts';

/** What became of a merge: the ticket as it is now says why it was not made. */
export type Merge =
  | { status: 'merged' }
  | { status: 'same'; ticket: Ticket }
  | { status: 'not-open'; ticket: Ticket };

/** What became of the wish to undo one. `open` is the ticket that the conversation has by now. */
export type Undoing =
  | { status: 'undone' }
  | { status: 'not-merged' | 'too-late'; ticket: Ticket }
  | { status: 'replaced'; open: Ticket };

const DAY_MS = 24 * 60 * 60_000;

/** Lets tickets of one customer go on as one, for as long as nobody undoes it. */
export function createMerging({
  outbox,
  enqueue,
  agentsThread,
  releaseIfAway,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  agentsThread: AgentsThread;
  releaseIfAway: (transaction: Transaction, of: { ticketId: string; by: string }) => Promise<void>;
  now: () => Date;
}) {
  return { merge, undoMerge };

  /**
   * Lets a ticket go on in another. Both must be with agents at that moment, so that no chain of merged
   * tickets leads back to its beginning. No message changes its owner: undone, each has its own again.
   */
  async function merge(
    transaction: Transaction,
    { ticketId, into, user }: { ticketId: string; into: string; user: string },
  ): Promise<Merge> {
    const source = await lockWithMerged(transaction, ticketId, { others: [into] });
    const target = await loadTicket(transaction, into);
    if (source.id === target.id) return { status: 'same', ticket: target };
    if (target.status !== 'routed') return { status: 'not-open', ticket: target };
    const at = now();
    const merged = await mergeRouted(transaction, { id: source.id, into, user, at });
    if (!merged) return { status: 'not-open', ticket: source };
    await recordEvent(transaction, merged, { at, by: user, kind: 'merged', value: { into } });
    // Who waits for an answer in one of them waits for it in both.
    if (source.answered_at === null) {
      await noteAgentsTurn(transaction, { id: target.id, since: source.turn_since });
      // Nobody has put off what comes along.
      const isSnoozed = source.snoozed_until !== null && source.snoozed_until > at;
      if (!isSnoozed) await forgetSnooze(transaction, target.id);
      await releaseIfAway(transaction, { ticketId: target.id, by: user });
    }
    await showTickets(transaction, target, outbox);
    await enqueue(transaction, { kind: BringMessages, payload: { ticketId } });
    return { status: 'merged' };
  }

  /** Lets a merged ticket go on by itself, with what was written for it meanwhile. */
  async function undoMerge(
    transaction: Transaction,
    { ticketId, user }: { ticketId: string; user: string },
  ): Promise<Undoing> {
    const merged = await lockWithMerged(transaction, ticketId);
    if (merged.merged_into === null) return { status: 'not-merged', ticket: merged };
    if (isPastUndoing(merged, now())) return { status: 'too-late', ticket: merged };
    if (!isSplit(merged)) {
      const open = await openWholeTicket(transaction, merged.conversation_id);
      if (open) return { status: 'replaced', open };
    }
    await announceUndone(transaction, merged, user);
    const ticket = await unmerge(transaction, ticketId);
    if (!ticket) throw new Error('A merged ticket was not merged.');
    const value = { from: merged.merged_into };
    await recordEvent(transaction, ticket, { at: now(), by: user, kind: 'unmerged', value });
    const last = await lastCustomersWords(transaction, ticket);
    if (last) await noteCustomersTurnOver(transaction, { id: ticketId, writtenAt: last });
    await releaseIfAway(transaction, { ticketId, by: user });
    for (const { conversation_id } of await withMerged(transaction, ticket)) {
      await noteEscalated(transaction, conversation_id);
    }
    await enqueue(transaction, { kind: BringMessages, payload: { ticketId } });
    return { status: 'undone' };
  }

  /** Tells the agents who had it, and updates all that shows these tickets. */
  async function announceUndone(
    transaction: Transaction,
    merged: Ticket,
    by: string,
  ): Promise<void> {
    const other = await goesOnIn(transaction, merged);
    const thread = await agentsThread(transaction, other);
    const about = { ticketId: other.id, mergedId: merged.id, by, at: now().toISOString() };
    if (thread) await outbox.postOnce(transaction, { ...thread, kind: 'unmerged', about });
    await showTickets(transaction, other, outbox);
  }
}

/** A merge can be undone for a day, and so can what was closed as no request. */
export function isPastUndoing({ resolved_at }: Pick<Ticket, 'resolved_at'>, at: Date): boolean {
  return resolved_at === null || at.getTime() - resolved_at.getTime() > DAY_MS;
}
