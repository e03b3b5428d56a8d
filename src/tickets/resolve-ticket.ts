import { loadConversation, rootsOf } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { loadTicket } from './ticket-store.ts';

export type ResolveTicket = (
  transaction: Transaction,
  resolution: { ticketId: string; user: string },
) => Promise<void>;

/** Creates what ends a ticket and its conversation, and tells both sides. */
export function createResolveTicket({
  outbox,
  now,
}: {
  outbox: Outbox;
  now: () => Date;
}): ResolveTicket {
  return async (transaction, { ticketId, user }) => {
    const resolved = await transaction
      .updateTable('tickets')
      .set({ status: 'resolved', resolved_by: user, resolved_at: now() })
      .where('id', '=', ticketId)
      .where('status', '=', 'routed')
      .executeTakeFirst();
    if (resolved.numUpdatedRows === 0n) return;
    const ticket = await loadTicket(transaction, ticketId);
    const conversation = await loadConversation(transaction, ticket.conversation_id);
    const { id, team, channel, customer } = conversation;
    await transaction
      .updateTable('conversations')
      .set({ status: 'resolved' })
      .where('id', '=', id)
      .execute();
    const thread = (await rootsOf(transaction, id)).at(-1);
    const about = { team, channel, ...(thread && { thread }) };
    await outbox.say(transaction, { ...about, kind: 'resolved', subject: ticketId });
    await outbox.refresh(transaction, { kind: 'ticket-status', subject: ticketId });
    await outbox.refresh(transaction, { kind: 'ticket-card', subject: ticketId });
    await outbox.refresh(transaction, { kind: 'home', subject: customer });
  };
}
