import { RESOLVE_REASON } from '../messages/action-ids.ts';
import { reasonInput } from '../messages/resolve-form.ts';
import { NO_SUCH_REASON } from './answers.ts';
import type { TicketAct } from './ticket-act.ts';

/** Ends a ticket for one of the desk's reasons. Its button is on the card itself. */
export const resolve: TicketAct = {
  name: 'resolve',
  isOnCard: true,
  isOffered: ({ status }) => status === 'routed',
  inputs: (_ticket, { resolveReasons }) => [reasonInput(resolveReasons)],
  async perform(
    transaction,
    { ticket: { id: ticketId }, user, submission },
    { tickets, resolveReasons, now },
  ) {
    const chosen = submission.answers.get(RESOLVE_REASON);
    const reason = resolveReasons.find(({ id }) => id === chosen);
    if (!reason) return { [RESOLVE_REASON]: NO_SUCH_REASON };
    await tickets.resolve(transaction, { ticketId, user, at: now(), reason: reason.id });
    return undefined;
  },
};
