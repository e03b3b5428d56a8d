import type { TicketAct } from './ticket-act.ts';

/** Nobody has the ticket any more. */
export const handBack: TicketAct = {
  name: 'hand-back',
  isOffered: ({ status, holder }) => status === 'routed' && holder !== null,
  async perform(transaction, { ticket, user }, { tickets }) {
    await tickets.handBack(transaction, { ticket, by: user });
    return undefined;
  },
};
