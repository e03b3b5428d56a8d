import { conversationOfMessage } from '../conversations/conversation-store.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket, unresolvedTicket } from '../tickets/ticket-store.ts';
import { saidSince } from '../tickets/ticket-transcript.ts';

/**
 * Creates the worker that brings what is said after the escalation to the agents. While a ticket
 * is under triage there is nothing to do: its routing brings all that was said until then.
 */
export function createFollowUp({ database, outbox }: { database: Database; outbox: Outbox }) {
  return async (message: { team: string; channel: string; ts: string }): Promise<void> => {
    await database.transaction(async (transaction) => {
      const conversationId = await conversationOfMessage(transaction, message);
      const open = conversationId && (await unresolvedTicket(transaction, conversationId));
      if (!open) return;
      const ticket = await lockTicket(transaction, open.id);
      if (ticket.status === 'routed') await sayFollowUps(transaction, { outbox, ticket });
    });
  };
}

/** Says each message since the escalation once, in the thread of the ticket's latest card. */
export async function sayFollowUps(
  transaction: Transaction,
  { outbox, ticket }: { outbox: Outbox; ticket: Ticket },
): Promise<void> {
  const card = await transaction
    .selectFrom('outbox')
    .select(['id', 'channel'])
    .where('kind', '=', 'ticket-card')
    .where('subject', '=', ticket.id)
    .where('failure', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!card) return;
  for (const message of await saidSince(transaction, ticket)) {
    await outbox.say(transaction, {
      ...{ team: ticket.team, channel: card.channel, parent: card.id },
      kind: 'follow-up',
      subject: `${ticket.id}:${message.ts}`,
      text: JSON.stringify(transcriptLines([message])),
    });
  }
}
