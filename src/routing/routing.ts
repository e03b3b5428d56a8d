import type { MessageChange } from '../conversations/conversation.ts';
import { loadConversation } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { isOnlyCourtesy } from '../conversations/only-courtesy.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import { rootsOf } from '../conversations/thread-store.ts';
import type { CustomerRecords } from '../customers/records/records.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { announcedEnd } from '../tickets/announced-end.ts';
import { answered } from '../tickets/answered.ts';
import { isResolvedUnanswered } from '../tickets/ending-unanswered.ts';
import { recordEvent } from '../tickets/event-store.ts';
import { giveMessage } from '../tickets/give-message.ts';
import { lockTicketOf } from '../tickets/lock-ticket-of.ts';
import { lockWithMerged } from '../tickets/lock-with-merged.ts';
import { goesOnIn } from '../tickets/merged-tickets.ts';
import type { Ticket } from '../tickets/ticket.ts';
import {
  endSnooze,
  loadTriage,
  lockTicket,
  noteCustomersTurnOver,
  noteRouted,
} from '../tickets/ticket-store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { type AgentChannels, agentsThread } from './agent-channels.ts';
import {
  type CarriedNotes,
  postCarriedNotes,
  type ReadNotes,
  readCarriedNotes,
} from './carry-notes.ts';
import type { Destination, RoutedTicket } from './destination.ts';
import { postFollowUp, postFollowUps } from './follow-up.ts';
import { bringMerged } from './merged-messages.ts';
import { type Moment, momentOf } from './moment.ts';
import { postChange } from './report-edit.ts';
import { showReceived } from './show-received.ts';

/** Delivers a ticket to the agents of a category, or of triage. */
export type RouteToAgent = (delivery: { ticket: Ticket; category: string }) => Promise<void>;

export type Routing = ReturnType<typeof createRouting>;

