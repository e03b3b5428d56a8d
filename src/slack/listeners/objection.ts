import { categoryTitle } from '../../desk/categories.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { AGENTS_ONLY, otherAgentsOnly } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/** Why a user may not act on a ticket: it is asked at each act, whatever the message shows. */
export async function objectionTo(
  user: string,
  ticketId: string,
  { database, agents, categories }: ListenerDeps,
): Promise<string | null> {
  if (!agents.isAgent(user)) return AGENTS_ONLY;
  const ticket = await loadTicket(database.queries, ticketId);
  if (agents.mayWorkOn(ticket, user)) return null;
  return otherAgentsOnly(ticket, categoryTitle(categories, ticket.destination));
}
