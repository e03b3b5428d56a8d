import type { Conversation } from '../conversations/conversation.ts';
import { lockConversation, noteEscalated } from '../conversations/conversation-store.ts';
import type { Actor } from '../conversations/incoming-message.ts';
import { lastTsOf } from '../conversations/message-store.ts';
import { tsOf } from '../conversations/slack-ts.ts';
import type { Transaction } from '../database/open-database.ts';
import { takeTicketNumber } from '../database/workspace-store.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { createAbsences } from './absences.ts';
import { announcedEnd } from './announced-end.ts';
import { insertCorrection } from './correction-store.ts';
import { createFeedback } from './customers-feedback.ts';
import { customersThread, ownThread } from './customers-thread.ts';
import { endConversations } from './end-conversations.ts';
import { createEndingUnanswered } from './ending-unanswered.ts';
import { recordEvent } from './event-store.ts';
import { createHolding } from './holding.ts';
import { lockWithMerged } from './lock-with-merged.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import { createMerging } from './merging.ts';
import { insertMove } from './move-store.ts';
import { createProblems } from './problems.ts';
import { type AgentsThread, createReplies } from './replies.ts';
import { showProblem } from './show-problem.ts';
import { showTickets } from './show-tickets.ts';
import { createSnoozing } from './snoozing.ts';
import { createSplitting } from './splitting.ts';
import {
  AnnounceResolved,
  type Door,
  RouteTicket,
  type Ticket,
  TRIAGE,
  TriageTicket,
} from './ticket.ts';
import { isSplit, openTicket, openWholeTicket } from './ticket-of-message.ts';
import {
  insertTicket,
  noteRouted,
  reopenResolved,
  resolveRouted,
  setHolder,
} from './ticket-store.ts';
import { createTurnWithoutAnswer } from './turn-without-answer.ts';
import { workingMsSince } from './working-ms.ts';

/** What became of the wish for a person. */
export type Escalation =
  | { status: 'escalated' | 'already'; ticket: Ticket }
  | { status: 'refused'; customer: string };

/** The ticket that a customer's words go to now, and whether it was opened again for that. */
export type Reopening = { status: 'reopened' | 'open'; ticket: Ticket };

export type Tickets = ReturnType<typeof createTickets>;

