import type { Queries } from '../../database/open-database.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { mainOf } from '../../tickets/known-problem.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket, loadTickets, summariesOfRouted } from '../../tickets/ticket-store.ts';
import { openingWords } from '../../tickets/ticket-transcript.ts';
import { PROBLEM_TARGET } from '../messages/action-ids.ts';
import { menuOption, searchMenu } from '../messages/menus.ts';
import { readActContext } from '../messages/more-form.ts';
import { recordsWithheld } from '../messages/records-withheld.ts';
import { NO_CHOICE, NOT_OF_CHANNEL, SAME_PROBLEM } from './answers.ts';
import type { ListenerDeps, OptionsListener } from './listener.ts';
import { objectionTo } from './objection.ts';
import type { TicketAct } from './ticket-act.ts';

const MOST_OPTIONS = 100;

/** Links the ticket to another one of its channel, as about the same problem. */
export const linkProblem: TicketAct = {
  name: 'link-problem',
  isOffered: ({ status }) => status === 'routed',
  inputs: () => [searchMenu({ id: PROBLEM_TARGET, label: 'To', placeholder: 'A ticket' })],
  async perform(transaction, { ticket, user, submission }, deps) {
    const to = submission.answers.get(PROBLEM_TARGET) ?? '';
    if (to === '') return { [PROBLEM_TARGET]: NO_CHOICE };
    if (!(await mayBeLinkedTo(transaction, { ticket, to, user }, deps))) {
      return { [PROBLEM_TARGET]: NOT_OF_CHANNEL };
    }
    const isLinked = await deps.tickets.linkProblem(transaction, { ticket, to });
    return isLinked ? undefined : { [PROBLEM_TARGET]: SAME_PROBLEM };
  },
};

/** Takes the ticket out of its known problem again. */
export const unlinkProblem: TicketAct = {
  name: 'unlink-problem',
  isOffered: async (ticket, { database: { queries } }) =>
    ticket.status === 'routed' && (await mainOf(queries, ticket)) !== undefined,
  async perform(transaction, { ticket }, { tickets }) {
    await tickets.leaveProblem(transaction, ticket.id);
    return undefined;
  },
};

async function mayBeLinkedTo(
  queries: Queries,
  { ticket, to, user }: { ticket: Ticket; to: string; user: string },
  deps: ListenerDeps,
): Promise<boolean> {
  const [chosen] = await loadTickets(queries, [to]);
  if (!chosen || chosen.team !== ticket.team) return false;
  const target = await goesOnIn(queries, chosen);
  const main = (await mainOf(queries, target)) ?? target;
  return (
    target.status === 'routed' &&
    [target, main].every((other) => isOfSameChannel(ticket, other, deps)) &&
    deps.agents.mayWorkOn(target, user)
  );
}

function isOfSameChannel(
  one: Ticket,
  other: Ticket,
  { agentChannels }: Pick<ListenerDeps, 'agentChannels'>,
): boolean {
  return channelOf(agentChannels, one.destination) === channelOf(agentChannels, other.destination);
}

/** The open tickets of the channel, by number and first words, for its own agents. */
export const problemTargetOptions: OptionsListener = async ({ user, about, typed }, deps) => {
  const { queries } = deps.database;
  const ticket = await loadTicket(queries, readActContext(about).ticketId);
  if (objectionTo(user, ticket, deps) !== undefined) return [];
  const channel = channelOf(deps.agentChannels, ticket.destination);
  // Where others than agents read, a model's summary may hold what is not for them.
  const isOpen = recordsWithheld(await deps.channelLookup.lookUp(channel)) !== undefined;
  const wanted = typed.toLowerCase();
  const options = [];
  for (const { ticket: other, summary, isByModel } of await summariesOfRouted(
    queries,
    ticket.team,
  )) {
    if (other.id === ticket.id || !isOfSameChannel(ticket, other, deps)) continue;
    const isLeftOut = summary === '' || (isOpen && isByModel);
    const words = isLeftOut ? await openingWords(queries, other) : summary;
    const text = `${ticketName(other)} · ${words.replace(/\s+/g, ' ')}`;
    if (!text.toLowerCase().includes(wanted)) continue;
    options.push(menuOption({ text, value: other.id }));
    if (options.length === MOST_OPTIONS) break;
  }
  return options;
};
