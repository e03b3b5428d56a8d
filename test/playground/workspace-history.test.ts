import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openWorkspace } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

test('history comes newest first, without replies, in pages', async (t) => {
  const { bot, channel, messages } = await talk(t);

  const first = await bot.conversations.history({ channel, limit: 3 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await bot.conversations.history({ channel, limit: 3, cursor });

  assert.deepEqual(
    first.messages?.map(({ text }) => text),
    ['4', '3', '2'],
  );
  assert.equal(first.has_more, true);
  assert.deepEqual(
    second.messages?.map(({ text }) => text),
    ['1', '0'],
  );
  assert.equal(second.has_more, false);
  assert.equal(second.messages?.[1]?.reply_count, 4);
  assert.equal(second.messages?.[1]?.thread_ts, messages[0]?.ts);
});

test('a page continues where the last one ended, whatever is posted in between', async (t) => {
  const { slack, john, help, bot, channel } = await talk(t);
  const first = await bot.conversations.history({ channel, limit: 3 });

  await slack.as(john).say(help, 'newer');
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await bot.conversations.history({ channel, limit: 3, cursor });

  assert.deepEqual(
    second.messages?.map(({ text }) => text),
    ['1', '0'],
  );
});

test('history can be limited to a span, whose ends are left out unless asked for', async (t) => {
  const { bot, channel, messages } = await talk(t);
  const span = { channel, oldest: messages[1]?.ts ?? '', latest: messages[3]?.ts ?? '' };

  const without = await bot.conversations.history(span);
  const within = await bot.conversations.history({ ...span, inclusive: true });

  assert.deepEqual(
    without.messages?.map(({ text }) => text),
    ['2'],
  );
  assert.deepEqual(
    within.messages?.map(({ text }) => text),
    ['3', '2', '1'],
  );
});

test('replies come oldest first, with the first message at the start of each page', async (t) => {
  const { bot, channel, messages } = await talk(t);
  const ts = messages[0]?.ts ?? '';

  const first = await bot.conversations.replies({ channel, ts, limit: 3 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await bot.conversations.replies({ channel, ts, limit: 3, cursor });

  assert.deepEqual(
    first.messages?.map(({ text }) => text),
    ['0', 'r0', 'r1', 'r2'],
  );
  assert.deepEqual(
    second.messages?.map(({ text }) => text),
    ['0', 'r3'],
  );
  assert.equal(second.has_more, false);
});

test('metadata is included only when asked for', async (t) => {
  const { slack, help, bot, channel } = await talk(t);
  const metadata = { event_type: 'ticket', event_payload: { key: 'k1' } };
  await bot.chat.postMessage({ channel: help.id, text: 'card', metadata });

  const unasked = await bot.conversations.history({ channel, limit: 1 });
  const asked = await bot.conversations.history({ channel, limit: 1, include_all_metadata: true });

  assert.equal(slack.messages(help).length, 6);
  assert.equal(unasked.messages?.[0]?.metadata, undefined);
  assert.deepEqual(asked.messages?.[0]?.metadata, metadata);
});

async function talk(t: TestContext) {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const messages = [];
  for (const text of ['0', '1', '2', '3', '4']) {
    messages.push(await slack.as(john).say(help, text));
  }
  for (const text of ['r0', 'r1', 'r2', 'r3']) {
    await slack.as(john).say(help, text, { thread: messages[0] });
  }
  return { slack, john, help, messages, bot: webClient(slack), channel: help.id };
}
