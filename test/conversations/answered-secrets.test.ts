import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);
afterEach(slack.faults.clear);

test('a password in the message after “my password is:” is masked, with the bot’s greeting between them', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice. My *password* is:');
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await ann.say(help, 'sunflower', { thread: root });
  await slack.delivered();
  await ann.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));

  assert.match(transcript, /CUSTOMER: \[password removed\]/);
  assert.doesNotMatch(transcript, /sunflower/);
});

test('an answer that Slack delivers before the message that announces it is masked too', async () => {
  const bob = bot.customer('Bob');
  const root = await bob.say(help, 'I was charged twice');
  await slack.delivered();
  const late = slack.faults.add({ fault: 'delayed', byMs: 150, type: 'message', times: 1 });
  await bob.say(help, 'my pin is', { thread: root });
  late();
  await bob.say(help, '4829', { thread: root });
  await slack.delivered();
  await bob.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Bob'));

  assert.match(transcript, /my pin is\nCUSTOMER: \[one-time code removed\]/);
  assert.doesNotMatch(transcript, /4829/);
});

test('what answers an agent’s question for a secret reaches no agent', async () => {
  const { customer, root, card } = await openTicket(bot, 'Cid');
  await reply(slack.as(bot.agents.amy), card, 'What was the name of your first pet?');
  await slack.waitFor(() => slack.thread(help, root).find(({ shown }) => shown.includes('pet')), {
    what: 'the question',
  });
  await bot.settled();
  await customer.say(help, 'Piddles', { thread: root });

  const followUp = await slack.waitFor(
    () => slack.thread(bot.billing, card).find(({ shown }) => shown.includes('removed]')),
    { what: 'the answer without the secret' },
  );

  assert.match(followUp.shown, /\[security answer removed\]/);
  assert.doesNotMatch(JSON.stringify(slack.messages(bot.billing)), /Piddles/);
});
