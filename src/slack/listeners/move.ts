import { categoryById, categoryTitle } from '../../desk/categories.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { DESTINATION, MOVE_REASON, TAKE_NOTES } from '../messages/action-ids.ts';
import { menuOption } from '../messages/menus.ts';
import { readActContext } from '../messages/more-form.ts';
import { moveInputs, TO_TRIAGE, WRONG_PLACE } from '../messages/move-form.ts';
import { NO_CHOICE, NO_SUCH_CATEGORY } from './answers.ts';
import type { OptionsListener } from './listener.ts';
import { objectionTo } from './objection.ts';
import type { TicketAct } from './ticket-act.ts';

/** Sends the ticket to other agents. Its button is on the card itself. */
export const move: TicketAct = {
  name: 'move',
  isOnCard: true,
  isOffered: ({ status }) => status === 'routed',
  inputs: () => moveInputs(),
  async perform(transaction, { ticket, user, submission: { answers } }, { tickets, categories }) {
    const destination = answers.get(DESTINATION) ?? '';
    const reason = answers.get(MOVE_REASON) ?? '';
    if (destination === '') return { [DESTINATION]: NO_CHOICE };
    if (reason === '') return { [MOVE_REASON]: NO_CHOICE };
    const isKnown = destination === TRIAGE || categoryById(categories, destination);
    if (!isKnown || destination === ticket.destination) return { [DESTINATION]: NO_SUCH_CATEGORY };
    await tickets.move(transaction, {
      ticket,
      destination,
      user,
      isCorrection: reason === WRONG_PLACE,
      takesNotes: answers.get(TAKE_NOTES) === TAKE_NOTES,
    });
    return undefined;
  },
};

/** The other categories, and triage, for the ticket's own agents. */
export const destinationOptions: OptionsListener = async ({ user, about, typed }, deps) => {
  const { database, categories } = deps;
  const ticket = await loadTicket(database.queries, readActContext(about).ticketId);
  if (objectionTo(user, ticket, deps) !== undefined) return [];
  const toTriage = { text: TO_TRIAGE, value: TRIAGE };
  const isInTriage = categoryTitle(categories, ticket.destination) === undefined;
  return [
    ...categories.map(({ id, title }) => ({ text: title, value: id })),
    ...(isInTriage ? [] : [toTriage]),
  ]
    .filter(({ value }) => value !== ticket.destination)
    .filter(({ text }) => text.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, MOST_OPTIONS)
    .map(menuOption);
};

const MOST_OPTIONS = 100;
