import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import type { Enqueue } from '../../src/jobs/enqueue.ts';
import { createDelivery } from '../../src/outbox/deliver-message.ts';
import { NotPosted, type Posted, type Shown, Undeliverable } from '../../src/outbox/messenger.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import { isPosting, loadOutboxMessage } from '../../src/outbox/outbox-store.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const SECOND_MS = 1_000;

const database = await openDatabase(await emptyDatabase());
after(database.close);

/** A channel and a ticket of its own for each test, and a Slack whose answers it sets. */
function newChannel() {
  const channel = randomUUID();
  const calls: string[] = [];
  const sent: OutboxMessage[] = [];
  const enqueued: string[] = [];
  const slack = {
    post: async (): Promise<Posted> => ({ ts: `${calls.length}.000000` }),
    update: async (): Promise<Shown> => ({}),
    remove: async (): Promise<void> => {},
    find: async (): Promise<Posted | undefined> => undefined,
  };
  let time = Date.UTC(2026, 10, 22);
  const now = () => new Date(time);
  const enqueue: Enqueue = async (_transaction, { kind, payload }) => {
    enqueued.push(`${kind.name} ${'id' in payload ? payload.id : ''}`);
  };
  const outbox = createOutbox({ enqueue, newId: randomUUID, now });
  const note = (call: string, message: OutboxMessage) => {
    calls.push(call);
    sent.push(message);
  };
  const { deliverMessage, updateMessage } = createDelivery({
    database,
    messenger: {
      post(message) {
        note('post', message);
        return slack.post();
      },
      update(message) {
        note('update', message);
        return slack.update();
      },
      async remove(message) {
        note('remove', message);
        await slack.remove();
      },
      find(message) {
        note('find', message);
        return slack.find();
      },
    },
    enqueue,
    now,
    recordPost: async () => {},
    onRefused: (_message, { code }) => void calls.push(code),
    postIntervalMs: SECOND_MS,
    checkpoint: () => {},
  });
  const card = { kind: 'ticket-card', about: { ticketId: channel } } as const;
  const place = { team: 'T1', channel };
  return {
    calls,
    sent,
    enqueued,
    slack,
    async writeCard(elsewhere: { channel?: string } = {}): Promise<number> {
      const draft = { ...place, ...elsewhere, ...card };
      return (await database.transaction((transaction) => outbox.postOnce(transaction, draft))).id;
    },
    async writeTranscript(part: number, parent: number): Promise<number> {
      const words = [{ speaker: 'CUSTOMER', text: 'I was charged twice' }];
      const about = { ...card.about, part };
      const draft = { ...place, parent, kind: 'transcript', about, words } as const;
      return (await database.transaction((transaction) => outbox.postOnce(transaction, draft))).id;
    },
    async writeInThread(): Promise<number> {
      const about = { conversationId: channel };
      const draft = { ...place, thread: '1.000000', kind: 'ask-issue', about } as const;
      return (await database.transaction((transaction) => outbox.postOnce(transaction, draft))).id;
    },
    isPosting: () => isPosting(database.queries, place),
    markStale: (part?: number) =>
      database.transaction((transaction) =>
        outbox.markStale(
          transaction,
          part === undefined ? card : { kind: 'transcript', about: { ...card.about, part } },
        ),
      ),
    askAgain: () =>
      database.transaction((transaction) =>
        outbox.postOrUpdate(transaction, { ...place, ...card }),
      ),
    /** Delivers when the last post is long enough ago. */
    deliver(id: number) {
      time += SECOND_MS;
      return deliverMessage({ id }, { signal: new AbortController().signal });
    },
    update: (id: number) => updateMessage({ id }),
    /** Delivers at once; where a pause is due it fails. */
    deliverAtOnce: (id: number) => deliverMessage({ id }, { signal: AbortSignal.abort() }),
  };
}

test('what belongs under a message waits for it, then follows in order and leaves no words', async () => {
  const { calls, sent, enqueued, writeCard, writeTranscript, markStale, deliver } = newChannel();
  const card = await writeCard();
  const parts = [];
  for (const part of [0, 1, 2]) parts.push(await writeTranscript(part, card));
  await markStale(0);
  const [first = 0] = parts;
  await deliver(first);
  assert.deepEqual(calls, []);
  enqueued.length = 0;

  await deliver(card);
  for (const part of parts) await deliver(part);

  assert.deepEqual(
    enqueued,
    parts.map((id) => `deliver-message ${id}`),
  );
  assert.deepEqual(
    sent.map(({ thread, words }) => ({ thread, words: words !== null })),
    [null, '1.000000', '1.000000', '1.000000'].map((thread) => ({
      thread,
      words: thread !== null,
    })),
  );
  for (const part of parts) {
    assert.equal((await loadOutboxMessage(database.queries, part)).words, null);
  }
});

test('a message that Slack shows as it is wanted is not sent again', async () => {
  const { calls, writeCard, markStale, deliver, update, slack } = newChannel();
  const card = await writeCard();
  await deliver(card);
  await deliver(card);
  await update(card);
  assert.deepEqual(calls, ['post']);
  slack.update = async () => {
    await markStale();
    return {};
  };

  await markStale();
  await update(card);
  slack.update = async () => ({});
  await update(card);
  await update(card);

  assert.deepEqual(calls, ['post', 'update', 'update']);
});

