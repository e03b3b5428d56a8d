import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Run } from '../jobs/jobs.ts';
import { loadMessage } from './load-message.ts';
import { type Messenger, NotPosted, type Posted, Undeliverable } from './messenger.ts';
import { enqueueDelivery } from './outbox.ts';
import { type OutboxMessage, RedirectMessage } from './outbox-message.ts';

type Delivery = {
  database: Database;
  messenger: Messenger;
  enqueue: Enqueue;
  now: () => Date;
  /** Runs in the transaction that notes the post, for whoever keeps what the bot said. */
  afterPost: (transaction: Transaction, message: OutboxMessage, posted: Posted) => Promise<void>;
  /** Hears of what Slack will never take. */
  onRefused: (message: OutboxMessage, error: Undeliverable) => void;
  /** Slack takes about one message a second in a channel. */
  postIntervalMs: number;
  checkpoint: Checkpoint;
};

/**
 * Creates the worker that brings one outbox message to Slack: posts it if it is not there, updates
 * it if it shows less than it should, and otherwise does nothing, so it may run any number of times.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export function createDeliverMessage(delivery: Delivery) {
  return async ({ id }: { id: number }, { signal }: Run): Promise<void> => {
    const message = await loadMessage(delivery.database.queries, id);
    if (message.failure !== null) return;
    try {
      if (message.ts === null) await deliverFirst(delivery, message, signal);
      else if (message.shown < message.wanted) await show(delivery, { ...message, ts: message.ts });
    } catch (error) {
      await settleFailure(delivery, message, { error, signal });
    }
  };
}

async function deliverFirst(delivery: Delivery, message: OutboxMessage, signal: AbortSignal) {
  const placed = await placeInThread(delivery.database, message);
  if (!placed) return;
  const posted = (message.is_calling && (await delivery.messenger.find(placed))) || undefined;
  if (posted) return notePosted(delivery, placed, posted);
  await keepPace(delivery, placed, signal);
  await setCalling(delivery.database, message, true);
  delivery.checkpoint(`before posting ${message.kind}`, message.subject);
  const answer = await post(delivery, placed);
  delivery.checkpoint(`${message.kind} posted`, message.subject);
  await notePosted(delivery, placed, answer);
  delivery.checkpoint(`${message.kind} noted`, message.subject);
}

async function post({ messenger, database }: Delivery, message: OutboxMessage): Promise<Posted> {
  try {
    return await messenger.post(message);
  } catch (error) {
    if (error instanceof NotPosted) await setCalling(database, message, false);
    throw error;
  }
}

/** A message under another waits until that one stands; its delivery then enqueues this one. */
async function placeInThread({ queries }: Database, message: OutboxMessage) {
  if (message.parent === null) return message;
  const parent = await queries
    .selectFrom('outbox')
    .select('ts')
    .where('id', '=', message.parent)
    .executeTakeFirstOrThrow();
  return parent.ts === null ? undefined : { ...message, thread: parent.ts };
}

async function keepPace(
  { database, now, postIntervalMs }: Delivery,
  { team, channel }: OutboxMessage,
  signal: AbortSignal,
): Promise<void> {
  const last = await database.queries
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('posted_at').as('posted_at'))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  const waitMs = (last?.posted_at?.getTime() ?? 0) + postIntervalMs - now().getTime();
  if (waitMs > 0) await sleep(Math.min(waitMs, postIntervalMs), undefined, { signal });
}

/**
 * While a call is out, a lost process cannot know whether it took effect: the next one looks. What
 * it then finds shows its subject as it was at the call, and may have to be updated.
 */
async function setCalling({ queries }: Database, message: OutboxMessage, isCalling: boolean) {
  await queries
    .updateTable('outbox')
    .set({ is_calling: isCalling, shown: message.wanted })
    .where('id', '=', message.id)
    .execute();
}

async function notePosted(delivery: Delivery, message: OutboxMessage, posted: Posted) {
  const { database, enqueue, afterPost, now } = delivery;
  await database.transaction(async (transaction) => {
    await transaction
      .updateTable('outbox')
      .set({ ts: posted.ts, text: null, is_calling: false, posted_at: now() })
      .where('id', '=', message.id)
      .execute();
    await afterPost(transaction, message, posted);
    const waiting = await transaction
      .selectFrom('outbox')
      .select(['id', 'team', 'channel'])
      .where('parent', '=', message.id)
      .where('ts', 'is', null)
      .orderBy('id')
      .execute();
    for (const child of waiting) await enqueueDelivery(enqueue, transaction, child);
  });
}

async function show(delivery: Delivery, message: OutboxMessage & { ts: string }) {
  delivery.checkpoint(`before updating ${message.kind}`, message.subject);
  await delivery.messenger.update(message);
  delivery.checkpoint(`${message.kind} updated`, message.subject);
  await noteShown(delivery, message);
  delivery.checkpoint(`${message.kind} update noted`, message.subject);
}

async function noteShown({ database }: Delivery, message: OutboxMessage) {
  await database.queries
    .updateTable('outbox')
    .set({ shown: message.wanted })
    .where('id', '=', message.id)
    .where('shown', '<', message.wanted)
    .execute();
}

async function settleFailure(
  delivery: Delivery,
  message: OutboxMessage,
  { error, signal }: { error: unknown; signal: AbortSignal },
): Promise<void> {
  if (error instanceof Undeliverable) {
    delivery.onRefused(message, error);
    // What stands already may be past updating, as in an archived channel: it stays as it is.
    if (message.ts !== null) return noteShown(delivery, message);
    return noteUndeliverable(delivery, message, error);
  }
  if (error instanceof NotPosted) await sleep(error.retryAfterMs, undefined, { signal });
  throw error;
}

async function noteUndeliverable(
  { database, enqueue }: Delivery,
  { id }: OutboxMessage,
  error: Undeliverable,
) {
  await database.transaction(async (transaction) => {
    await transaction
      .updateTable('outbox')
      .set({ failure: error.message, is_calling: false })
      .where('id', '=', id)
      .execute();
    await enqueue(transaction, { kind: RedirectMessage, payload: { id } });
  });
}
