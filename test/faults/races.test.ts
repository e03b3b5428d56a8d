import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startBot } from '../start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);
afterEach(slack.faults.clear);

test('a shortcut on a message that Slack is just telling of, clicked twice, makes one ticket', async () => {
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
