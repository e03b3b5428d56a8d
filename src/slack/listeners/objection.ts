import { categoryTitle } from '../../desk/categories.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { AGENTS_ONLY, otherAgentsOnly } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/** Why a user may not act on a ticket: it is asked at each act, whatever the message shows. */
export function objectionTo(
  user: string,
  ticket: Ticket,
  { agents, categories }: Pick<ListenerDeps, 'agents' | 'categories'>,
): string | undefined {
  if (!agents.isAgent(user)) return AGENTS_ONLY;
  if (agents.mayWorkOn(ticket, user)) return undefined;
  return otherAgentsOnly(ticket, categoryTitle(categories, ticket.destination));
}
