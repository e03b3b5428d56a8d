import type { Database } from '../../database/open-database.ts';
import { heldTickets } from '../../tickets/ticket-store.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import type { Agents } from './agents.ts';

/**
 * Makes the tickets of agents who are gone new again, where an answer is due. It goes by what Slack
 * says and by what is stored, so that it may be late, and run on several instances: each is given back
 * once.
 */
export async function releaseTickets({
  database,
  agents,
  tickets,
  team,
}: {
  database: Database;
  agents: Pick<Agents, 'goneSince'>;
  tickets: Pick<Tickets, 'release'>;
  team: string;
}): Promise<void> {
  for (const ticket of await heldTickets(database.queries, team)) {
    const goneSince = agents.goneSince(ticket, ticket.holder);
    // Whoever took it later had come back.
    const isGone =
      goneSince !== undefined && (ticket.holder_since === null || ticket.holder_since <= goneSince);
    if (isGone) {
      await database.transaction((transaction) => tickets.release(transaction, { ticket }));
    }
  }
}
