import assert from 'node:assert/strict';
import type { Actor, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { BotUnderTest } from './start-bot.ts';

/** A ticket: where its customer wrote, its card, and what it is called. */
export type Opened = { root: Message; card: Message; name: string };

/** Opens a ticket of a customer who may have others, in #help or in the direct messages. */
export async function openAnother(
  bot: BotUnderTest,
  customer: Actor,
  words: string,
  where: 'help' | 'direct' = 'help',
): Promise<Opened> {
  const { slack, help } = bot;
  const known = new Set(bot.cards(`Customer: ${customer.person.name}`).map(({ ts }) => ts));
  const root =
    where === 'help' ? await customer.say(help, words) : await customer.directMessage(words);
  await bot.settled();
  await customer.say(slack.channel(root.channel), '!escalate', { thread: root });
  await bot.settled();
  const cards = bot.cards(`Customer: ${customer.person.name}`);
  const card = cards.find(({ ts }) => !known.has(ts));
  assert.ok(card, 'no card was posted');
  return { root, card, name: nameOn(card) };
}

/** What is in the thread of a message and holds some words, without the message itself. */
export function under(bot: Pick<BotUnderTest, 'slack'>, root: Message, words: string): Message[] {
  const thread = bot.slack.thread(bot.slack.channel(root.channel), root);
  return thread.filter(({ ts, shown }) => ts !== root.ts && shown.includes(words));
}

/** Opens a form of those under More…. */
export async function openAct(agent: Actor, card: Message, act: string): Promise<void> {
  await agent.press(card, 'More…');
  assert.ok(agent.modal, 'no list was opened');
  await agent.press(agent.modal, act);
  assert.ok(agent.modal, 'no form was opened');
}

/** Chooses a ticket, by its name, to merge into, in the form that is open. */
export async function chooseTarget(agent: Actor, name: string): Promise<void> {
  assert.ok(agent.modal, 'no form is open');
  const offered = await agent.optionsOf(agent.modal, 'merge_target');
  const option = offered
    .flatMap(({ options }) => options)
    .find(({ text }) => text.text.startsWith(`${name} `));
  assert.ok(option, `${name} is not offered`);
  agent.fill({ Into: option.text.text });
}

/** An agent merges the ticket of a card into another, by its name. */
export async function merge(agent: Actor, card: Message, into: string): Promise<SubmitOutcome> {
  await openAct(agent, card, 'Merge…');
  await chooseTarget(agent, into);
  return agent.submit();
}

/** An agent splits messages off, by the beginning of their words. */
export async function split(agent: Actor, card: Message, words: string[]): Promise<SubmitOutcome> {
  await openAct(agent, card, 'Split…');
  agent.fill({ 'split_messages:0': words });
  return agent.submit();
}

/** A ticket's name, as its card begins with it. */
export function nameOn(card: Message): string {
  return /^H-\d+/.exec(card.shown)?.[0] ?? '';
}
