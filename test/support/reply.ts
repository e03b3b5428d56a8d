import type { Actor, Answer, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';

/** An agent fills in the form of a reply, and whatever else is in it, and submits it. */
export async function reply(
  agent: Actor,
  card: Message,
  text: string,
  more: Record<string, Answer> = {},
): Promise<SubmitOutcome> {
  await agent.press(card, 'Reply');
  agent.fill({ 'Your reply': text, ...more });
  return agent.submit();
}
