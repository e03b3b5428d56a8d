import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { startBot } from '../support/start-bot.ts';

/** What is written after the end comes too late for its ticket's agents. */
const bot = await startBot({ desk: { reopenWithin: 0 } });
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);

const POINTER = /^Your request H-\d+ was resolved some time ago, .*\n\[Talk to a person\]$/;

async function resolvedTicket(name: string, where: 'channel' | 'direct') {
  const customer = bot.customer(name);
  const root = await (where === 'direct'
    ? customer.directMessage('I was charged twice')
    : customer.say(help, 'I was charged twice'));
  await bot.settled();
  await customer.command('/escalate', where === 'direct' ? {} : { in: help });
  const card = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.settled();
  await amy.press(card, 'Resolve');
  await bot.settled();
  return { customer, root, card };
}

function lastReply(root: Message) {
  return slack.thread(slack.channel(root.channel), root).at(-1);
}

for (const where of ['channel', 'direct'] as const) {
  test(`words under an old ticket get the way to a person, once, and then marks: ${where}`, async () => {
    const { customer, root, card } = await resolvedTicket(`Ann-${where}`, where);
    const channel = slack.channel(root.channel);

    await customer.say(channel, 'I forgot my password', { thread: root });
    await bot.settled();
    const pointer = lastReply(root);
    const further = await customer.say(channel, 'Hello?', { thread: root });
    await bot.settled();

    assert.match(pointer?.shown ?? '', POINTER);
    assert.equal(lastReply(root)?.ts, further.ts);
    assert.equal(slack.message(further)?.reactions.length, 1);
    assert.equal(slack.thread(slack.channel(card.channel), card).length, 2);

    assert.ok(pointer);
    await customer.press(pointer, 'Talk to a person');
    await bot.settled();

    const words = bot.cards(`Customer: Ann-${where}`).map((one) => bot.transcript(one));
    assert.match((await Promise.all(words)).join('\n'), /CUSTOMER: I forgot my password/);
    assert.equal(words.length, 2);
  });
}

test('direct messages after the end are another conversation', async () => {
  const { customer, card } = await resolvedTicket('Bob', 'direct');

  const next = await customer.directMessage('I forgot my password');
  await bot.settled();

  assert.match(lastReply(next)?.shown ?? '', /\[Talk to a person\]/);
  assert.equal(slack.thread(slack.channel(card.channel), card).length, 2);
});
