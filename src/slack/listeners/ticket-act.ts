import type { KnownBlock } from '@slack/web-api';
import type { Transaction } from '../../database/open-database.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { ActName } from '../messages/ticket-act-words.ts';
import type { Submission } from './interactions.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * Something that an agent may do with a ticket in a form, listed under *More…*. Who may is checked around it: when the
 * list is opened, when its form is, and when that is submitted.
 */
export type TicketAct = {
  name: ActName;
  /** It has a button on the card, and so is not listed. */
  isOnCard?: true;
  /** Whether an agent can do it with a ticket as it is now. */
  isOffered(ticket: Ticket, deps: ListenerDeps, user: string): boolean | Promise<boolean>;
  /** The inputs of its form; by default it only asks to confirm. */
  inputs?(ticket: Ticket, deps: ListenerDeps): KnownBlock[] | Promise<KnownBlock[]>;
  /** Other tickets that it changes, too. */
  alsoChanges?(submission: Submission): string[];
  /**
   * Does it, in the transaction that keeps the ticket as it was when the form was shown. Where it has
   * changed nothing it returns why: errors by the block of an input, or a text in place of the form.
   */
  perform(
    transaction: Transaction,
    act: { ticket: Ticket; user: string; submission: Submission },
    deps: ListenerDeps,
  ): Promise<Record<string, string> | string | undefined>;
};
