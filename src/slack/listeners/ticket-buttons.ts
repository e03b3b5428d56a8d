import { categoryById } from '../../desk/categories.ts';
import { readMoveValue } from '../messages/ticket-actions.ts';
import { nameOf } from '../workspace/profiles.ts';
import { NO_SUCH_CATEGORY, theyHaveIt } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionTo } from './objection.ts';

/** Gives a ticket to the agent who pressed; of two at once, the other is told who has it. */
export async function claimButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, profiles } = deps;
  const objection = await objectionTo(user, ticketId, deps);
  if (objection !== null) {
    await responder.acknowledge();
    return responder.reply(objection);
  }
  const { holder } = await database.transaction((transaction) =>
    tickets.claim(transaction, { ticketId, user }),
  );
  await responder.acknowledge();
  if (holder !== null && holder !== user)
    responder.reply(theyHaveIt(await nameOf(profiles, holder)));
}

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
