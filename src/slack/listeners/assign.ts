import { agentsAway } from '../../tickets/absence-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { ASSIGNEE } from '../messages/action-ids.ts';
import { menuOption, searchMenu } from '../messages/menus.ts';
import { readActContext } from '../messages/more-form.ts';
import { isAway, NO_CHOICE, NOT_THEIR_AGENT } from './answers.ts';
import type { OptionsListener } from './listener.ts';
import { objectionTo } from './objection.ts';
import type { TicketAct } from './ticket-act.ts';

/** Gives the ticket to an agent of its channel. */
export const assign: TicketAct = {
  name: 'assign',
  isOffered: ({ status }) => status === 'routed',
  inputs: () => [searchMenu({ id: ASSIGNEE, label: 'To', placeholder: 'An agent' })],
  async perform(transaction, { ticket, user, submission }, { tickets, agents, names }) {
    const to = submission.answers.get(ASSIGNEE) ?? '';
    if (to === '') return { [ASSIGNEE]: NO_CHOICE };
    if (!agents.agentsOf(ticket).includes(to)) return { [ASSIGNEE]: NOT_THEIR_AGENT };
    const absence = await tickets.assign(transaction, { ticket, to, by: user });
    return absence && { [ASSIGNEE]: isAway(names.user(to) ?? 'This agent', absence) };
  },
};

/** The agents of the ticket's channel who are there, for its own agents; Slack is not asked, since an answer must come at once. */
export const assigneeOptions: OptionsListener = async ({ user, about, typed }, deps) => {
  const { database, agents, names, now } = deps;
  const ticket = await loadTicket(database.queries, readActContext(about).ticketId);
  if (objectionTo(user, ticket, deps) !== undefined) return [];
  const { team } = ticket;
  const away = await agentsAway(database.queries, { team, at: now() });
  return agents
    .agentsOf(ticket)
    .filter((agent) => agent !== ticket.holder && (agent === user || !away.has(agent)))
    .map((agent) => ({ text: names.user(agent) ?? agent, value: agent }))
    .filter(({ text }) => text.toLowerCase().includes(typed.toLowerCase()))
    .toSorted((one, other) => one.text.localeCompare(other.text))
    .slice(0, MOST_OPTIONS)
    .map(menuOption);
};

const MOST_OPTIONS = 100;
