import { categoryById, categoryTitle } from '../../desk/categories.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { readMoveValue } from '../messages/ticket-actions.ts';
import { AGENTS_ONLY, NO_SUCH_CATEGORY, otherAgentsOnly } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** Sends a ticket to the agents of another category. */
export async function moveButton(
  { user, value }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, categories } = deps;
  const { ticketId, destination } = readMoveValue(value);
  const isKnown = categoryById(categories, destination) !== undefined;
  const objection =
    (await objectionTo(user, ticketId, deps)) ?? (isKnown ? null : NO_SUCH_CATEGORY);
  if (objection === null) {
    await database.transaction((transaction) =>
      tickets.move(transaction, { ticketId, destination }),
    );
  }
  await responder.acknowledge();
  if (objection !== null) responder.reply(objection);
}

/** Ends a ticket and its conversation. */
export async function resolveButton(
  { user, value: ticketId, at }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, now } = deps;
  const objection = await objectionTo(user, ticketId, deps);
  if (objection === null) {
    await database.transaction((transaction) =>
      tickets.resolve(transaction, { ticketId, user, at: at ?? now() }),
    );
  }
  await responder.acknowledge();
  if (objection !== null) responder.reply(objection);
}

/** Why a user may not act on a ticket: it is asked at each act, whatever the message shows. */
async function objectionTo(
  user: string,
  ticketId: string,
  { database, agents, categories }: ListenerDeps,
): Promise<string | null> {
  if (!agents.isAgent(user)) return AGENTS_ONLY;
  const ticket = await loadTicket(database.queries, ticketId);
  if (agents.mayWorkOn(ticket, user)) return null;
  return otherAgentsOnly(ticket, categoryTitle(categories, ticket.destination));
}
