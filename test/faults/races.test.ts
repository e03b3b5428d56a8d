import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);
afterEach(slack.faults.clear);

test('a shortcut on a message that Slack is still delivering, clicked twice, makes one ticket', async () => {
  const ann = bot.customer('Ann');
  slack.faults.add({ fault: 'delayed', byMs: 100, type: 'message', times: 1 });
  slack.faults.add({ fault: 'hang', forMs: 400, method: 'conversations.info', times: 1 });

  const root = await ann.say(help, 'I was charged twice');
  await ann.shortcut('escalate_message', root);
  await ann.shortcut('escalate_message', root);

  const answers = await slack.waitFor(
    () => ann.ephemerals(help).length === 2 && ann.ephemerals(help),
    {
      what: 'two answers',
    },
  );
  const tickets = answers.map(({ shown }) => /H-\d+/.exec(shown)?.[0]);
  assert.equal(tickets[0], tickets[1]);
  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));
  assert.equal(transcript.match(/charged twice/g)?.length, 1);
});

test('a reply to a post of the bot whose answer was lost reaches the agents once', async () => {
  const bea = bot.customer('Bea');
  slack.faults.add({ fault: 'answer-lost', method: 'chat.postMessage', channel: help, times: 1 });
  const method = 'conversations.history';
  slack.faults.add({ fault: 'http-error', status: 503, method, channel: help, times: 1 });

  await bea.command('/escalate', { in: help, text: 'I was charged twice' });
  const status = await slack.waitFor(
    () => slack.messages(help).find(({ pings }) => pings.includes(`<@${bea.person.id}>`)),
    { what: 'the status' },
  );
  await bea.say(help, 'For a TV', { thread: status });

  const card = await bot.card(bot.billing, 'Customer: Bea');
  const followUps = () =>
    slack.thread(bot.billing, card).filter(({ shown }) => shown.includes('For a TV'));
  await slack.waitFor(() => followUps()[0], { timeoutMs: 30_000, what: 'the reply' });
  assert.equal(followUps().length, 1);
});

test('a shortcut on a direct message that Slack delivers late escalates everything that was written', async () => {
  const cem = bot.customer('Cem');
  slack.faults.add({ fault: 'delayed', byMs: 800, type: 'message', times: 1 });

  const late = await cem.directMessage('I was charged twice');
  const before = slack.deliveries.length;
  await cem.directMessage('For a TV');
  await slack.waitFor(() => slack.deliveries.length > before, { what: 'the second message' });
  await cem.shortcut('escalate_message', late);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Cem'));
  assert.match(transcript, /charged twice[\s\S]+For a TV/);
});
