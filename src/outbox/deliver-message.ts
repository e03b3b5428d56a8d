import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Run } from '../jobs/jobs.ts';
import { type Content, isShownWhenRefused, subjectOf } from './kinds.ts';
import { LeftOut, type Messenger, NotPosted, type Posted, Undeliverable } from './messenger.ts';
import { enqueueDelivery, enqueueUpdate } from './outbox.ts';
import { type OutboxMessage, RedirectMessage } from './outbox-message.ts';
import {
  lastPostedAt,
  loadOutboxMessage,
  notePosted,
  noteRefusal,
  noteShown,
  noteWithheld,
  setCalling,
  threadUnder,
  waitingUnder,
} from './outbox-store.ts';

export type Delivery = ReturnType<typeof createDelivery>;

/**
 * Brings outbox messages to Slack.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export function createDelivery({
  database,
  messenger,
  enqueue,
  now,
  recordPost,
  onRefused,
  postIntervalMs,
  checkpoint,
}: {
  database: Database;
  messenger: Messenger;
  enqueue: Enqueue;
  now: () => Date;
  /** Runs in the transaction that stores the post, to record what the bot wrote. */
  recordPost: (transaction: Transaction, message: OutboxMessage, posted: Posted) => Promise<void>;
  /** Is called with what Slack will never take. */
  onRefused: (message: OutboxMessage, error: Undeliverable) => void;
  /** Slack takes about one message a second in a channel. */
  postIntervalMs: number;
  checkpoint: Checkpoint;
}) {
  return { deliverMessage, updateMessage };

  /**
   * Posts a message if it is not there. An update that is due by then is left to its own job, whose
   * wait holds back no post. It may run any number of times.
   */
  async function deliverMessage({ id }: { id: number }, { signal }: Run): Promise<void> {
    const message = await loadOutboxMessage(database.queries, id);
    if (message.refusal !== null) return;
    const post = message.is_withdrawn ? withdraw : postFirst;
    if (message.ts === null) return unlessRefused(message, () => post(message, signal));
    if (!isStale(message)) return;
    await database.transaction((transaction) => enqueueUpdate(enqueue, transaction, message));
  }

  /** Updates a message if Slack shows an older version than is wanted; it may run any number of times. */
  async function updateMessage({ id }: { id: number }): Promise<void> {
    const message = await loadOutboxMessage(database.queries, id);
    const { refusal, ts } = message;
    if (refusal !== null || ts === null || !isStale(message)) return;
    const change = message.is_withdrawn ? withdraw : update;
    await unlessRefused(message, () => change({ ...message, ts }));
  }

  async function unlessRefused(message: OutboxMessage, call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (error instanceof LeftOut) return leaveOut(message, error);
      if (!(error instanceof Undeliverable)) throw error;
      onRefused(message, error);
      await storeRefusal(message, error);
    }
  }

  async function postFirst(message: OutboxMessage, signal: AbortSignal): Promise<void> {
    const placed = await placeInThread(message);
    if (!placed) return;
    const posted = message.is_calling ? await messenger.find(placed) : undefined;
    if (posted) return storePost(placed, posted);
    await keepPace(placed, signal);
    await database.transaction((transaction) => setCalling(transaction, message, true));
    const subject = topicOf(message);
    checkpoint(`before posting ${message.kind}`, subject);
    const answer = await post(placed);
    checkpoint(`${message.kind} posted`, subject);
    await storePost(placed, answer);
    checkpoint(`${message.kind} noted`, subject);
  }

  /**
   * A message under another waits until that one is posted; its delivery then enqueues this one.
   *
   * @throws {Undeliverable} where that one was refused, if agents are to read that this is not sent.
   */
  async function placeInThread(message: OutboxMessage): Promise<OutboxMessage | undefined> {
    if (message.parent === null) return message;
    const { thread, refusal } = await threadUnder(database.queries, message.parent);
    if (refusal !== null && isShownWhenRefused(message.kind)) throw new Undeliverable(refusal);
    return thread === null ? undefined : { ...message, thread };
  }

  async function keepPace(message: OutboxMessage, signal: AbortSignal): Promise<void> {
    const last = await lastPostedAt(database.queries, message);
    const waitMs = (last?.getTime() ?? 0) + postIntervalMs - now().getTime();
    if (waitMs > 0) await sleep(Math.min(waitMs, postIntervalMs), undefined, { signal });
  }

  async function post(message: OutboxMessage): Promise<Posted> {
    try {
      return await messenger.post(message);
    } catch (error) {
      if (error instanceof NotPosted) {
        await database.transaction((transaction) => setCalling(transaction, message, false));
      }
      throw error;
    }
  }

  async function storePost(message: OutboxMessage, posted: Posted): Promise<void> {
    await database.transaction(async (transaction) => {
      const { ts, isWithheld = false } = posted;
      const noted = await notePosted(transaction, message.id, { ts, at: now(), isWithheld });
      await recordPost(transaction, message, posted);
      // It became stale during the call, and its next job may wait behind other posts of its channel.
      if (isStale(noted)) await enqueueUpdate(enqueue, transaction, message);
      for (const child of await waitingUnder(transaction, message.id)) {
        await enqueueDelivery(enqueue, transaction, child);
      }
    });
  }

  async function update(message: OutboxMessage & { ts: string }): Promise<void> {
    const subject = topicOf(message);
    // Whatever becomes of the call: what it shows may be for agents alone.
    if (message.is_withheld) {
      await database.transaction((transaction) => noteWithheld(transaction, message, false));
    }
    checkpoint(`before updating ${message.kind}`, subject);
    const { isWithheld = false } = await messenger.update(message);
    checkpoint(`${message.kind} updated`, subject);
    await database.transaction(async (transaction) => {
      await noteShown(transaction, message);
      if (isWithheld) await noteWithheld(transaction, message, true);
    });
    checkpoint(`${message.kind} update noted`, subject);
  }

  /** A post that may have been made is looked for: it must not stay. */
  async function withdraw(message: OutboxMessage): Promise<void> {
    const { ts, kind } = message;
    const place = ts === null && message.is_calling ? await placeInThread(message) : undefined;
    const posted = ts ?? (place && (await messenger.find(place))?.ts);
    const subject = topicOf(message);
    checkpoint(`before removing ${kind}`, subject);
    if (posted) await messenger.remove({ ...message, ts: posted });
    checkpoint(`${kind} removed`, subject);
    await database.transaction(async (transaction) => {
      if (ts === null) await noteRefusal(transaction, message, WITHDRAWN);
      else await noteShown(transaction, message);
      await noteWithheld(transaction, message, true);
    });
  }

  async function leaveOut(message: OutboxMessage, { code }: LeftOut): Promise<void> {
    await database.transaction((transaction) => noteRefusal(transaction, message, code));
  }

  async function storeRefusal(message: OutboxMessage, { code }: Undeliverable): Promise<void> {
    const { id, ts } = message;
    await database.transaction(async (transaction) => {
      // What is posted may be past updating, as in an archived channel: it stays as it is.
      if (ts !== null) return noteShown(transaction, message);
      if (!(await noteRefusal(transaction, message, code))) return;
      for (const child of await waitingUnder(transaction, id)) {
        if (isShownWhenRefused(child.kind)) await enqueueDelivery(enqueue, transaction, child);
      }
      await enqueue(transaction, { kind: RedirectMessage, payload: { id } });
    });
  }
}

function isStale(message: Pick<OutboxMessage, 'shown_version' | 'wanted_version'>): boolean {
  return message.shown_version < message.wanted_version;
}

/** Why a message is not to be posted any more. */
const WITHDRAWN = 'withdrawn';

/** The ticket or conversation that a message is about, by which the work on it is followed. */
function topicOf({ about }: Pick<Content, 'about'>): string {
  return 'ticketId' in about ? about.ticketId : subjectOf(about);
}
