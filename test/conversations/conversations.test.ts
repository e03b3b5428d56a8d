import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { Conversation } from '../../src/conversations/conversation.ts';
import {
  lastMessageAt,
  liveChannels,
  liveConversations,
  loadConversation,
  noteEscalated,
  noteResolved,
} from '../../src/conversations/conversation-store.ts';
import { createConversations } from '../../src/conversations/conversations.ts';
import type { IncomingMessage } from '../../src/conversations/incoming-message.ts';
import { joinThread } from '../../src/conversations/join-thread.ts';
import { deleteUnowned, messagesOf } from '../../src/conversations/message-store.ts';
import { timeOf, tsOf as tsOfDate } from '../../src/conversations/slack-ts.ts';
import { latestThread } from '../../src/conversations/thread-store.ts';
import { transcriptLines, transcriptText } from '../../src/conversations/transcript.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const database = await openDatabase(await emptyDatabase());
after(database.close);
const NOW = new Date('2026-11-22T12:00:00Z');
const enqueued: { kind: string; startAfter?: Date | undefined }[] = [];
const { collect, addTypedText, deleteMessage } = createConversations({
  enqueue: async (_transaction, { kind, startAfter }) => {
    enqueued.push({ kind: kind.name, startAfter });
  },
  newId: randomUUID,
  now: () => NOW,
  limits: {
    sameConversationMs: 2 * MINUTE_MS,
    quietAfterMs: 7 * DAY_MS,
    reopenWithinMs: 7 * DAY_MS,
  },
  rootMayComeMs: 3_000,
});

/** A channel of its own for each test, in which time is counted in seconds. */
function newChannel(where: 'channel' | 'direct' = 'channel') {
  const channel = randomUUID();
  const tsOf = (second: number) => `${1_700_000_000 + second}.000000`;

  const message = (second: number, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
    team: 'T1',
    channel,
    ts: tsOf(second),
    root: tsOf(second),
    place: where,
    author: { user: 'UJOHN', kind: 'person' },
    text: `said at ${second}`,
    files: [],
    isEscalationRequest: false,
    isMention: false,
    app: null,
    isIntake: true,
    mayGreet: true,
    revision: tsOf(second),
    ...more,
  });
  return {
    channel,
    tsOf,
    say:
      (second: number, more: Partial<IncomingMessage> = {}) =>
      () =>
        receive(message(second, more)),
    edit: (second: number, text: string) => () =>
      receive(message(second, { text, revision: tsOf(second + 500) })),
    remove: (second: number) => () => {
      const { team, ts, root } = message(second);
      const deleted = { team, channel, ts, root, revision: tsOf(second + 900) };
      return database.transaction((transaction) => deleteMessage(transaction, deleted));
    },
    /** The messages of the channel: who wrote which, and whether it belongs to a conversation. */
    rows: () =>
      database.queries
        .selectFrom('messages')
        .select(['ts', 'author', 'role', 'is_deleted'])
        .where('channel', '=', channel)
        .where('conversation_id', 'is not', null)
        .orderBy('ts')
        .execute(),
    /** The conversations of the channel as transcripts, in the order in which they were opened. */
    async transcripts() {
      const rows = await database.queries
        .selectFrom('conversations')
        .select('id')
        .where('channel', '=', channel)
        .orderBy('opened_at')
        .execute();
      const spoken = rows.map(async ({ id }) => messagesOf(database.queries, id));
      return (await Promise.all(spoken)).map((said) => transcriptText(transcriptLines(said)));
    },
  };
}

const resolveAt = (id: string, ts: string) =>
  database.transaction((transaction) => noteResolved(transaction, { id, at: timeOf(ts) }));

const receive = (message: IncomingMessage) =>
  database.transaction((transaction) => collect(transaction, message));

test('top-level messages within two minutes are one conversation', async () => {
  const { say, transcripts } = newChannel();

  for (const take of [say(0), say(119), say(230), say(351)]) await take();

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: said at 119\nCUSTOMER: said at 230',
    'CUSTOMER: said at 351',
  ]);
});

test('messages exactly two minutes apart are one conversation, in whatever order they come', async () => {
  const { say, transcripts } = newChannel();

  for (const take of [say(120), say(0), say(240)]) await take();

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: said at 120\nCUSTOMER: said at 240',
  ]);
});

