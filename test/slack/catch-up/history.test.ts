import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import { createHistory, hasReplies } from '../../../src/slack/catch-up/history.ts';
import { CatchUp } from '../../../src/slack/catch-up/history-range.ts';
import { threadPages } from '../../../src/slack/catch-up/thread-pages.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';

const slack = await startWorkspace();
after(slack.stop);
afterEach(slack.faults.clear);

const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
const onUnreadable = (error: Error) => assert.fail(error);
const history = createHistory({ client, pauseMs: 0, onUnreadable });
const ann = slack.as(slack.addUser({ name: 'ann' }));
const { signal } = new AbortController();

function channelOfAnn(name: string) {
  return slack.addChannel({ name, members: [ann.person] });
}

function readsOf(channel: { id: string }) {
  return slack.calls.filter(
    ({ method, args }) => method === 'conversations.history' && args.channel === channel.id,
  ).length;
}

test('a channel is read on all its pages, the oldest message first, and no further than it must be', async () => {
  const channel = channelOfAnn('busy');
  const said = [];
  for (let count = 0; count < 250; count += 1) said.push(await ann.say(channel, `word ${count}`));
  const [first, second] = said;
  const late = said[200];
  assert.ok(first && second && late);
  const read = async (since: string, roots: string[]) => {
    const before = readsOf(channel);
    const messages = await history.ofChannel({ channel: channel.id, since, roots, signal });
    return { words: messages.map(({ text }) => text), pages: readsOf(channel) - before };
  };

  const all = await read('0', []);
  const some = await read(late.ts, []);
  const oneRoot = await read(late.ts, [first.ts]);
  const twoRoots = await read(late.ts, [first.ts, second.ts]);

  assert.deepEqual(all, { words: said.map(({ text }) => text), pages: 3 });
  assert.equal(some.pages, 1);
  assert.equal(oneRoot.pages, 1);
  assert.equal(twoRoots.pages, 2);
});

test('a thread is read from its root on, page by page', async () => {
  const channel = channelOfAnn('threads');
  const root = await ann.say(channel, 'root');
  for (let count = 0; count < 120; count += 1) {
    await ann.say(channel, `reply ${count}`, { thread: root });
  }
  const place = { channel: channel.id, root: root.ts, onUnreadable };

  const messages = await history.ofThread({ ...place, since: '0', signal });
  const pages = [];
  for await (const page of threadPages(client, place)) pages.push(page);

  assert.equal(new Set(messages.map(({ ts }) => ts)).size, 121);
  const inOrder = messages
    .map(({ ts }) => ts)
    .toSorted((one, other) => Number(one) - Number(other));
  assert.deepEqual(
    messages.map(({ ts }) => ts),
    inOrder,
  );
  assert.equal(new Set(pages.flat().map(({ ts }) => ts)).size, 121);
  assert.equal(pages[0]?.[0]?.text, 'root');
  assert.ok(pages.every(({ length }) => length <= 16));
});

test('what Slack will not show is passed over, what the owner can repair is not', async () => {
  const channel = channelOfAnn('closed');
  await ann.say(channel, 'Hello');
  const refuse = (error: string) =>
    slack.faults.add({ method: 'conversations.history', fault: 'slack-error', error, times: 1 });
  const read = () => history.ofChannel({ channel: channel.id, since: '0', roots: [], signal });

  refuse('not_in_channel');
  assert.deepEqual(await read(), []);
  for (const error of ['invalid_auth', 'missing_scope', 'internal_error']) {
    refuse(error);
    await assert.rejects(read(), new RegExp(error));
  }
  assert.equal((await read()).length, 1);
});

test('a thread shows by any of three marks that it has replies', () => {
  assert.ok(hasReplies({ ts: '1.1', thread_ts: '1.1' }));
  assert.ok(hasReplies({ ts: '1.1', reply_count: 2 }));
  assert.ok(hasReplies({ ts: '1.1', latest_reply: '2.2' }));
  assert.ok(!hasReplies({ ts: '1.1' }));
  assert.ok(!hasReplies({ ts: '2.2', thread_ts: '1.1', reply_count: 0 }));
});

test('a job of an older bot keeps until when its history is known', () => {
  const range = { team: 'T1', channel: 'C1', root: null, since: '1.1' };

  const read = CatchUp.payload.parse({ ...range, heardAt: '2.2' });

  assert.equal(read.knownUntil, '2.2');
  assert.notEqual(CatchUp.key?.({ ...range, root: '1.1' }), CatchUp.key?.(range));
});
