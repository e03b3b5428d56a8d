import type { Conversation } from '../conversations/conversation.ts';
import { lockConversation, rootsOf } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Door, Ticket, TriageTicket } from './ticket.ts';
import { lastTs, unresolvedTicket } from './ticket-store.ts';

export type Actor = { user: string; isAgent: boolean };

export type Escalation =
  | { status: 'escalated' | 'already'; ticket: Ticket }
  | { status: 'refused'; customer: string };

export type Escalate = (
  transaction: Transaction,
  request: {
    conversation: Conversation;
    actor: Actor;
    door: Door;
    /** The thread has not been collected: triage fetches it first. */
    isToBeFetched?: boolean;
  },
) => Promise<Escalation>;

/**
 * Creates the one use case behind every door. The ticket, its triage and the customer's notice are
 * written together; a conversation has one ticket until that is resolved.
 */
export function createEscalate({
  outbox,
  enqueue,
  newId,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  newId: () => string;
  now: () => Date;
}): Escalate {
  return async (transaction, { conversation, actor, door, isToBeFetched = false }) => {
    if (actor.user !== conversation.customer && !actor.isAgent) {
      return { status: 'refused', customer: conversation.customer };
    }
    await lockConversation(transaction, conversation.id);
    const already = await unresolvedTicket(transaction, conversation.id);
    if (already) return { status: 'already', ticket: already };
    const row = await transaction
      .insertInto('tickets')
      .values({
        id: newId(),
        team: conversation.team,
        number: await nextNumber(transaction, conversation.team, now()),
        conversation_id: conversation.id,
        status: 'triaging',
        door,
        escalated_by: actor.user,
        escalated_at: now(),
        transcript_until: isToBeFetched ? null : await lastTs(transaction, conversation.id),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const ticket = Ticket.parse(row);
    await noteEscalated(transaction, conversation.id);
    await sayStatus(transaction, { outbox, ticket, conversation });
    await outbox.refresh(transaction, { kind: 'home', subject: conversation.customer });
    await enqueue(transaction, { kind: TriageTicket, payload: { ticketId: ticket.id } });
    return { status: 'escalated', ticket };
  };
}

async function nextNumber(transaction: Transaction, team: string, at: Date): Promise<number> {
  const { last_ticket_number } = await transaction
    .insertInto('workspaces')
    .values({ team, last_ticket_number: 1, first_started_at: at })
    .onConflict((conflict) =>
      conflict.column('team').doUpdateSet(({ eb, ref }) => ({
        last_ticket_number: eb(ref('workspaces.last_ticket_number'), '+', 1),
      })),
    )
    .returning('last_ticket_number')
    .executeTakeFirstOrThrow();
  return last_ticket_number;
}

async function noteEscalated(transaction: Transaction, id: string): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ status: 'escalated', intake: 'done' })
    .where('id', '=', id)
    .execute();
}

/** One message in the conversation's latest thread; it is updated as the ticket goes on. */
async function sayStatus(
  transaction: Transaction,
  { outbox, ticket, conversation }: { outbox: Outbox; ticket: Ticket; conversation: Conversation },
): Promise<void> {
  const { id, team, channel } = conversation;
  const thread = (await rootsOf(transaction, id)).at(-1);
  await outbox.say(transaction, {
    ...{ team, channel, kind: 'ticket-status', subject: ticket.id },
    ...(thread && { thread }),
  });
}
