import { categoryById } from '../../desk/categories.ts';
import { readMoveValue } from '../messages/ticket-actions.ts';
import { AGENTS_ONLY, NO_SUCH_CATEGORY } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** Sends a ticket to the agents of another category. */
export async function moveButton(
  { user, value }: BlockAction,
  responder: Responder,
  { database, tickets, agents, categories }: ListenerDeps,
): Promise<void> {
  const { ticketId, destination } = readMoveValue(value);
  const isAgent = agents.isAgent(user);
  const isKnown = categoryById(categories, destination) !== undefined;
  if (isAgent && isKnown) {
    await database.transaction((transaction) =>
      tickets.move(transaction, { ticketId, destination }),
    );
  }
  await responder.acknowledge();
  if (!isAgent) return responder.reply(AGENTS_ONLY);
  if (!isKnown) responder.reply(NO_SUCH_CATEGORY);
}

/** Ends a ticket and its conversation. */
export async function resolveButton(
  { user, value: ticketId, at }: BlockAction,
  responder: Responder,
  { database, tickets, agents, now }: ListenerDeps,
): Promise<void> {
  const isAgent = agents.isAgent(user);
  if (isAgent) {
    await database.transaction((transaction) =>
      tickets.resolve(transaction, { ticketId, user, at: at ?? now() }),
    );
  }
  await responder.acknowledge();
  if (!isAgent) responder.reply(AGENTS_ONLY);
}
