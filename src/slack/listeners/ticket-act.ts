import type { KnownBlock } from '@slack/web-api';
import type { Transaction } from '../../database/open-database.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { ActName } from '../messages/ticket-act-words.ts';
import type { Submission } from './interactions.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * Something that an agent may do with a ticket under *More…*. Who may is checked around it: when the
 * list is opened, when its form is, and when that is submitted.
 */
export type TicketAct = {
  name: ActName;
  /** Whether an agent can do it with a ticket as it is now. */
  isOffered(ticket: Ticket, deps: ListenerDeps, user: string): boolean | Promise<boolean>;
  /** The inputs of its form; by default it only asks to confirm. */
  inputs?(ticket: Ticket, deps: ListenerDeps): KnownBlock[] | Promise<KnownBlock[]>;
  /**
   * Does it, in the transaction that keeps the ticket as it was when the form was shown. Returns errors
   * by the block of an input; then it has changed nothing.
   */
  perform(
    transaction: Transaction,
    act: { ticket: Ticket; user: string; submission: Submission },
    deps: ListenerDeps,
  ): Promise<Record<string, string> | undefined>;
};
