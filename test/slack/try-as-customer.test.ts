import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
const ben = slack.as(bot.agents.ben);
after(bot.stop);

const OPEN = 'Open a request as a customer';

function offers(who: typeof amy) {
  return who.ephemerals(help).filter(({ shown }) => shown.includes(OPEN));
}

test('an owner alone, an agent of every channel, tries the bot out in #help from end to end', async () => {
  const root = await amy.say(help, 'I was charged twice');
  const offer = await slack.waitFor(() => offers(amy)[0], { what: 'an offer' });

  await amy.press(offer, OPEN);
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await amy.say(help, 'Order 4471', { thread: root });
  await bot.settled();
  await amy.press(slack.message(greeting) ?? greeting, 'Talk to a person');

  const card = await bot.card(bot.billing, 'Customer: Amy Agent');
  assert.match(await bot.transcript(card), /CUSTOMER: I was charged twice[\s\S]*Order 4471/);
  await amy.press(card, 'Resolve');
  await slack.waitFor(() => slack.thread(help, root).at(-1)?.shown.includes('is resolved'));
  assert.equal(offers(amy).length, 1);
});

test('an agent who has something to announce is offered it once a day, and nothing is opened', async () => {
  const first = await ben.say(help, 'We are closed tomorrow');
  await slack.waitFor(() => offers(ben)[0], { what: 'an offer' });
  const second = await ben.say(help, 'And open again on Monday');
  const reply = await ben.say(help, 'At nine', { thread: second });
  await bot.settled();

  assert.equal(offers(ben).length, 1);
  for (const { ts } of [first, second, reply]) {
    assert.ok(slack.thread(help, ts).every(({ user }) => user !== slack.botUserId));
  }
});

test('an agent who asks for a person there is offered it each time', async () => {
  const before = offers(ben).length;

  await ben.say(help, '!escalate');
  await ben.say(help, '!escalate please');
  await slack.waitFor(() => offers(ben).length === before + 2, { what: 'two offers' });
});

test('pressed twice it opens one request, and on a message that is gone none', async () => {
  const root = await ben.say(help, '!escalate, I was charged twice');
  const offer = await slack.waitFor(() => offers(ben).at(-1), { what: 'an offer' });
  await bot.settled();
  const latest = offers(ben).at(-1) ?? offer;

  await ben.press(latest, OPEN);
  await ben.press(latest, OPEN);
  await bot.settled();
  const gone = await ben.say(help, '!escalate again');
  await slack.waitFor(() => offers(ben).length > offers(ben).indexOf(latest) + 1);
  await ben.delete(gone);
  await ben.press(offers(ben).at(-1) ?? offer, OPEN);
  await bot.settled();

  const posts = slack.thread(help, root).filter(({ user }) => user === slack.botUserId);
  assert.equal(posts.length, 1);
  const answers = ben.ephemerals(help).map(({ shown }) => shown);
  assert.ok(answers.some((shown) => shown.startsWith('I cannot find that message')));
});
