import { messagesToSplit, type Split } from '../../tickets/splitting.ts';
import { addressOf } from '../../tickets/ticket-transcript.ts';
import { proposedSplit } from '../../triage/second-problem.ts';
import { SPLIT_MESSAGES } from '../messages/action-ids.ts';
import { splitInputs } from '../messages/split-inputs.ts';
import { splitRefusal } from './answers.ts';
import type { Submission } from './interactions.ts';
import type { ListenerDeps } from './listener.ts';
import type { TicketAct } from './ticket-act.ts';

/** Opens a ticket of its own for some of what the customer wrote. */
export const split: TicketAct = {
  name: 'split',
  isOffered: async (ticket, { database: { queries } }) =>
    ticket.status === 'routed' && (await messagesToSplit(queries, ticket)).length > 1,
  inputs: async (ticket, { database: { queries }, categories }) => {
    const messages = await messagesToSplit(queries, ticket);
    const proposed = await proposedSplit(queries, ticket, categories);
    return splitInputs(messages, proposed?.messages.map(addressOf) ?? []);
  },
  async perform(transaction, { ticket, user, submission }, deps) {
    const act = { ticketId: ticket.id, chosen: chosenIn(submission), user };
    const outcome = await deps.tickets.split(transaction, act);
    if (outcome.status === 'split') return undefined;
    return { [`${SPLIT_MESSAGES}:0`]: whyNot(outcome, deps) };
  },
};

function chosenIn({ answers }: Submission): string[] {
  return [...answers]
    .filter(([block]) => block.split(':')[0] === SPLIT_MESSAGES)
    .flatMap(([, ticked]) => ticked.split(','))
    .filter((address) => address !== '');
}

function whyNot(
  outcome: Exclude<Split, { status: 'split' }>,
  { names }: Pick<ListenerDeps, 'names'>,
): string {
  const by = outcome.status === 'taken' ? outcome.by?.escalated_by : undefined;
  return splitRefusal(outcome, by === undefined ? undefined : names.user(by));
}
