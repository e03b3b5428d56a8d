import { loadConversation } from '../conversations/conversation-store.ts';
import type { Queries } from '../database/open-database.ts';
import type { Ticket } from './ticket.ts';
import { countTicketsOf } from './ticket-store.ts';

const LATELY_MS = 30 * 24 * 60 * 60_000;

/**
 * How many tickets a customer has had in the 30 days up to one, with it. It stays the same, whenever it
 * is asked. What an app posts is nobody's: 1.
 */
export async function ticketsLately(
  queries: Queries,
  { conversation_id, team, number, escalated_at }: Ticket,
): Promise<number> {
  const { customer, from_app } = await loadConversation(queries, conversation_id);
  if (from_app) return 1;
  const since = new Date(escalated_at.getTime() - LATELY_MS);
  return countTicketsOf(queries, { team, customer, since, until: number });
}
