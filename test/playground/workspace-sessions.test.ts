import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openWorkspace } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

test('a direct message gets a title once, then by another name only', async (t) => {
  const { slack, bot, thread } = await withThread(t);

  const created = await bot.agents.sessions.setStatus({
    ...thread,
    status: 'processing',
    title: 'Charged twice',
  });
  await bot.agents.sessions.setStatus({ ...thread, status: 'active', title: 'Something else' });
  const [kept] = slack.sessions();
  const renamed = await bot.agents.sessions.rename({ ...thread, title: 'H-1: charged twice' });
  await bot.agents.sessions.setStatus({ ...thread, status: 'closed' });

  assert.partialDeepStrictEqual(created, { status: 'processing', title: 'Charged twice' });
  assert.partialDeepStrictEqual(kept, { status: 'active', title: 'Charged twice' });
  assert.equal(renamed.title, 'H-1: charged twice');
  assert.deepEqual(slack.sessions(), [
    {
      channel: thread.channel_id,
      threadTs: thread.thread_ts,
      status: 'closed',
      title: 'H-1: charged twice',
    },
  ]);
});

test('a session that is not there cannot be renamed', async (t) => {
  const { bot, thread } = await withThread(t);

  await assert.rejects(bot.agents.sessions.rename({ ...thread, title: 'x' }), /session_not_found/);
});

for (const [what, [error, more]] of Object.entries({
  'an unknown status': ['invalid_arguments', { status: 'done' }],
  'a title that is too long': ['invalid_arguments', { title: 'x'.repeat(201) }],
  'no thread': ['invalid_arguments', { thread_ts: undefined }],
  'an unknown thread': ['thread_not_found', { thread_ts: '1.000001' }],
  'an unknown channel': ['channel_not_found', { channel_id: 'C0NOWHERE' }],
  'a name without its scope': ['missing_scope', { username: 'Sam' }],
} as const)) {
  test(`a session's status with ${what} is refused with ${error}`, async (t) => {
    const { slack, bot, thread } = await withThread(t);

    const call = bot.apiCall('agents.sessions.setStatus', { ...thread, status: 'active', ...more });

    await assert.rejects(call, new RegExp(error));
    assert.deepEqual(slack.sessions(), []);
  });
}

/** A direct message of John to the bot. */
async function withThread(t: TestContext) {
  const slack = await openWorkspace(t, { scopes: ['chat:write'] });
  const john = slack.addUser({ name: 'john' });
  const { channel, ts } = await slack.as(john).directMessage('I was charged twice');
  return { slack, bot: webClient(slack), thread: { channel_id: channel, thread_ts: ts } };
}
