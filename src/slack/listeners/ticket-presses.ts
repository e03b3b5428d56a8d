import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { MoveTicket } from '../../tickets/move-ticket.ts';
import type { ResolveTicket } from '../../tickets/resolve-ticket.ts';
import type { AgentRoster } from '../agent-roster.ts';
import type { Listener, Press } from '../interactions.ts';
import { readMoveValue } from '../looks/ticket-actions.ts';

const AGENTS_ONLY = 'Only agents, the members of the agents’ channels, can do this.';

/** Creates the listener that sends a ticket to the agents of another category. */
export function createMovePress({
  database,
  move,
  roster,
  categories,
}: {
  database: Database;
  move: MoveTicket;
  roster: AgentRoster;
  categories: Category[];
}): Listener<Press> {
  return async ({ user, value }, reply) => {
    const { ticketId, destination } = readMoveValue(value);
    const isKnown = categories.some(({ id }) => id === destination);
    if (roster.isAgent(user) && isKnown) {
      await database.transaction((transaction) => move(transaction, { ticketId, destination }));
    }
    await reply.acknowledge();
    if (!roster.isAgent(user)) reply.tell(AGENTS_ONLY);
    else if (!isKnown) reply.tell('The desk no longer has this category.');
  };
}

/** Creates the listener that ends a ticket and its conversation. */
export function createResolvePress({
  database,
  resolve,
  roster,
}: {
  database: Database;
  resolve: ResolveTicket;
  roster: AgentRoster;
}): Listener<Press> {
  return async ({ user, value: ticketId }, reply) => {
    const isAgent = roster.isAgent(user);
    if (isAgent) {
      await database.transaction((transaction) => resolve(transaction, { ticketId, user }));
    }
    await reply.acknowledge();
    if (!isAgent) reply.tell(AGENTS_ONLY);
  };
}
