import { assign } from './assign.ts';
import { handBack } from './hand-back.ts';
import { merge } from './merge-ticket.ts';
import { split } from './split-ticket.ts';
import type { TicketAct } from './ticket-act.ts';

/** What is under *More…*, in the order in which it is listed. */
export const ticketActs: readonly TicketAct[] = [assign, handBack, merge, split];
