import assert from 'node:assert/strict';
import type { Actor, Answer, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openAct } from './merge-and-split.ts';

/** The tickets that a form offers to link to. */
export async function offeredProblems(agent: Actor, typed = ''): Promise<string[]> {
  assert.ok(agent.modal, 'no form is open');
  const offered = await agent.optionsOf(agent.modal, 'problem_target', typed);
  return offered.flatMap(({ options }) => options).map(({ text }) => text.text);
}

/** An agent links the ticket of a card to another, by its name. */
export async function link(agent: Actor, card: Message, to: string): Promise<SubmitOutcome> {
  await openAct(agent, card, 'Link to a known problem…');
  const option = (await offeredProblems(agent)).find((text) => text.startsWith(`${to} `));
  assert.ok(option, `${to} is not offered`);
  agent.fill({ To: option });
  return agent.submit();
}

/** An agent writes to all who have a problem, and sees the preview. */
export async function previewUpdate(
  agent: Actor,
  main: Message,
  text: Answer,
): Promise<SubmitOutcome> {
  await agent.press(main, 'Update all…');
  assert.ok(agent.modal, 'no form was opened');
  agent.fill({ 'The text': text });
  return agent.submit();
}
