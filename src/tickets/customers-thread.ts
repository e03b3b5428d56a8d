import { loadConversation } from '../conversations/conversation-store.ts';
import { lastWrittenAt } from '../conversations/message-store.ts';
import { latestThread } from '../conversations/thread-store.ts';
import type { Queries } from '../database/open-database.ts';
import { type Address, findMessage } from '../outbox/outbox-store.ts';
import type { Ticket } from './ticket.ts';

/**
 * Where a customer is answered: where they wrote last, or else where their conversation is. One that
 * began in a form has no thread before the ticket's status is posted, which then is its root.
 */
export async function customersThread(
  queries: Queries,
  { id: ticketId, team, conversation_id }: Pick<Ticket, 'id' | 'team' | 'conversation_id'>,
): Promise<Address> {
  const last = await lastWrittenAt(queries, conversation_id);
  if (last) return { team, channel: last.channel, thread: last.root };
  const conversation = await loadConversation(queries, conversation_id);
  const { channel } = conversation;
  const thread = await latestThread(queries, conversation);
  if (thread !== undefined) return { team, channel, thread };
  const about = { ticketId };
  const status = await findMessage(queries, { kind: 'ticket-status', about, channel });
  return { team, channel, parent: status?.id };
}
