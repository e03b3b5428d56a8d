import type { Database } from '../database/open-database.ts';
import { loadTicket } from '../tickets/ticket-store.ts';
import type { RouteToAgent } from './route-to-agent.ts';

/** Creates the worker that delivers a ticket which an agent sent to another category. */
export function createRouteMovedTicket({
  database,
  routeToAgent,
}: {
  database: Database;
  routeToAgent: RouteToAgent;
}) {
  return async (move: { ticketId: string; destination: string }): Promise<void> => {
    const ticket = await loadTicket(database.queries, move.ticketId);
    // A later move has its own job, behind this one.
    if (ticket.status !== 'routed' || ticket.destination !== move.destination) return;
    await routeToAgent({ ticket, destination: move.destination });
  };
}
