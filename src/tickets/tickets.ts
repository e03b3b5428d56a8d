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
import type { MessageKind } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type AgentsThread, createReplies } from './replies.ts';
import { type Door, RouteTicket, type Ticket, TriageTicket } from './ticket.ts';
import {
  claimUnheld,
  insertTicket,
  loadTicket,
  noteRouted,
  noteUnheld,
  resolveRouted,
  unresolvedTicket,
} from './ticket-store.ts';

/** What became of the wish for a person. */
export type Escalation =
  | { status: 'escalated' | 'already'; ticket: Ticket }
  | { status: 'refused'; customer: string };

export type Tickets = ReturnType<typeof createTickets>;

/** A ticket's life, from the escalation to its end. */
export function createTickets({
  outbox,
  enqueue,
  agentsThread,
  newId,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  agentsThread: AgentsThread;
  newId: () => string;
  now: () => Date;
}) {
  const replies = createReplies({ outbox, agentsThread, now });
  return { escalate, claim, move, resolve, replies };

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
    await postToCustomer(transaction, { conversation, kind: 'ticket-status', ticket });
    await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
    await enqueue(transaction, { kind: TriageTicket, payload: { ticketId: ticket.id } });
    return { status: 'escalated', ticket };
  }

  /** Gives a ticket to an agent; where another has it, says who. */
  async function claim(
    transaction: Transaction,
    { ticketId, user }: { ticketId: string; user: string },
  ): Promise<{ holder: string | null }> {
    const isClaimed = await claimUnheld(transaction, { id: ticketId, holder: user });
    if (!isClaimed) return loadTicket(transaction, ticketId);
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    return { holder: user };
  }

  /** Sends a ticket to other agents. The card that it leaves then shows where it went. */
  async function move(
    transaction: Transaction,
    { ticketId, destination }: { ticketId: string; destination: string },
  ): Promise<void> {
    await noteRouted(transaction, { id: ticketId, destination, at: now() });
    await noteUnheld(transaction, ticketId);
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    await enqueue(transaction, { kind: RouteTicket, payload: { ticketId, destination } });
  }

  /** Ends a ticket and its conversation, and shows it to both sides. */
  async function resolve(
    transaction: Transaction,
    { ticketId, user, at }: { ticketId: string; user: string; at: Date },
  ): Promise<void> {
    const ticket = await resolveRouted(transaction, { id: ticketId, user, at });
    if (!ticket) return;
    const conversation = await loadConversation(transaction, ticket.conversation_id);
    await noteResolved(transaction, { id: conversation.id, at });
    await postToCustomer(transaction, { conversation, kind: 'resolved', ticket });
    const about = { ticketId };
    await outbox.markStale(transaction, { kind: 'ticket-status', about });
    await outbox.markStale(transaction, { kind: 'ticket-card', about });
    await outbox.markStale(transaction, { kind: 'home', about: { user: conversation.customer } });
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
      kind,
      ticket,
    }: {
      conversation: Conversation;
      kind: Extract<MessageKind, 'ticket-status' | 'resolved'>;
      ticket: Ticket;
    },
  ): Promise<void> {
    const thread = await latestThread(transaction, { id, channel });
    const about = { ticketId: ticket.id };
    await outbox.postOnce(transaction, { team, channel, thread, kind, about });
  }
}
