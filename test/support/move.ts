import assert from 'node:assert/strict';
import type { Actor, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';

/** An agent opens the form of a move, fills it in, and leaves it open. */
export async function fillMove(
  agent: Actor,
  card: Message,
  to: string,
  { why = 'It is their turn now', takesNotes = true } = {},
): Promise<void> {
  await agent.press(card, 'Move to…');
  assert.ok(agent.modal, 'no form was opened');
  await agent.optionsOf(agent.modal, 'destination');
  await agent.choose(agent.modal, 'destination', to);
  agent.fill({ 'Why?': why, ...(!takesNotes && { Notes: [] }) });
}

/** An agent sends a ticket to other agents. */
export async function move(
  agent: Actor,
  card: Message,
  to: string,
  more: Parameters<typeof fillMove>[3] = {},
): Promise<SubmitOutcome> {
  await fillMove(agent, card, to, more);
  return agent.submit();
}