test('two customers at the same time have a conversation each', async () => {
  const { say, transcripts } = newChannel();

  await say(0)();
  await say(1, { author: { user: 'UJANE', kind: 'person' } })();

  assert.deepEqual(await transcripts(), ['CUSTOMER: said at 0', 'CUSTOMER: said at 1']);
});

test('direct messages are one conversation until they go quiet', async () => {
  const { say, transcripts } = newChannel('direct');
  const week = 7 * 24 * 60 * 60;

  for (const take of [say(0), say(week - 1), say(3 * week)]) await take();

  assert.deepEqual(await transcripts(), [
    `CUSTOMER: said at 0\nCUSTOMER: said at ${week - 1}`,
    `CUSTOMER: said at ${3 * week}`,
  ]);
});

test('a message that comes late does not make a conversation quiet', async () => {
  const { say, transcripts } = newChannel('direct');
  const week = 7 * 24 * 60 * 60;

  for (const take of [say(0), say(week - 1), say(1), say(week + 60)]) await take();

  assert.equal((await transcripts()).length, 1);
});

test('in direct messages a reply belongs to the customer, whatever it replies to', async () => {
  const { say, tsOf, transcripts } = newChannel('direct');

  const reply = await say(1, { root: tsOf(0) })();

  assert.equal(reply.status, 'stored');
  assert.deepEqual(await transcripts(), ['CUSTOMER: said at 1']);
});

test('agents and bots open nothing, nor do replies to them', async () => {
  const { say, tsOf, transcripts } = newChannel();

  await say(0, { author: { user: 'UAMY', kind: 'agent' } })();
  await say(1, { author: { user: 'BOTHER', kind: 'bot' } })();
  await say(2, { root: tsOf(0) })();

  assert.deepEqual(await transcripts(), []);
});

test('in whatever order Slack tells of a thread, it is the same in the end', async () => {
  const orders = permutations([0, 1, 2, 3]);

  for (const order of orders) {
    const { say, edit, tsOf, transcripts } = newChannel();
    const root = tsOf(0);
    const steps = [
      say(0),
      say(1, { root }),
      say(2, { root, author: { user: 'UJANE', kind: 'person' } }),
      edit(0, 'said otherwise'),
    ];
    for (const step of order) await steps[step]?.();

    const expected =
      'CUSTOMER: said otherwise\nCUSTOMER: said at 1\nPARTICIPANT (UJANE): said at 2';
    assert.deepEqual(await transcripts(), [expected], order.join());
  }
});

test('what was deleted stays deleted in whatever order Slack tells of it', async () => {
  for (const order of permutations([0, 1, 2])) {
    const { say, edit, remove, transcripts } = newChannel();
    const steps = [say(10), edit(10, 'said otherwise'), remove(10)];

    await say(0)();
    for (const step of order) await steps[step]?.();

    assert.deepEqual(await transcripts(), ['CUSTOMER: said at 0'], order.join());
  }
});

test('a message that was deleted before it came ends as one that was deleted after', async () => {
  const [early, late] = [newChannel(), newChannel()];

  for (const step of [early.remove(0), early.say(0), early.say(1, { root: early.tsOf(0) })]) {
    await step();
  }
  for (const step of [late.say(0), late.say(1, { root: late.tsOf(0) }), late.remove(0)]) {
    await step();
  }

  assert.deepEqual(await early.transcripts(), ['CUSTOMER: said at 1']);
  assert.deepEqual(await late.transcripts(), await early.transcripts());
  assert.deepEqual(await late.rows(), await early.rows());
});

test('nothing is kept of what a deleted message said or held', async () => {
  const { channel, say, remove, tsOf } = newChannel();
  const files = [{ name: 'passport.pdf', kind: 'application/pdf' }];

  await say(0, { files })();
  await remove(0)();
  await say(0, { files, text: 'said after the end', revision: tsOf(950) })();

  const rows = await database.queries
    .selectFrom('messages')
    .select(['text', 'files', 'is_deleted'])
    .where('channel', '=', channel)
    .execute();
  assert.deepEqual(rows, [{ text: '', files: [], is_deleted: true }]);
});

test('an older edit that comes late changes nothing', async () => {
  const { say, transcripts } = newChannel();

  await say(0)();
  await say(0, { text: 'second edit', revision: '1700000200.000000' })();
  await say(0, { text: 'first edit', revision: '1700000100.000000' })();

  assert.deepEqual(await transcripts(), ['CUSTOMER: second edit']);
});

