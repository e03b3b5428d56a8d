import { assign } from './assign.ts';
import { handBack } from './hand-back.ts';
import type { TicketAct } from './ticket-act.ts';

/** What is under *More…*, in the order in which it is listed. */
export const ticketActs: readonly TicketAct[] = [assign, handBack];
