import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { AGENTS_ONLY, otherAgentsOnly, wasMerged } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * Why a user may not act on a ticket: it is asked at each act, whatever the message shows. On a merged
 * one nobody can: it goes on in another.
 */
export async function objectionToActing(
  user: string,
  ticket: Ticket,
  deps: ListenerDeps,
  queries: Queries = deps.database.queries,
): Promise<string | undefined> {
  const objection = objectionToUser(user, ticket, deps);
  if (objection !== undefined || ticket.merged_into === null) return objection;
  const other = await goesOnIn(queries, ticket);
  const name = ticket.resolved_by === null ? undefined : deps.names.user(ticket.resolved_by);
  return wasMerged(ticket, { other, name, link: await deps.linkToCard(queries, other) });
}

/** Why a user is no agent of a ticket, however it stands. */
export function objectionToUser(
  user: string,
  ticket: Ticket,
  { agents, categories }: Pick<ListenerDeps, 'agents' | 'categories'>,
): string | undefined {
  if (!agents.isAgent(user)) return AGENTS_ONLY;
  if (agents.mayWorkOn(ticket, user)) return undefined;
  return otherAgentsOnly(ticket, categoryTitle(categories, ticket.destination));
}
