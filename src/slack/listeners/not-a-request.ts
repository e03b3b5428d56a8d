import type { TicketAct } from './ticket-act.ts';

/** Closes the ticket without a word to its customer, who is muted by nothing. */
export const notARequest: TicketAct = {
  name: 'not-a-request',
  isOffered: ({ status }) => status === 'routed',
  async perform(transaction, { ticket, user }, { tickets, now }) {
    const end = { ticketId: ticket.id, user, at: now(), isNoRequest: true };
    await tickets.resolve(transaction, end);
    return undefined;
  },
};
