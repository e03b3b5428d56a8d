import { timeOf } from '../conversations/slack-ts.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findDelivery } from '../outbox/outbox-store.ts';
import type { Holding } from './holding.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import { repliesOf } from './reply-store.ts';
import { showTickets } from './show-tickets.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, lockTicket, noteAnswerGone } from './ticket-store.ts';
import { messagesOfTicket } from './ticket-transcript.ts';

/**
 * Makes it the agents' turn again once nothing is left of what they answered in it: it was taken back or
 * deleted, or Slack refused it. Its customer has waited since they wrote.
 */
export function createTurnWithoutAnswer({
  outbox,
  releaseIfAway,
}: { outbox: Outbox } & Pick<Holding, 'releaseIfAway'>) {
  return { answerGone };

  async function answerGone(
    transaction: Transaction,
    {
      ticketId,
      by,
    }: {
      ticketId: string;
      /** Who took it away. */
      by?: string;
    },
  ): Promise<void> {
    const { id } = await goesOnIn(transaction, await loadTicket(transaction, ticketId));
    const ticket = await lockTicket(transaction, id);
    if (ticket.status !== 'routed' || ticket.answered_at === null) return;
    if (await hasAnswer(transaction, ticket)) return;
    await noteAnswerGone(transaction, id);
    await releaseIfAway(transaction, by === undefined ? { ticketId: id } : { ticketId: id, by });
    await showTickets(transaction, ticket, outbox);
  }
}

/** Whether an answer of this turn can be read, or is on its way. */
async function hasAnswer(queries: Queries, ticket: Ticket): Promise<boolean> {
  const messages = await messagesOfTicket(queries, ticket);
  const isAnswered = messages.some(
    ({ role, ts }) => role === 'agent' && timeOf(ts) >= ticket.turn_since,
  );
  return isAnswered || (await hasAnswerOnItsWay(queries, ticket));
}

async function hasAnswerOnItsWay(queries: Queries, ticket: Ticket): Promise<boolean> {
  for (const { id: ticketId } of await withMerged(queries, ticket)) {
    for (const { id: replyId } of await repliesOf(queries, ticketId)) {
      const reply = await findDelivery(queries, { kind: 'reply', about: { ticketId, replyId } });
      if (reply && reply.ts === null && reply.refusal === null) return true;
    }
  }
  return false;
}
