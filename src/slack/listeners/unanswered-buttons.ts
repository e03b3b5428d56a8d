import { TRIAGE, ticketName } from '../../tickets/ticket.ts';
import type { Pressed } from '../../waiting/list-buttons.ts';
import { readEntry } from '../messages/unanswered.ts';
import { entryIsOver, madeATicket, TRIAGE_AGENTS_ONLY } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/** *Make it a ticket* in the list of those that nobody has answered. */
export async function makeTicketButton(
  { user, value }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { agents, unanswered } = deps;
  if (!agents.mayWorkOn({ destination: TRIAGE }, user))
    return refuse(responder, TRIAGE_AGENTS_ONLY);
  const pressed = await unanswered.makeTicket(readEntry(value), agents.actor(user));
  await answer(pressed, responder, deps);
}

/** *Nothing to do* in that list. */
export async function nothingToDoButton(
  { user, value }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { agents, unanswered } = deps;
  if (!agents.mayWorkOn({ destination: TRIAGE }, user))
    return refuse(responder, TRIAGE_AGENTS_ONLY);
  await answer(await unanswered.settle(readEntry(value), user), responder, deps);
}

/** What was done shows in the list itself. */
async function answer(
  pressed: Pressed,
  responder: Responder,
  { profiles }: ListenerDeps,
): Promise<void> {
  await responder.acknowledge();
  if (pressed.status === 'settled') return;
  if (pressed.status !== 'over')
    return responder.reply(madeATicket(ticketName(pressed.ticket), pressed.status));
  const { settledBy } = pressed;
  const name = settledBy === null ? undefined : (await profiles.find(settledBy))?.name;
  responder.reply(entryIsOver(settledBy === null ? 'answered' : 'settled', name));
}
