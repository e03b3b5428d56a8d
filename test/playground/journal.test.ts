import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { describeTraffic } from '../../playground/demo/controls/describe-traffic.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help, agents } = bot;
const entries: string[] = [];
const stopDescribing = describeTraffic(slack, ({ text }) => entries.push(text));
after(async () => {
  stopDescribing();
  await bot.stop();
});

test('the journal names the ticket that a post, a message or a click is about', async () => {
  const ann = bot.customer('Ann');
  const amy = slack.as(agents.amy);

  const root = await ann.say(help, 'I was charged twice, see H-99');
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Ann');
  await bot.settled();
  const added = await ann.say(help, 'And H-98 is not mine', { thread: root });
  await bot.settled();
  await ann.edit(added, 'And H-97 is not mine');
  await amy.press(card, 'Resolve');
  await bot.settled();

  const seen = (text: RegExp) => entries.filter((entry) => text.test(entry)).length;
  assert.equal(seen(/^A message of Ann: acknowledged after \d+ ms\.$/), 2);
  assert.equal(seen(/^A message of Ann \(H-1\): acknowledged after/), 2);
  assert.equal(seen(/^A click of Amy Agent \(H-1\): acknowledged after/), 1);
  assert.equal(seen(/^The outbox posts to #help\.$/), 1);
  assert.ok(seen(/^The outbox posts to #help \(H-1\)\.$/) >= 2);
  assert.ok(seen(/^The outbox posts to #agents-billing \(H-1\)\.$/) >= 3);
  assert.ok(seen(/^The outbox changes its message in #agents-billing \(H-1\)\.$/) >= 1);
  assert.equal(seen(/H-9|stored/), 0);
});

test('in direct messages the journal names the ticket that is open, and none once it is resolved', async () => {
  const bob = bot.customer('Bob');
  await bob.directMessage('I was charged twice');
  await bot.settled();
  await bob.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Bob');
  await bot.settled();

  await bob.directMessage('It was a TV');
  await bot.settled();
  await slack.as(agents.amy).press(card, 'Resolve');
  await bot.settled();
  await bob.directMessage('Something else: hello');
  await bot.settled();

  const mine = entries.filter((entry) => entry.startsWith('A message of Bob'));
  assert.deepEqual(
    mine.map((entry) => entry.split(':', 1)[0]),
    ['A message of Bob', 'A message of Bob (H-2)', 'A message of Bob'],
  );
});
