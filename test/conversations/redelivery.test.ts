import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);
afterEach(slack.faults.clear);

test('a message told under eleven event ids stands once in the transcript and is greeted once', async () => {
  const ann = bot.customer('Ann');
  slack.faults.add({ fault: 'duplicated', copies: 10, type: 'message', times: 1 });

  const root = await ann.say(help, 'I was charged twice');
  await slack.delivered();
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await ann.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));
  assert.equal(transcript.match(/charged twice/g)?.length, 1);
  assert.equal(transcript.match(/^BOT: /gm)?.length, 1);
});

test('a thread of which Slack tells in the wrong order reads in the right one', async () => {
  const bob = bot.customer('Bob');
  slack.faults.add({ fault: 'reordered', together: 4, type: 'message' });

  const root = await bob.say(help, 'I was charged twice');
  await bob.say(help, 'first reply', { thread: root });
  await bob.say(help, 'second reply', { thread: root });
  await bob.say(help, 'third reply', { thread: root });
  await slack.delivered();
  slack.faults.clear();
  await bob.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Bob'));
  const customers = transcript.split('\n').filter((line) => line.startsWith('CUSTOMER: '));
  assert.deepEqual(customers, [
    'CUSTOMER: I was charged twice',
    'CUSTOMER: first reply',
    'CUSTOMER: second reply',
    'CUSTOMER: third reply',
  ]);
});

test('an edit that comes before its message is what agents read', async () => {
  const dora = bot.customer('Dora');
  const late = slack.faults.add({ fault: 'delayed', byMs: 150, type: 'message', times: 1 });

  const message = await dora.directMessage('I was charged tiwce');
  late();
  await dora.edit(message, 'I was charged twice');
  await slack.delivered();
  await dora.command('/escalate');

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Dora'));
  assert.match(transcript, /charged twice/);
  assert.doesNotMatch(transcript, /tiwce/);
});

test('a message deleted before it came is never shown to anybody', async () => {
  const eve = bot.customer('Eve');
  const late = slack.faults.add({ fault: 'delayed', byMs: 150, type: 'message', times: 1 });

  const message = await eve.directMessage('My password is hunter2');
  late();
  await eve.delete(message);
  await slack.delivered();
  await eve.directMessage('I was charged twice');
  await slack.delivered();
  await eve.command('/escalate');

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Eve'));
  assert.equal(transcript.match(/CUSTOMER:/g)?.length, 1);
});

test('a message and the mention in it are one message', async () => {
  const fay = bot.customer('Fay');

  const root = await fay.say(help, '@Handoff I was charged twice', { mentions: [slack.bot] });
  await slack.delivered();
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await fay.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Fay'));
  assert.equal(transcript.match(/charged twice/g)?.length, 1);
  assert.equal(transcript.match(/^BOT: /gm)?.length, 1);
});

test('a delivery that Slack repeats because the first never came is taken in', async () => {
  const gus = bot.customer('Gus');
  slack.faults.add({ fault: 'dropped', type: 'message', times: 1 });

  await gus.directMessage('I was charged twice');
  await slack.delivered();
  await gus.command('/escalate');

  assert.match(await bot.transcript(await bot.card(bot.billing, 'Customer: Gus')), /charged twice/);
});

test('what was said before the escalation and comes after it still reaches the agents', async () => {
  const hal = bot.customer('Hal');
  await hal.directMessage('I was charged twice');
  await slack.delivered();
  slack.faults.add({ fault: 'delayed', byMs: 1_500, type: 'message', times: 1 });
  const taken = slack.deliveries.length;
  await hal.directMessage('For a TV, on Monday');
  await hal.directMessage('Please help');
  await slack.waitFor(() => slack.deliveries.length > taken, { what: 'the last message taken in' });

  await hal.command('/escalate');

  const card = await bot.card(bot.billing, 'Customer: Hal');
  await bot.transcript(card);
  await slack.waitFor(
    () =>
      slack.thread(bot.billing, card).some(({ shown }) => shown.includes('For a TV, on Monday')),
    { what: 'the late message in the thread of the card' },
  );
});

test('a reply whose parent never came brings the parent with it', async () => {
  const cid = bot.customer('Cid');
  slack.faults.add({ fault: 'delayed', byMs: 6_000, type: 'message', times: 1 });

  const root = await cid.say(help, 'I was charged twice');
  await cid.say(help, 'Are you there?', { thread: root });

  const greeting = await slack.waitFor(
    () => slack.thread(help, root).find(({ user }) => user === slack.botUserId),
    { timeoutMs: 8_000, what: 'a greeting for a customer whose first message was lost' },
  );
  await cid.press(greeting, 'Talk to a person');
  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Cid'));
  assert.match(transcript, /^CUSTOMER: I was charged twice\nCUSTOMER: Are you there\?/);
});