test('a message told eleven times at once is stored once', async () => {
  const { say, transcripts } = newChannel();

  await Promise.all(Array.from({ length: 11 }, () => say(0)()));

  assert.deepEqual(await transcripts(), ['CUSTOMER: said at 0']);
});

test('a request for a person means the conversation with the latest message', async () => {
  const { say, transcripts } = newChannel();

  const isEscalationRequest = true;
  for (const take of [say(0), say(1_000), say(2_000), say(3_000, { isEscalationRequest })]) {
    await take();
  }

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0',
    'CUSTOMER: said at 1000',
    'CUSTOMER: said at 2000\nCUSTOMER: said at 3000',
  ]);
});

test('its customer opens a resolved conversation again after some days, and nobody else does', async () => {
  const { say, tsOf } = newChannel();
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  const { id } = opened.conversation;
  const status = async () => (await loadConversation(database.queries, id)).status;
  await resolveAt(id, tsOf(1));
  const week = 7 * 24 * 60 * 60;

  await say(1 + week, { root: tsOf(0) })();
  const within = await status();
  await say(2 + week, { root: tsOf(0), author: { user: 'UAMY', kind: 'agent' } })();
  const afterAgent = await status();
  await say(3 + week, { root: tsOf(0) })();

  assert.deepEqual([within, afterAgent, await status()], ['resolved', 'resolved', 'open']);
});

test('direct messages belong to a resolved conversation for some days, and then to another', async () => {
  const { say, tsOf, transcripts } = newChannel('direct');
  const opened = await say(0, { place: 'direct' })();
  assert.ok(opened.status === 'stored');
  await resolveAt(opened.conversation.id, tsOf(10));
  const week = 7 * 24 * 60 * 60;

  for (const second of [5, 10 + week, 11 + week]) await say(second)();

  assert.deepEqual(await transcripts(), [
    `CUSTOMER: said at 0\nCUSTOMER: said at 5\nCUSTOMER: said at ${10 + week}`,
    `CUSTOMER: said at ${11 + week}`,
  ]);
});

test('late direct messages belong to the conversation that went on when they were written', async () => {
  const { say, tsOf, transcripts } = newChannel('direct');
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  await resolveAt(opened.conversation.id, tsOf(10));
  const request = { text: '!escalate my password', isEscalationRequest: true };

  await say(20, request)();
  for (const second of [9, 15, 21]) await say(second)();

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: said at 9',
    'CUSTOMER: said at 15\nCUSTOMER: !escalate my password\nCUSTOMER: said at 21',
  ]);
});

test('in a channel only what was written before the end belongs to a resolved conversation', async () => {
  const { say, tsOf, transcripts } = newChannel();
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  await resolveAt(opened.conversation.id, tsOf(10));

  await say(11)();
  await say(9)();

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: said at 9',
    'CUSTOMER: said at 11',
  ]);
});

test('direct messages belong to a ticket that is open, however quiet it was', async () => {
  const { say, transcripts } = newChannel('direct');
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  await database.transaction((transaction) => noteEscalated(transaction, opened.conversation.id));
  const month = 30 * 24 * 60 * 60;

  await say(month)();

  assert.equal((await transcripts()).length, 1);
});

test('only what its customer says, beside a wish for a person, is answered', async () => {
  const { say, tsOf } = newChannel();
  await say(0)();
  enqueued.length = 0;

  await say(1, { root: tsOf(0), text: '!escalate', isEscalationRequest: true })();
  await say(2, { root: tsOf(0), author: { user: 'UJANE', kind: 'person' } })();
  assert.deepEqual(enqueued, []);
  await say(3, { root: tsOf(0) })();

  assert.deepEqual(enqueued, [{ kind: 'greet-customer', startAfter: undefined }]);
});

test('Slack is asked for a root once it has had time to come', async () => {
  const { say, tsOf } = newChannel();
  enqueued.length = 0;

  await say(1, { root: tsOf(0) })();

  const startAfter = new Date(NOW.getTime() + 3_000);
  assert.deepEqual(enqueued, [{ kind: 'adopt-thread', startAfter }]);
});

test('two texts that are typed in the same millisecond are both kept', async () => {
  const { say, transcripts } = newChannel();
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  const { conversation } = opened;

  for (const text of ['For a TV', 'Order 1142']) {
    await database.transaction((transaction) =>
      addTypedText(transaction, { conversation, text, at: NOW }),
    );
  }

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: For a TV\nCUSTOMER: Order 1142',
  ]);
});

