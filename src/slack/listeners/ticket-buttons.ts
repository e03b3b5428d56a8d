import { loadConversation } from '../../conversations/conversation-store.ts';
import { categoryById } from '../../desk/categories.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { readMoveValue } from '../messages/ticket-actions.ts';
import { statusText } from '../messages/ticket-status.ts';
import { nameOf } from '../workspace/profiles.ts';
import { goesOnIn, NO_SUCH_CATEGORY, NOT_YOUR_REQUEST, theyHaveIt } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionToActing } from './objection.ts';
import { refuse } from './refuse.ts';

/** Gives a ticket to the agent who pressed; of two at once, the other is told who has it. */
export async function claimButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, profiles } = deps;
  const known = await loadTicket(database.queries, ticketId);
  const objection = await objectionToActing(user, known, deps);
  if (objection !== undefined) return refuse(responder, objection);
  const { holder } = await database.transaction((transaction) =>
    tickets.claim(transaction, { ticketId, user }),
  );
  await responder.acknowledge();
  await sayIfMerged({ user, ticketId }, responder, deps);
  if (holder !== null && holder !== user) {
    responder.reply(theyHaveIt(await nameOf(profiles, holder)));
  }
}

/** Sends a ticket to the agents of another category. */
export async function moveButton(
  { user, value }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, categories } = deps;
  const { ticketId, destination } = readMoveValue(value);
  const known = await loadTicket(database.queries, ticketId);
  const objection = await objectionToActing(user, known, deps);
  if (objection !== undefined) return refuse(responder, objection);
  if (!categoryById(categories, destination)) return refuse(responder, NO_SUCH_CATEGORY);
  await database.transaction((transaction) =>
    tickets.move(transaction, { ticketId, destination, user }),
  );
  await responder.acknowledge();
  await sayIfMerged({ user, ticketId }, responder, deps);
}

/** Opens a resolved ticket again, for one of its agents. */
export async function reopenButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets } = deps;
  const known = await loadTicket(database.queries, ticketId);
  const objection = await objectionToActing(user, known, deps);
  if (objection !== undefined) return refuse(responder, objection);
  const { ticket } = await database.transaction((transaction) =>
    tickets.reopen(transaction, { ticketId, by: user }),
  );
  await responder.acknowledge();
  if (ticket.id !== ticketId) responder.reply(goesOnIn(ticket));
}

/** The button under the end of a request, for its customer alone. */
export async function notSolvedButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  { database, tickets, categories }: ListenerDeps,
): Promise<void> {
  const { conversation_id } = await loadTicket(database.queries, ticketId);
  const { customer } = await loadConversation(database.queries, conversation_id);
  if (user !== customer) return refuse(responder, NOT_YOUR_REQUEST);
  const { ticket } = await database.transaction((transaction) =>
    tickets.reopen(transaction, { ticketId, by: user }),
  );
  await responder.acknowledge();
  responder.reply(statusText(ticket, categories));
}

/** Ends a ticket and its conversation. */
export async function resolveButton(
  { user, value: ticketId, at }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, now } = deps;
  const known = await loadTicket(database.queries, ticketId);
  const objection = await objectionToActing(user, known, deps);
  if (objection !== undefined) return refuse(responder, objection);
  await database.transaction((transaction) =>
    tickets.resolve(transaction, { ticketId, user, at: at ?? now() }),
  );
  await responder.acknowledge();
  await sayIfMerged({ user, ticketId }, responder, deps);
}

/** Of two agents at once one may have merged it: then nothing was done with it. */
async function sayIfMerged(
  { user, ticketId }: { user: string; ticketId: string },
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const ticket = await loadTicket(deps.database.queries, ticketId);
  if (ticket.merged_into === null) return;
  const objection = await objectionToActing(user, ticket, deps);
  if (objection !== undefined) responder.reply(objection);
}
