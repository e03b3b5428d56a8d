import type { Ticket } from '../tickets/ticket.ts';

/**
 * Delivers a ticket to the agents of a destination: a category's id, or `triage`. An adapter may
 * be called again for the same ticket and destination, and then does nothing more.
 *
 * @see The recipe's `route_to_agent(agent_type, summary)`.
 */
export type RouteToAgent = (delivery: { ticket: Ticket; destination: string }) => Promise<void>;
