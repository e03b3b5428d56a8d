import { loadConversation } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import type { Database, Queries, Transaction } from '../database/open-database.ts';
import type { Waiting } from '../desk/desk.ts';
import type { WorkingTime } from '../desk/working-time.ts';
import { findDelivery } from '../outbox/outbox-store.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { reminderOf } from '../tickets/ending-unanswered.ts';
import { lockWithMerged } from '../tickets/lock-with-merged.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { ticketsAnsweredBefore } from '../tickets/ticket-store.ts';
import { messagesOfTicket } from '../tickets/ticket-transcript.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { endOf, stepDue } from './step-due.ts';

/** Whether all that was written in a channel while the bot was away is stored. */
export type IsCaughtUp = (queries: Queries, channel: string) => Promise<boolean>;

/**
 * Creates the look for tickets whose customers do not answer: each is reminded once a waiting, and later
 * the ticket is resolved. What is due follows from rows alone, and is done while the team is there.
 */
export function createWaitForCustomers({
  database,
  tickets,
  waiting,
  readDesk,
  team,
  isCaughtUp,
  onFailure,
  now,
}: {
  database: Database;
  tickets: Pick<Tickets, 'remind' | 'resolveUnanswered'>;
  /** `false`: they wait for as long as it takes. */
  waiting: Waiting | false;
  readDesk: ReadDesk;
  team: string;
  isCaughtUp: IsCaughtUp;
  /** Is called with why nothing was done about a ticket, which the next look tries again. */
  onFailure: (error: unknown) => void;
  now: () => Date;
}): () => Promise<void> {
  return async () => {
    const { remind, resolve } = waiting || {};
    const firstMs = remind ?? resolve;
    if (!waiting || firstMs === undefined) return;
    const at = now();
    const { workingTime } = await readDesk(database.queries);
    if (workingTime.backAt(at)) return;
    const before = new Date(at.getTime() - firstMs);
    for (const ticket of await ticketsAnsweredBefore(database.queries, { team, at: before })) {
      if (stepDue(ticket, waiting, at) === undefined) continue;
      // One that fails holds none of the others back.
      await database
        .transaction((transaction) => act(transaction, ticket.id, { waiting, workingTime, at }))
        .catch(onFailure);
    }
  };

  async function act(
    transaction: Transaction,
    ticketId: string,
    { waiting, workingTime, at }: { waiting: Waiting; workingTime: WorkingTime; at: Date },
  ): Promise<void> {
    const locked = await lockWithMerged(transaction, ticketId);
    const answer = await lastAnswer(transaction, locked);
    if (!answer || (await isOfApp(transaction, locked))) return;
    const { channel, root: thread } = answer;
    // A ticket that was merged into this one may have been answered later.
    const ticket = { ...locked, answered_at: later(locked.answered_at, timeOf(answer.ts)) };
    const step = stepDue(ticket, waiting, at);
    if (!step || !(await isCaughtUp(transaction, channel))) return;
    const place = { team, channel, thread };
    if (step === 'remind') {
      const end = endOf({ ...ticket, reminded_at: at, closes_at: null }, waiting);
      const closesAt = end && (workingTime.backAt(end) ?? end);
      await tickets.remind(transaction, { ticketId, place, at, closesAt: closesAt ?? null });
    } else if (await hadTimeToAnswer(transaction, ticket, { waiting, at })) {
      await tickets.resolveUnanswered(transaction, { ticketId, place, at });
    }
  }

  /** Slack may have been given the reminder long after it was written, or never. */
  async function hadTimeToAnswer(
    queries: Queries,
    ticket: Ticket,
    { waiting, at }: { waiting: Waiting; at: Date },
  ): Promise<boolean> {
    const reminder = waiting.remind === undefined ? undefined : reminderOf(ticket);
    if (!reminder) return true;
    const delivery = await findDelivery(queries, reminder);
    if (!delivery?.ts) return false;
    const posted = { ...ticket, reminded_at: later(ticket.reminded_at, timeOf(delivery.ts)) };
    return stepDue(posted, waiting, at) === 'resolve';
  }
}

/** What agents wrote last, if the customer can read it and has written nothing since. */
async function lastAnswer(queries: Queries, ticket: Ticket): Promise<Message | undefined> {
  const messages = await messagesOfTicket(queries, ticket);
  const last = messages.findLast(({ role }) => role === 'customer' || role === 'agent');
  return last?.role === 'agent' ? last : undefined;
}

/** An app reads nothing, and nobody could go on for it. */
async function isOfApp(queries: Queries, { conversation_id }: Ticket): Promise<boolean> {
  const { from_app } = await loadConversation(queries, conversation_id);
  return from_app?.is === 'customer';
}

function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
