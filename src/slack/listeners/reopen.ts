import { goesOnIn } from './answers.ts';
import type { TicketAct } from './ticket-act.ts';
import { canBeUndone } from './undo.ts';

/** Opens a ticket again that was closed as no request, once its card's *Undo* is over. */
export const reopen: TicketAct = {
  name: 'reopen',
  isOffered: (ticket, { now }) =>
    ticket.status === 'resolved' && ticket.is_no_request && !canBeUndone(ticket, now()),
  async perform(transaction, { ticket, user }, { tickets }) {
    const { ticket: open } = await tickets.reopen(transaction, { ticketId: ticket.id, by: user });
    return open.id === ticket.id ? undefined : goesOnIn(open);
  },
};