test('a thread that is somebody’s stays theirs', async () => {
  const { channel, say, tsOf, transcripts } = newChannel();
  await say(0)();
  const other = await say(1_000)();
  assert.ok(other.status === 'stored');

  const { team } = other.conversation;
  await database.transaction((transaction) =>
    joinThread(transaction, other.conversation, { team, channel, root: tsOf(0) }),
  );
  await say(1_001, { root: tsOf(0) })();

  assert.deepEqual(await transcripts(), [
    'CUSTOMER: said at 0\nCUSTOMER: said at 1001',
    'CUSTOMER: said at 1000',
  ]);
});

test('the root of a bot’s thread is remembered, so that Slack is not asked for it', async () => {
  const { say, tsOf } = newChannel();
  await say(0, { author: { user: 'BOTHER', kind: 'bot' } })();
  enqueued.length = 0;

  const reply = await say(1, { root: tsOf(0) })();

  assert.equal(reply.status, 'ignored');
  assert.deepEqual(enqueued, []);
});

test('the bot answers in the latest thread of a conversation', async () => {
  const { say, tsOf } = newChannel();
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');

  await say(60)();

  assert.equal(await latestThread(database.queries, opened.conversation), tsOf(60));
});

test('the replies of nobody’s thread go, but for what keeps a deleted one from coming back', async () => {
  const { channel, say, remove, tsOf } = newChannel();
  for (const take of [say(10), say(11, { root: tsOf(10) }), say(1, { root: tsOf(0) })]) {
    await take();
  }
  for (const take of [say(2, { root: tsOf(0) }), say(21, { root: tsOf(20) })]) await take();
  await remove(5)();

  await database.transaction(async (transaction) => {
    for (const root of [tsOf(0), tsOf(5), tsOf(10)]) {
      await deleteUnowned(transaction, { team: 'T1', channel, root });
    }
  });

  const rows = await database.queries
    .selectFrom('messages')
    .select('ts')
    .where('channel', '=', channel)
    .orderBy('ts')
    .execute();
  assert.deepEqual(
    rows.map(({ ts }) => ts),
    [tsOf(5), tsOf(10), tsOf(11), tsOf(21)],
  );
});

test('more may be written where agents are at work, and where it is not quiet yet', async () => {
  const team = randomUUID();
  const [escalated, open, quiet, resolved] = [
    newChannel(),
    newChannel(),
    newChannel(),
    newChannel(),
  ];
  const day = 24 * 60 * 60;
  const opened: Conversation[] = [];
  for (const [{ say }, second] of [
    [resolved, 20 * day],
    [quiet, 12 * day],
    [open, 19 * day],
    [escalated, 0],
  ] as const) {
    const collected = await say(second, { team })();
    assert.ok(collected.status === 'stored');
    opened.push(collected.conversation);
  }
  await database.transaction(async (transaction) => {
    const [first, , , last] = opened;
    assert.ok(first && last);
    await noteResolved(transaction, { id: first.id, at: timeOf(resolved.tsOf(13 * day)) });
    await noteEscalated(transaction, last.id);
  });

  const knownUntil = await lastMessageAt(database.queries, team);
  assert.ok(knownUntil);
  const live = { team, knownUntil, quietAfterMs: 7 * DAY_MS, reopenWithinMs: 7 * DAY_MS };

  assert.equal(tsOfDate(knownUntil), open.tsOf(20 * day));
  assert.deepEqual(await liveChannels(database.queries, live), [open.channel, escalated.channel]);
  for (const [{ channel }, count] of [
    [escalated, 1],
    [open, 1],
    [quiet, 0],
    [resolved, 0],
  ] as const) {
    const rows = await liveConversations(database.queries, { ...live, channel }).execute();
    assert.equal(rows.length, count);
  }
});

test('a person who is asked for ends the bot’s questions', async () => {
  const { say, tsOf } = newChannel();
  const opened = await say(0)();
  assert.ok(opened.status === 'stored');
  await database.transaction((transaction) => noteEscalated(transaction, opened.conversation.id));
  enqueued.length = 0;

  await say(1, { root: tsOf(0) })();

  assert.deepEqual(
    enqueued.map(({ kind }) => kind),
    ['follow-up'],
  );
});

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
