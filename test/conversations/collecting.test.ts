import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

// What is written after the end belongs to no ticket at once.
const bot = await startBot({ desk: { reopenWithin: 0 } });
const { slack, help } = bot;
after(bot.stop);

test('two top-level messages within two minutes are one ticket', async () => {
  const ann = bot.customer('Ann');

  await ann.say(help, 'I was charged twice');
  await ann.say(help, 'For a TV, by credit card');
  await slack.delivered();
  await ann.command('/escalate', { in: help });

  const card = await bot.card(bot.billing, 'Customer: Ann');
  const transcript = await bot.transcript(card);
  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
  assert.match(transcript, /^CUSTOMER: For a TV, by credit card$/m);
});

test('direct messages are one conversation until it is resolved, and then another', async () => {
  const bob = bot.customer('Bob');
  await bob.directMessage('I was charged twice');
  await bob.directMessage('Can I get a refund?');
  await slack.delivered();
  await bob.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Bob');
  assert.match(await bot.transcript(card), /charged twice\n(.*\n)*CUSTOMER: Can I get a refund\?/);
  await slack.as(bot.agents.amy).press(card, 'Resolve');

  await bob.directMessage('I forgot my password');
  await slack.delivered();
  await bob.command('/escalate');

  const second = await bot.card(bot.support, 'Customer: Bob');
  const transcript = await bot.transcript(second);
  assert.match(transcript, /^CUSTOMER: I forgot my password$/m);
  assert.doesNotMatch(transcript, /charged twice/);
});

test('what agents and other bots post opens no conversation', async () => {
  const reporter = slack.addUser({ name: 'reporter', kind: 'bot' });
  slack.join(help, reporter);

  const byAgent = await slack.as(bot.agents.amy).say(help, 'We are open again');
  const byBot = await slack.as(reporter).say(help, 'All charges are processed');
  await slack.delivered();
  const cid = bot.customer('Cid');
  const mine = await cid.say(help, 'I was charged twice');

  await slack.waitFor(() => slack.thread(help, mine)[1], { what: 'a greeting for the customer' });
  await bot.settled();
  assert.equal(slack.thread(help, byAgent).length, 1);
  assert.equal(slack.thread(help, byBot).length, 1);
});

test('whoever else replies is named in the transcript, and agents are agents', async () => {
  const dora = bot.customer('Dora');
  const eve = bot.customer('Eve');
  const root = await dora.say(help, 'I was charged twice');
  await eve.say(help, 'My email is other@example.com', { thread: root });
  await slack.as(bot.agents.amy).say(help, 'Let me look', { thread: root });
  await slack.delivered();

  await dora.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Dora'));
  assert.match(transcript, /^PARTICIPANT \(Eve\): My email is other@example.com$/m);
  assert.match(transcript, /^AGENT: Let me look$/m);
});

test('what is edited or deleted before the escalation reaches agents as it then stands', async () => {
  const fay = bot.customer('Fay');
  const root = await fay.say(help, 'I was charged tiwce');
  const slip = await fay.say(help, 'Oh, wrong window', { thread: root });
  await fay.edit(root, 'I was charged twice');
  await fay.delete(slip);
  await slack.delivered();

  await fay.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Fay'));
  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
  assert.doesNotMatch(transcript, /tiwce|wrong window/);
});

test('the root of a thread can be deleted, and the thread goes on', async () => {
  const gus = bot.customer('Gus');
  const root = await gus.say(help, 'My secret is out');
  await gus.say(help, 'I was charged twice', { thread: root });
  await slack.delivered();
  await gus.delete(root);
  await slack.delivered();

  await gus.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Gus'));
  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
  assert.doesNotMatch(transcript, /secret/);
});

test('a preview that Slack adds to a message changes nothing', async () => {
  const hal = bot.customer('Hal');
  const root = await hal.say(help, 'Charged twice, see https://shop.example/tv');
  await slack.delivered();

  const { status } = await slack.deliverRaw({
    body: JSON.stringify({
      type: 'event_callback',
      team_id: slack.team.id,
      event_id: 'EvPreview',
      event: {
        type: 'message',
        subtype: 'message_changed',
        channel: help.id,
        channel_type: 'channel',
        hidden: true,
        ts: root.ts,
        event_ts: `${Number(root.ts) + 1}`,
        message: { type: 'message', user: hal.person.id, ts: root.ts, text: root.text },
      },
    }),
  });
  await hal.command('/escalate', { in: help });

  assert.equal(status, 200);
  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Hal'));
  assert.equal(transcript.match(/CUSTOMER:/g)?.length, 1);
});
