import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { outcomeOf } from './case-outcome.ts';
import { type CustomerCase, type SlackFixture, someFiles } from './customer-case.ts';
import { PATIENCE_MS, untilItWorks } from './until-it-works.ts';

/** Has agents answer a ticket some times, while its customer may write on. */
export async function answer(customerCase: CustomerCase, fixture: SlackFixture): Promise<void> {
  const { slack, agents } = fixture;
  const { id, random } = customerCase;
  const replies = Math.floor(random() * 3);
  if (replies === 0) return;
  const card = await slack.waitFor(() => outcomeOf(customerCase, fixture).cards[0], {
    what: `a card in case ${id}`,
    timeoutMs: PATIENCE_MS,
  });
  for (let sent = 0; sent < replies; sent += 1) {
    await agents.withAgent((agent) => reply(agent, { card, customerCase }));
  }
}

/** Opens the form, fills it in, and submits it until it closes: the bot may show what is new first. */
async function reply(
  agent: Actor,
  { card, customerCase }: { card: Message; customerCase: CustomerCase },
): Promise<void> {
  const { id, replies, sentFiles } = customerCase;
  const text = `Reply ${replies.length + 1} of case ${id}`;
  const files = someFiles(customerCase, sentFiles, 'sent');
  await untilItWorks(async () => {
    if (!agent.modal) await agent.press(card, 'Reply');
    return agent.modal !== undefined;
  });
  replies.push(text);
  await untilItWorks(async () => {
    agent.fill({ 'Your reply': text, Files: files });
    const outcome = await agent.submit();
    if (outcome.status !== 'errors') return outcome.status === 'closed';
    const errors = JSON.stringify(outcome.errors);
    if (!errors.includes('Please try again')) throw new Error(errors);
    return false;
  });
}
