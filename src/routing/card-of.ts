import type { Transaction } from '../database/open-database.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** The outbox's id of a ticket's card in a channel, unless Slack would not take it there. */
export async function cardOf(
  transaction: Transaction,
  { ticket, channel }: { ticket: Ticket; channel: string },
): Promise<number | undefined> {
  const card = await transaction
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'ticket-card')
    .where('subject', '=', ticket.id)
    .where('channel', '=', channel)
    .where('failure', 'is', null)
    .executeTakeFirst();
  return card?.id;
}
