import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const shaped = createShapedMessages(slack);
after(bot.stop);

test('what somebody writes with /me is a message like any, and a person can be asked for under it', async () => {
  const ann = bot.customer('Ann');
  const message = shaped.message(ann, { subtype: 'me_message', text: 'was charged twice' });
  await shaped.deliver(help, message);
  await bot.settled();

  await shaped.deliver(help, shaped.message(ann, { text: '!escalate', thread_ts: message.ts }));

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));
  assert.match(transcript, /^CUSTOMER: was charged twice\n/);
});
