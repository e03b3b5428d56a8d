import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { inThreadOf } from '../support/in-thread.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({ desk: { sameConversationMinutes: 0 } });
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);

const inThread = inThreadOf(slack);

function inDirect({ person }: Actor, words: string) {
  return slack.waitFor(
    () => slack.directMessages(person).find(({ shown }) => shown.includes(words)),
    { what: `“${words}” in the direct messages` },
  );
}

const answerDirectly = (card: Message, name: string, text: string) =>
  reply(amy, card, text, { Where: `In direct messages: ${name} only` });

test('what is written beside a direct answer belongs to its ticket, not to a new request', async () => {
  const { customer, card } = await openTicket(bot, 'Ann');
  await answerDirectly(card, 'Ann', 'Which account?');
  await inDirect(customer, 'Which account?');
  await bot.settled();

  await customer.directMessage('The second one');
  await inThread(card, 'CUSTOMER (Ann): The second one');
  await bot.settled();

  const direct = slack.directMessages(customer.person).map(({ shown }) => shown);
  assert.ok(direct.some((shown) => shown.startsWith('Added to H-')));
  assert.ok(!direct.some((shown) => /^Hello|Tell me/.test(shown)));
  assert.doesNotMatch(slack.message(card)?.shown ?? '', /Waiting for the customer/);
  await reply(amy, card, 'I see it');
  await inDirect(customer, 'I see it');
});

test('of two such tickets it belongs to the one that was answered last', async () => {
  const { customer, card: first } = await openTicket(bot, 'Bea');
  const root = await customer.say(help, 'My card was charged for a chair');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  const second = await slack.waitFor(
    () => bot.cards('Customer: Bea').find(({ ts }) => ts !== first.ts),
    { what: 'a second card' },
  );
  await bot.transcript(second);
  for (const [card, words] of [
    [second, 'About the second'],
    [first, 'About the first'],
  ] as const) {
    await answerDirectly(card, 'Bea', words);
    await inDirect(customer, words);
  }
  await bot.settled();

  await customer.directMessage('To the first');

  await inThread(first, 'To the first');
  await bot.settled();
  assert.equal(bot.cards('Customer: Bea').length, 2);
  const others = slack.thread(slack.channel(second.channel), second);
  assert.ok(!others.some(({ shown }) => shown.includes('To the first')));
});

test('where another conversation goes on in the direct messages, that goes on', async () => {
  const customer = bot.customer('Cid');
  await customer.directMessage('A question of mine');
  await bot.settled();
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  const card = await bot.card(billing, 'Customer: Cid');
  await bot.transcript(card);
  await answerDirectly(card, 'Cid', 'About the charge');
  const answer = await inDirect(customer, 'About the charge');
  await bot.settled();

  await customer.directMessage('More of my question');
  await customer.directMessage('Under the answer', { thread: answer });
  await inThread(card, 'Under the answer');
  await bot.settled();

  assert.ok(
    !slack.thread(billing, card).some(({ shown }) => shown.includes('More of my question')),
  );
});

test('after the ticket’s end a direct message is a new request', async () => {
  const { customer, card } = await openTicket(bot, 'Dan');
  await answerDirectly(card, 'Dan', 'It is refunded');
  await inDirect(customer, 'It is refunded');
  await bot.settled();
  await amy.press(card, 'Resolve');
  await bot.settled();

  await customer.directMessage('Something new');
  await bot.settled();

  assert.ok(!slack.thread(billing, card).some(({ shown }) => shown.includes('Something new')));
});

test('who answers before the bot has stored its own post answers the ticket all the same', async () => {
  const { customer, card } = await openTicket(bot, 'Eve');
  await bot.settled();
  slack.faults.add({ fault: 'answer-lost', method: 'chat.postMessage', times: 2 });
  const sent = answerDirectly(card, 'Eve', 'Is it the blue one?');
  const answer = await inDirect(customer, 'Is it the blue one?');
  await customer.directMessage('Yes', { thread: answer });
  await sent;
  await inThread(card, 'CUSTOMER (Eve): Yes');
  await bot.settled();

  await customer.directMessage('It is blue', { thread: answer });
  await inThread(card, 'CUSTOMER (Eve): It is blue');
  assert.equal(bot.cards('Customer: Eve').length, 1);
  assert.ok(!slack.directMessages(customer.person).some(({ shown }) => /^Hello/.test(shown)));
});
