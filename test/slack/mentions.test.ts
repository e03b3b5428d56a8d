import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  prepare: (slack) => slack.addChannel({ name: 'lounge' }),
  desk: {
    intake: [
      { channel: '#help', greet: 'always' },
      { channel: '#lounge', greet: 'never' },
    ],
  },
});
const { slack, help } = bot;
const lounge = slack.channel('lounge');
const mentions = [slack.bot];
after(bot.stop);
afterEach(slack.faults.clear);

async function inThread(name: string) {
  const customer = bot.customer(name);
  const thread = await customer.say(help, 'I was charged twice');
  await bot.settled();
  return { customer, thread };
}

async function answers(actor: Actor, where = help) {
  await bot.settled();
  return actor.ephemerals(where);
}

for (const [index, typed] of [
  '! escalate',
  'escalate!',
  '/escalate',
  'Escalate please',
].entries()) {
  test(`“${typed}” in one’s own thread makes a ticket`, async () => {
    const { customer, thread } = await inThread(`Typed${index}`);

    await customer.say(help, typed, { thread });

    const card = await bot.card(bot.billing, `Customer: Typed${index}`);
    assert.doesNotMatch(await bot.transcript(card), /escalate!|Escalate please/);
    assert.match(card.shown, /\(!escalate\)/);
  });
}

test('a mention with a plain request makes a ticket, of which it is no line', async () => {
  const { customer, thread } = await inThread('Ann');

  await customer.say(help, '@Handoff I want to talk to a person', { thread, mentions });

  const card = await bot.card(bot.billing, 'Customer: Ann');
  assert.match(card.shown, /Escalated by Ann \(mention\)/);
  assert.doesNotMatch(await bot.transcript(card), /talk to a person$/m);
});

test('a mention that takes it back makes none, and is answered with the button, once', async () => {
  const { customer, thread } = await inThread('Bob');
  slack.faults.add({ fault: 'duplicated', copies: 4, times: 2 });

  await customer.say(help, '@Handoff do not escalate this, I found it', { thread, mentions });

  const [answer, ...more] = await answers(customer);
  assert.deepEqual(more, []);
  assert.deepEqual(bot.cards('Customer: Bob'), []);
  assert.ok(answer);
  assert.equal(answer.threadTs, thread.ts);
  await customer.press(answer, 'Talk to a person');
  await bot.card(bot.billing, 'Customer: Bob');
});

for (const [index, typed] of [
  '@Handoff never mind, human',
  '@Handoff do not, I repeat, escalate',
  '@Handoff Escalate? No, I found it',
  '@Handoff I already have an agent',
  '@Handoff thanks, agent',
].entries()) {
  test(`“${typed}” makes no ticket, and is answered with the button`, async () => {
    const { customer, thread } = await inThread(`Taken${index}`);

    await customer.say(help, typed, { thread, mentions });

    const [answer, ...more] = await answers(customer);
    assert.match(answer?.shown ?? '', /talk to a person/);
    assert.deepEqual(more, []);
    assert.deepEqual(bot.cards(`Customer: Taken${index}`), []);
  });
}

for (const [index, typed] of [
  '@Handoff I’d rather talk to a human, not a bot',
  '@Handoff not helpful. Human please',
  '@Handoff Don’t know what happened, please connect me to an agent',
].entries()) {
  test(`“${typed}” makes a ticket`, async () => {
    const { customer, thread } = await inThread(`Asking${index}`);

    await customer.say(help, typed, { thread, mentions });

    await bot.card(bot.billing, `Customer: Asking${index}`);
  });
}

test('once escalated, a mention is answered with where the ticket is', async () => {
  const { customer, thread } = await inThread('Cid');
  await customer.say(help, '!escalate', { thread });
  await bot.card(bot.billing, 'Customer: Cid');

  await customer.say(help, '@Handoff any news?', { thread, mentions });

  const [answer] = await answers(customer);
  assert.match(answer?.shown ?? '', /H-\d+ is with our team for Billing/);
});

test('a mention that opens the conversation gets the greeting, and no second button', async () => {
  const dora = bot.customer('Dora');

  const root = await dora.say(help, '@Handoff hello', { mentions });

  assert.deepEqual(await answers(dora), []);
  assert.equal(slack.thread(help, root).length, 2);
});

test('where nobody is greeted, the mention that opens it gets the button', async () => {
  const eve = bot.customer('Eve');
  slack.join(lounge, eve.person);

  await eve.say(lounge, '@Handoff hello', { mentions });

  const [answer] = await answers(eve, lounge);
  assert.match(answer?.shown ?? '', /talk to a person/);
  assert.equal(answer?.threadTs, undefined);
});

test('in direct messages a mention is answered as well', async () => {
  const fay = bot.customer('Fay');
  const { channel } = await fay.directMessage('I was charged twice');
  await bot.settled();

  await fay.directMessage('@Handoff and now?', { mentions });

  const [answer, ...more] = await answers(fay, slack.channel(channel));
  assert.match(answer?.shown ?? '', /talk to a person/);
  assert.deepEqual(more, []);
});

test('in another’s thread a mention is told so, and in nobody’s what to do', async () => {
  const { thread } = await inThread('Gus');
  const post = await slack.as(bot.agents.amy).say(help, 'We are open again');
  const nosy = bot.customer('Nosy');
  await bot.settled();

  await nosy.say(help, '@Handoff hello?', { thread, mentions });
  await bot.settled();
  await nosy.say(help, '@Handoff hello?', { thread: post, mentions });

  const shown = (await answers(nosy)).map((answer) => answer.shown);
  assert.equal(shown.length, 2);
  assert.match(shown[0] ?? '', /another customer’s request/);
  assert.match(shown[1] ?? '', /no customer’s request/);
});

test('what is quoted, or said by an agent, is no mention to answer', async () => {
  const { customer, thread } = await inThread('Hal');
  const amy = slack.as(bot.agents.amy);
  const before = await answers(amy);

  await customer.say(help, 'I read &lt;@Handoff&gt; in the manual', { thread });
  await amy.say(help, '@Handoff thanks', { thread, mentions });

  assert.deepEqual(await answers(customer), []);
  assert.deepEqual(await answers(amy), before);
});

test('an escalation that people only talk about elsewhere is answered nowhere', async () => {
  const ida = bot.customer('Ida');
  const random = slack.addChannel({ name: 'random', members: [ida.person] });

  await ida.say(random, 'escalate please');
  await ida.say(random, '@Handoff hello', { mentions });

  const shown = (await answers(ida, random)).map((answer) => answer.shown);
  assert.equal(shown.length, 1);
  assert.match(shown[0] ?? '', /write in #help/);
});