/** Brings tickets to their agents, and what is written, edited or deleted after that. */
export function createRouting({
  database,
  outbox,
  enqueue,
  channels,
  reopen,
  releaseIfAway,
  answerGone,
  destinations,
  readNotes,
  onUnread,
  readDesk,
  now,
}: {
  database: Database;
  outbox: Outbox;
  enqueue: Enqueue;
  channels: AgentChannels;
  reopen: Tickets['reopen'];
  releaseIfAway: Tickets['releaseIfAway'];
  answerGone: Tickets['answerGone'];
  destinations: Destination[];
  readNotes: ReadNotes;
  /** Is called with why the notes of a thread did not go along. */
  onUnread: (error: unknown) => void;
  readDesk: ReadDesk;
  now: () => Date;
}) {
  return { routeToAgent, notesOfMove, routeMoved, followUp, reportEdit, bringMessages };

  /**
   * The port behind the tool that the model calls. All of it is written at once, and may be written
   * again: then it changes nothing.
   *
   * @see The recipe's `route_to_agent(agent_type, summary)`.
   */
  async function routeToAgent({
    ticket,
    category,
  }: {
    ticket: Ticket;
    category: string;
  }): Promise<void> {
    const { id } = ticket;
    await database.transaction(async (transaction) => {
      const before = await lockTicket(transaction, id);
      if (!(await noteRouted(transaction, { id, destination: category, at: now() }))) return;
      await recordRouting(transaction, before, category);
      await deliverTo(transaction, { ...ticket, destination: category });
    });
  }

  /** Delivered again to where it is, nothing has happened. */
  async function recordRouting(
    transaction: Transaction,
    before: Ticket,
    destination: string,
  ): Promise<void> {
    if (before.status === 'routed' && before.destination === destination) return;
    const { decision } = await loadTriage(transaction, before.id);
    const how = before.status === 'triaging' ? 'triage' : 'redirect';
    const value = { how, reason: decision?.reason?.code ?? null } as const;
    const routed = { ...before, destination };
    await recordEvent(transaction, routed, { at: now(), by: null, kind: 'routed', value });
  }

  async function deliverTo(transaction: Transaction, ticket: RoutedTicket): Promise<void> {
    for (const { deliver } of destinations) await deliver(transaction, ticket);
    const about = { ticketId: ticket.id };
    await outbox.markStale(transaction, { kind: 'ticket-status', about });
    const { customer } = await loadConversation(transaction, ticket.conversation_id);
    await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
  }

  /** The notes that go along with a ticket that was moved, as Slack has them now. */
  function notesOfMove(
    ticket: Ticket,
    records: CustomerRecords | undefined,
  ): Promise<CarriedNotes> {
    return readCarriedNotes(database.queries, { ticket, records, channels, readNotes, onUnread });
  }

  /**
   * Delivers a ticket that an agent moved, with the notes that go along, in one transaction with what
   * was found out for it. A ticket that was moved on meanwhile has a job of its own for that.
   */
  async function routeMoved({
    ticket: { id: ticketId, destination },
    notes: carried,
    store,
  }: {
    ticket: RoutedTicket;
    notes: CarriedNotes;
    /** Stores what was found out. */
    store: (transaction: Transaction) => Promise<void>;
  }): Promise<void> {
    await database.transaction(async (transaction) => {
      const ticket = await lockTicket(transaction, ticketId);
      if (ticket.status !== 'routed' || ticket.destination !== destination) return;
      await store(transaction);
      const before = await agentsThread(transaction, { channels, ticket });
      await deliverTo(transaction, { ...ticket, destination });
      const about = { ticketId };
      const move = carried.moves.at(-1)?.id;
      if (before && move !== undefined) {
        const back = { ...about, move };
        await outbox.postOnce(transaction, { ...before, kind: 'moved-back', about: back });
      }
      const thread = await agentsThread(transaction, { channels, ticket });
      await postCarriedNotes(transaction, { outbox, thread, ticketId, carried });
    });
  }

  /**
   * Brings what is written after the escalation to the agents, and shows its customer where it went.
   * While a ticket is under triage its routing brings all that was written until then.
   */
  async function followUp({
    conversationId,
    ts,
  }: {
    conversationId: string;
    ts: string;
  }): Promise<void> {
    await database.transaction(async (transaction) => {
      const found = await lockTicketOf(transaction, { conversationId, ts });
      if (!found) return;
      const { message, ticket: locked } = found;
      const conversation = await loadConversation(transaction, conversationId);
      const written = momentOf(message, { ticket: locked, owner: found.owner, conversation });
      const isAnswer = written === 'after-resolving' || isAnswerAfterAll(message, locked);
      const isReopened = isAnswer && isStillNotSolved(message);
      const undone = isReopened ? await announcedEnd(transaction, locked) : undefined;
      const by = conversation.customer;
      const ticket = isReopened
        ? (await reopen(transaction, { ticketId: locked.id, by, isByWords: true })).ticket
        : locked;
      const moment = isReopened ? 'with-agents' : written;
      // Where another ticket of the conversation is open, that one goes on.
      const owner = ticket.id === locked.id ? found.owner : ticket;
      if (written !== 'past') await giveMessage(transaction, message, owner);
      // That it is open again mentions who has it.
      await bringToAgents(transaction, { ticket, message, moment, mentionsHolder: !isReopened });
      await linkFirstThread(transaction, ticket, message);
      if (moment === 'with-agents') await noteTurn(transaction, ticket, message);
      const received = { conversation, ticket, owner, message, moment, undone };
      await showReceived(transaction, received, { outbox, enqueue, now });
    });
  }

  /** Whatever its customer writes after the end, but for thanks. */
  function isStillNotSolved(message: Message): boolean {
    return message.role === 'customer' && !message.is_deleted && !isOnlyCourtesy(message);
  }

  /** What came late was written before the ticket ended for want of an answer, and is one. */
  function isAnswerAfterAll({ ts }: Message, ticket: Ticket): boolean {
    const { answered_at } = ticket;
    return isResolvedUnanswered(ticket) && answered_at !== null && timeOf(ts) > answered_at;
  }

  /** Whose turn it is follows from who wrote last. What agents write to the customer themselves counts as well. */
  async function noteTurn(
    transaction: Transaction,
    ticket: Ticket,
    { role, author, ts }: Message,
  ): Promise<void> {
    const { id } = ticket;
    const at = timeOf(ts);
    if (role === 'customer') {
      const isTurned = await noteCustomersTurnOver(transaction, { id, writtenAt: at });
      const isAwake = await endSnooze(transaction, { id, writtenAt: at });
      if (!isTurned && !isAwake) return;
      await recordEvent(transaction, ticket, { at, by: author, kind: 'wrote', value: {} });
      await releaseIfAway(transaction, { ticketId: id });
    } else if (role === 'agent') {
      await answered(transaction, { ticketId: id, by: author, at, message: ts, readDesk });
    } else return;
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: id } });
  }

  /** The card links the first thread of a conversation, which may be there only now. */
  async function linkFirstThread(
    transaction: Transaction,
    { id: ticketId }: Ticket,
    { conversation_id, channel, ts }: Message,
  ): Promise<void> {
    if (conversation_id === null) return;
    const [first] = await rootsOf(transaction, { id: conversation_id, channel });
    if (first !== ts) return;
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
  }

  async function bringToAgents(
    transaction: Transaction,
    {
      ticket,
      message,
      moment,
      mentionsHolder,
    }: { ticket: Ticket; message: Message; moment: Moment; mentionsHolder: boolean },
  ): Promise<void> {
    if (moment === 'under-triage' || moment === 'past') return;
    const thread = await agentsThread(transaction, { channels, ticket });
    if (!thread) return;
    if (moment === 'with-agents') {
      return postFollowUps(transaction, { outbox, thread, ticket, mentionsHolder });
    }
    await postFollowUp(transaction, { outbox, thread, ticket, message, remark: moment });
  }

  /**
   * Reports a message to the agents that was edited or deleted after they had read it: once for each
   * change, in the thread of the card that they have.
   */
  async function reportEdit(change: MessageChange): Promise<void> {
    await database.transaction(async (transaction) => {
      const found = await lockTicketOf(transaction, change);
      if (found?.ticket.status !== 'routed') return;
      const { ticket } = found;
      const thread = await agentsThread(transaction, { channels, ticket });
      if (thread) await postChange(transaction, { outbox, thread, ticket, change });
      const { role, author, is_deleted } = found.message;
      if (role !== 'agent' || !is_deleted) return;
      await answerGone(transaction, { ticketId: ticket.id, by: author });
    });
  }

  /**
   * Brings what was written for a merged ticket to the agents of the one that it goes on in, all at
   * once; what was written while it was merged, to its own again.
   */
  async function bringMessages({ ticketId }: { ticketId: string }): Promise<void> {
    await database.transaction(async (transaction) => {
      const merged = await lockWithMerged(transaction, ticketId);
      const ticket = await goesOnIn(transaction, merged);
      const thread = await agentsThread(transaction, { channels, ticket });
      if (!thread) return;
      if (ticket.id !== ticketId)
        await bringMerged(transaction, { outbox, thread, ticket, merged });
      await postFollowUps(transaction, { outbox, thread, ticket, mentionsHolder: false });
    });
  }
}
