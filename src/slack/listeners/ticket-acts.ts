import { assign } from './assign.ts';
import { handBack } from './hand-back.ts';
import { merge } from './merge-ticket.ts';
import { move } from './move.ts';
import { notARequest } from './not-a-request.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { snooze } from './snooze.ts';
import { split } from './split-ticket.ts';
import type { TicketAct } from './ticket-act.ts';

/** What is under *More…*, in the order in which it is listed. */
export const ticketActs: readonly TicketAct[] = [
  move,
  resolve,
  assign,
  handBack,
  snooze,
  merge,
  split,
  notARequest,
  reopen,
];