test('an update is never made before its message is posted, and is in no post’s way', async () => {
  const { calls, enqueued, slack, writeCard, markStale, deliver, update } = newChannel();
  const card = await writeCard();
  await markStale();
  await update(card);
  assert.deepEqual(calls, []);
  const { post } = slack;
  slack.post = async () => {
    await markStale();
    return post();
  };
  enqueued.length = 0;

  await deliver(card);
  await deliver(card);
  await markStale();

  assert.deepEqual(calls, ['post']);
  assert.deepEqual(enqueued, [
    // Asked for during the call, when it was not known to be posted; the post then finds it due.
    `deliver-message ${card}`,
    `update-message ${card}`,
    // The second delivery, as a bot of before has left it.
    `update-message ${card}`,
    `update-message ${card}`,
  ]);
  await update(card);
  await update(card);
  assert.deepEqual(calls, ['post', 'update']);
});

test('a post without an answer is looked for, and updated if it has become stale', async () => {
  const { calls, enqueued, slack, writeCard, markStale, deliver, update } = newChannel();
  const card = await writeCard();
  slack.post = async () => {
    throw new Error('The connection was lost.');
  };
  await assert.rejects(deliver(card), /connection was lost/);
  await markStale();
  slack.find = async () => ({ ts: '7.000000' });

  await deliver(card);
  assert.equal(enqueued.at(-1), `update-message ${card}`);
  await update(card);

  assert.deepEqual(calls, ['post', 'find', 'update']);
  assert.equal((await loadOutboxMessage(database.queries, card)).ts, '7.000000');
});

test('a post that Slack surely did not take is posted again without looking for it', async () => {
  const { calls, slack, writeCard, deliver } = newChannel();
  const card = await writeCard();
  const { post } = slack;
  slack.post = async () => {
    throw new NotPosted('Slack is busy.');
  };
  await assert.rejects(deliver(card), NotPosted);
  slack.post = post;

  await deliver(card);

  assert.deepEqual(calls, ['post', 'post']);
});

test('what Slack refuses is not sent again until somebody asks for it', async () => {
  const { calls, enqueued, slack, writeCard, markStale, askAgain, deliver } = newChannel();
  const card = await writeCard();
  const { post } = slack;
  slack.post = async () => {
    throw new Undeliverable('is_archived');
  };
  await deliver(card);
  slack.post = post;
  await markStale();
  await deliver(card);
  assert.deepEqual(calls, ['post', 'is_archived']);
  assert.deepEqual(enqueued, [`deliver-message ${card}`, `redirect-message ${card}`]);

  await askAgain();
  await deliver(card);

  assert.deepEqual(calls, ['post', 'is_archived', 'post']);
  assert.equal((await loadOutboxMessage(database.queries, card)).refusal, null);
});

test('what is asked for again while Slack refuses it is tried once more', async () => {
  const { calls, enqueued, slack, writeCard, askAgain, deliver } = newChannel();
  const card = await writeCard();
  const { post } = slack;
  slack.post = async () => {
    slack.post = post;
    await askAgain();
    throw new Undeliverable('is_archived');
  };
  await deliver(card);

  await deliver(card);

  assert.deepEqual(calls, ['post', 'is_archived', 'post']);
  assert.deepEqual(enqueued, [`deliver-message ${card}`, `deliver-message ${card}`]);
  assert.equal((await loadOutboxMessage(database.queries, card)).refusal, null);
});

test('what is posted stays as it is where Slack refuses to update it', async () => {
  const { calls, enqueued, slack, writeCard, markStale, deliver, update } = newChannel();
  const card = await writeCard();
  await deliver(card);
  await markStale();
  slack.update = async () => {
    throw new Undeliverable('is_archived');
  };

  await update(card);
  await update(card);

  assert.deepEqual(calls, ['post', 'update', 'is_archived']);
  assert.deepEqual(enqueued, [`deliver-message ${card}`, `update-message ${card}`]);
  assert.equal((await loadOutboxMessage(database.queries, card)).refusal, null);
});

test('a post in a channel itself is known to be out until it is stored', async () => {
  const { slack, isPosting, writeCard, writeInThread, deliver } = newChannel();
  const [card, inThread] = [await writeCard(), await writeInThread()];
  const known: boolean[] = [];
  slack.post = async () => {
    known.push(await isPosting());
    return { ts: '1.000000' };
  };

  await deliver(card);
  known.push(await isPosting());
  await deliver(inThread);

  assert.deepEqual(known, [true, false, false]);
});

test('two posts in a channel keep their distance, one in another channel does not wait', async () => {
  const { calls, writeCard, writeTranscript, deliver, deliverAtOnce } = newChannel();
  const card = await writeCard();
  const transcript = await writeTranscript(0, card);
  const other = await writeCard({ channel: randomUUID() });
  await deliver(card);

  await assert.rejects(deliverAtOnce(transcript), { name: 'AbortError' });
  await deliverAtOnce(other);
  await deliver(transcript);

  assert.deepEqual(calls, ['post', 'post', 'post']);
});
