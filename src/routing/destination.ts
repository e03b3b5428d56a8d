import type { Transaction } from '../database/open-database.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** A ticket of which it is decided where it goes: a category's id, or `triage`. */
export type RoutedTicket = Ticket & { destination: string };

/**
 * One place to which tickets are delivered: the agents' Slack channel, or a mirror of it in another
 * system.
 *
 * @see The recipe's `route_to_agent(agent_type, summary)`.
 */
export type Destination = {
  name: string;
  /**
   * Writes what is to be delivered, in the transaction that routes the ticket; a job does the rest.
   * Called again for a ticket that goes to the same agents, it writes nothing more.
   */
  deliver(transaction: Transaction, ticket: RoutedTicket): Promise<void>;
};