/** A ticket's life, from the escalation to its end. */
export function createTickets({
  outbox,
  enqueue,
  agentsThread,
  readDesk,
  undoMs,
  newId,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  agentsThread: AgentsThread;
  readDesk: ReadDesk;
  /** For how long *Resolve* can be undone before the customer is told. */
  undoMs: number;
  newId: () => string;
  now: () => Date;
}) {
  const absences = createAbsences({ outbox, enqueue, now });
  const holding = createHolding({ outbox, agentsThread, readDesk, now });
  const unanswered = createEndingUnanswered({ outbox, readDesk });
  const feedback = createFeedback({ outbox, now });
  const snoozing = createSnoozing({ outbox, now });
  const { releaseIfAway } = holding;
  const { answerGone } = createTurnWithoutAnswer({ outbox, releaseIfAway });
  const replies = createReplies({ outbox, agentsThread, answerGone, readDesk, now });
  const merging = createMerging({ outbox, enqueue, agentsThread, releaseIfAway, now });
  const problems = createProblems({ outbox, enqueue, now });
  const splitting = createSplitting({ outbox, enqueue, agentsThread, newId, now });
  return {
    escalate,
    ...holding,
    ...snoozing,
    ...absences,
    move,
    resolve,
    announceResolved,
    ...unanswered,
    reopen,
    ...feedback,
    ...merging,
    ...splitting,
    ...problems,
    replies,
    answerGone,
  };

  /**
   * The one use case behind every door. The ticket, its triage and the customer's notice are written
   * together; a conversation has one ticket until that is resolved.
   */
  async function escalate(
    transaction: Transaction,
    {
      conversation,
      actor,
      door,
      isToBeFetched = false,
    }: {
      conversation: Conversation;
      actor: Actor;
      door: Door;
      /** The thread has not been collected: triage fetches it first. */
      isToBeFetched?: boolean;
    },
  ): Promise<Escalation> {
    const { id, team, customer } = conversation;
    if (actor.user !== customer && actor.kind !== 'agent') return { status: 'refused', customer };
    const { listed_at } = await lockConversation(transaction, id);
    const already = await openTicket(transaction, id);
    if (already) return { status: 'already', ticket: already };
    const ticket = await insertTicket(transaction, {
      id: newId(),
      team,
      number: await takeTicketNumber(transaction, { team, at: now() }),
      conversation_id: id,
      door,
      escalated_by: actor.user,
      escalated_at: now(),
      transcript_until: isToBeFetched ? null : await endOfTranscript(transaction, id, door),
    });
    await recordEvent(transaction, ticket, {
      at: ticket.escalated_at,
      by: actor.user,
      kind: 'opened',
      value: { door },
    });
    await noteEscalated(transaction, id);
    if (listed_at) await outbox.markListStale(transaction, team);
    const place = await ownThread(transaction, ticket);
    const about = { ticketId: ticket.id };
    await outbox.postOnce(transaction, { ...place, kind: 'ticket-status', about });
    await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
    await enqueue(transaction, { kind: TriageTicket, payload: { ticketId: ticket.id } });
    return { status: 'escalated', ticket };
  }

  /** Sends a ticket to other agents. The card that it leaves then shows where it went. */
  async function move(
    transaction: Transaction,
    {
      ticket: { id: ticketId, team, destination: from, holder },
      destination,
      user,
      isCorrection,
      takesNotes,
    }: {
      ticket: Ticket;
      destination: string;
      user: string;
      /** It had come to the wrong agents. */
      isCorrection: boolean;
      /** The agents' notes go along. */
      takesNotes: boolean;
    },
  ): Promise<void> {
    const at = now();
    const way = { team, ticket_id: ticketId, moved_from: from ?? TRIAGE, moved_to: destination };
    if (!(await noteRouted(transaction, { id: ticketId, destination, at }))) return;
    await problems.leaveProblem(transaction, ticketId);
    await setHolder(transaction, { id: ticketId, holder: null, by: user, at });
    const moved = { ...way, moved_by: user, moved_at: at, takes_notes: takesNotes };
    await insertMove(transaction, moved);
    if (isCorrection) {
      await insertCorrection(transaction, { ...way, corrected_by: user, corrected_at: at });
    }
    const ticket = { id: ticketId, team, destination };
    if (holder !== null) {
      const value = { holder, how: 'moved' } as const;
      await recordEvent(transaction, ticket, { at, by: user, kind: 'released', value });
    }
    const value = { from: from ?? TRIAGE, to: destination, isCorrection };
    await recordEvent(transaction, ticket, { at, by: user, kind: 'moved', value });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    await enqueue(transaction, { kind: RouteTicket, payload: { ticketId, destination } });
  }

  /** Ends a ticket and what it alone is about. Its customer is told a moment later: it can be undone until then. */
  async function resolve(
    transaction: Transaction,
    {
      ticketId,
      user,
      at,
      reason = null,
      isNoRequest = false,
    }: {
      ticketId: string;
      user: string;
      at: Date;
      /** One of the desk's, by its id. */
      reason?: string | null;
      /** Then its customer is told nothing. */
      isNoRequest?: boolean;
    },
  ): Promise<void> {
    await lockWithMerged(transaction, ticketId);
    const by = { id: ticketId, user, at, reason, isNoRequest };
    const ticket = await resolveRouted(transaction, by);
    if (!ticket) return;
    const workingMs = await workingMsSince(transaction, { ticket, at, readDesk });
    await recordEvent(transaction, ticket, {
      at,
      by: user,
      kind: 'resolved',
      value: { reason, isNoRequest, workingMs },
    });
    await endConversations(transaction, ticket, at);
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    await showProblem(transaction, ticket, outbox);
    if (isNoRequest) return;
    await enqueue(transaction, {
      kind: AnnounceResolved,
      payload: { ticketId, at: at.toISOString() },
      startAfter: new Date(now().getTime() + undoMs),
    });
  }

  /** Says to the customer that it is resolved, unless it was reopened since. */
  async function announceResolved(
    transaction: Transaction,
    { ticketId, at }: { ticketId: string; at: string },
  ): Promise<void> {
    const ticket = await lockWithMerged(transaction, ticketId);
    if (ticket.resolved_at?.toISOString() !== at) return;
    const [, ...merged] = await withMerged(transaction, ticket);
    // What was merged may be in several places: there its customer reads it where they wrote last.
    const placeOf = merged.length > 0 ? customersThread : ownThread;
    const place = await placeOf(transaction, ticket);
    const about = { ticketId, at };
    await outbox.postOnce(transaction, { ...place, kind: 'resolved', about });
    await showTickets(transaction, ticket, outbox);
  }

  /**
   * Opens a resolved ticket again, or the one that it goes on in: the same agents have it, in the same
   * thread. Where another ticket of its conversation is open, that one goes on instead.
   */
  async function reopen(
    transaction: Transaction,
    {
      ticketId: asked,
      by,
      isByWords = false,
    }: {
      ticketId: string;
      by: string;
      /** Its customer wrote again, which need not say that it is not solved. */
      isByWords?: boolean;
    },
  ): Promise<Reopening> {
    const resolved = await goesOnIn(transaction, await lockWithMerged(transaction, asked));
    if (resolved.status !== 'resolved') return { status: 'open', ticket: resolved };
    const { id: ticketId, conversation_id } = resolved;
    const other = isSplit(resolved)
      ? undefined
      : await openWholeTicket(transaction, conversation_id);
    if (other) return { status: 'open', ticket: other };
    const at = now();
    const wasTold = (await announcedEnd(transaction, resolved)) !== undefined;
    const ticket = await reopenResolved(transaction, { id: ticketId, by, at });
    if (!ticket) throw new Error('A ticket is neither resolved nor open.');
    const value = { how: isByWords ? 'words' : 'button', wasTold } as const;
    await recordEvent(transaction, ticket, { at, by, kind: 'reopened', value });
    for (const { conversation_id: id } of await withMerged(transaction, ticket)) {
      await noteEscalated(transaction, id);
    }
    const thread = await agentsThread(transaction, ticket);
    if (thread) {
      const reopening = { ticketId, by, at: at.toISOString() };
      const about = isByWords ? { ...reopening, wrote: true as const } : reopening;
      await outbox.postOnce(transaction, { ...thread, kind: 'reopened', about });
    }
    await releaseIfAway(transaction, { ticketId, by });
    await showTickets(transaction, ticket, outbox);
    return { status: 'reopened', ticket };
  }

  /**
   * What is written until the escalation belongs to the transcript, also if Slack delivers it later. A
   * request in words has a `ts` of Slack's own; it may itself come late, when clocks show another time.
   */
  async function endOfTranscript(
    transaction: Transaction,
    conversationId: string,
    door: Door,
  ): Promise<string> {
    const last = await lastTsOf(transaction, conversationId);
    if (door === 'text' || door === 'mention') return last;
    const asked = tsOf(now());
    return Number(asked) > Number(last) ? asked : last;
  }
}
