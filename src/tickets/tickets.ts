import type { Conversation } from '../conversations/conversation.ts';
import {
  loadConversation,
  lockConversation,
  noteEscalated,
  noteResolved,
} from '../conversations/conversation-store.ts';
import type { Actor } from '../conversations/incoming-message.ts';
import { lastTsOf } from '../conversations/message-store.ts';
import { tsOf } from '../conversations/slack-ts.ts';
import { latestThread } from '../conversations/thread-store.ts';
import type { Transaction } from '../database/open-database.ts';
import { takeTicketNumber } from '../database/workspace-store.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { insertCorrection } from './correction-store.ts';
import { createFeedback } from './customers-feedback.ts';
import { createHolding } from './holding.ts';
import { insertMove } from './move-store.ts';
import { type AgentsThread, createReplies } from './replies.ts';
import {
  AnnounceResolved,
  type Door,
  RouteTicket,
  type Ticket,
  TRIAGE,
  TriageTicket,
} from './ticket.ts';
import {
  insertTicket,
  loadTicket,
  lockTicket,
  noteRouted,
  reopenResolved,
  resolveRouted,
  setHolder,
  unresolvedTicket,
} from './ticket-store.ts';

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
  undoMs,
  newId,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  agentsThread: AgentsThread;
  /** For how long *Resolve* can be undone before the customer is told. */
  undoMs: number;
  newId: () => string;
  now: () => Date;
}) {
  const replies = createReplies({ outbox, agentsThread, now });
  const holding = createHolding({ outbox, agentsThread, now });
  const feedback = createFeedback({ outbox, now });
  return {
    escalate,
    ...holding,
    move,
    resolve,
    announceResolved,
    reopen,
    ...feedback,
    replies,
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
    await lockConversation(transaction, id);
    const already = await unresolvedTicket(transaction, id);
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
    await noteEscalated(transaction, id);
    const message = { kind: 'ticket-status', about: { ticketId: ticket.id } } as const;
    await postToCustomer(transaction, { conversation, message });
    await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
    await enqueue(transaction, { kind: TriageTicket, payload: { ticketId: ticket.id } });
    return { status: 'escalated', ticket };
  }

  /** Sends a ticket to other agents. The card that it leaves then shows where it went. */
  async function move(
    transaction: Transaction,
    {
      ticket: { id: ticketId, team, destination: from },
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
    await noteRouted(transaction, { id: ticketId, destination, at });
    await setHolder(transaction, { id: ticketId, holder: null, by: user, at });
    const moved = { ...way, moved_by: user, moved_at: at, takes_notes: takesNotes };
    await insertMove(transaction, moved);
    if (isCorrection) {
      await insertCorrection(transaction, { ...way, corrected_by: user, corrected_at: at });
    }
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    await enqueue(transaction, { kind: RouteTicket, payload: { ticketId, destination } });
  }

  /** Ends a ticket and its conversation. Its customer is told a moment later: it can be undone until then. */
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
    const { conversation_id: id } = await loadTicket(transaction, ticketId);
    await lockConversation(transaction, id);
    if (!(await resolveRouted(transaction, { id: ticketId, user, at, reason, isNoRequest })))
      return;
    await noteResolved(transaction, { id, at });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
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
    const ticket = await lockTicket(transaction, ticketId);
    if (ticket.resolved_at?.toISOString() !== at) return;
    const conversation = await loadConversation(transaction, ticket.conversation_id);
    const message = { kind: 'resolved', about: { ticketId, at } } as const;
    await postToCustomer(transaction, { conversation, message });
    await showToAll(transaction, ticketId, conversation);
  }

  /**
   * Opens a resolved ticket again: the same agents have it, in the same thread. Where another ticket of
   * its conversation is open, that one goes on instead.
   */
  async function reopen(
    transaction: Transaction,
    { ticketId, by }: { ticketId: string; by: string },
  ): Promise<Reopening> {
    const { conversation_id } = await loadTicket(transaction, ticketId);
    const conversation = await lockConversation(transaction, conversation_id);
    const other = await unresolvedTicket(transaction, conversation_id);
    if (other) return { status: 'open', ticket: other };
    const { is_no_request } = await lockTicket(transaction, ticketId);
    const ticket = await reopenResolved(transaction, { id: ticketId, by });
    if (!ticket) throw new Error('A ticket is neither resolved nor open.');
    await noteEscalated(transaction, conversation_id);
    const thread = await agentsThread(transaction, ticket);
    if (thread) {
      const reopening = { ticketId, by, at: now().toISOString() };
      const about = is_no_request ? { ...reopening, was: 'no-request' as const } : reopening;
      await outbox.postOnce(transaction, { ...thread, kind: 'reopened', about });
    }
    await showToAll(transaction, ticketId, conversation);
    return { status: 'reopened', ticket };
  }

  /** Updates what agents and the customer see of a ticket. */
  async function showToAll(
    transaction: Transaction,
    ticketId: string,
    { customer }: Conversation,
  ): Promise<void> {
    const about = { ticketId };
    await outbox.markStale(transaction, { kind: 'ticket-status', about });
    await outbox.markStale(transaction, { kind: 'ticket-card', about });
    await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
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

  /** Posts in the conversation's latest thread, or where it is if it has none. */
  async function postToCustomer(
    transaction: Transaction,
    {
      conversation: { id, team, channel },
      message,
    }: {
      conversation: Conversation;
      message: { kind: 'ticket-status' | 'resolved'; about: { ticketId: string; at?: string } };
    },
  ): Promise<void> {
    const thread = await latestThread(transaction, { id, channel });
    await outbox.postOnce(transaction, { team, channel, thread, ...message });
  }
}
