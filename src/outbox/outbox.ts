import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Content } from './kinds.ts';
import { DeliverMessage, isFileKind, UpdateMessage } from './outbox-message.ts';
import {
  askAgain,
  askForWithheld,
  type Draft,
  forgetRefusals,
  insertOnce,
  insertOrAskAgain,
  latestOfKind,
  noteWithdrawn,
} from './outbox-store.ts';

export type Outbox = ReturnType<typeof createOutbox>;

/** Writes what is to be posted, in the transaction that causes it; a job delivers it. */
export function createOutbox({
  enqueue,
  newId,
  now,
}: {
  enqueue: Enqueue;
  newId: () => string;
  now: () => Date;
}) {
  return {
    postOnce,
    postUnder,
    postOrUpdate,
    markStale,
    markListStale,
    withdraw,
    withhold,
    tryAgain,
  };

  /** Posts a message once: the same content in the same channel is one message. */
  async function postOnce(
    transaction: Transaction,
    draft: Draft,
  ): Promise<{ id: number; isNew: boolean }> {
    const message = await insertOnce(transaction, draft, { key: newId(), at: now() });
    if (message.isNew) await enqueueDelivery(enqueue, transaction, { ...draft, id: message.id });
    return message;
  }

  /** Posts a message once its parent is posted, which was written in the same transaction. */
  async function postUnder(
    transaction: Transaction,
    draft: Draft & { parent: number },
  ): Promise<void> {
    await insertOnce(transaction, draft, { key: newId(), at: now() });
  }

  /** Posts a message, or updates the one that is there, also where Slack refused it before. */
  async function postOrUpdate(transaction: Transaction, draft: Draft): Promise<void> {
    const message = await insertOrAskAgain(transaction, draft, { key: newId(), at: now() });
    await enqueueNextCall(enqueue, transaction, message);
  }

  /** Updates the posts of a message, wherever it is, since what it shows has changed. */
  async function markStale(
    transaction: Transaction,
    message: Pick<Content, 'kind' | 'about'>,
  ): Promise<void> {
    for (const stale of await askAgain(transaction, message)) {
      await enqueueNextCall(enqueue, transaction, stale);
    }
  }

  /** Updates the list of those that nobody has answered, wherever it is now. */
  async function markListStale(transaction: Transaction, team: string): Promise<void> {
    const about = await latestOfKind(transaction, { team, kind: 'unanswered' });
    if (about) await markStale(transaction, { kind: 'unanswered', about });
  }

  /** Deletes the posts of a message, and keeps it from being posted where it is not yet. */
  async function withdraw(
    transaction: Transaction,
    message: Pick<Content, 'kind' | 'about'>,
  ): Promise<void> {
    for (const withdrawn of await noteWithdrawn(transaction, message)) {
      await enqueueNextCall(enqueue, transaction, withdrawn);
    }
  }

  /** Takes what only agents may read out of the posts of a channel that others can read. */
  async function withhold(
    transaction: Transaction,
    channel: { team: string; channel: string },
  ): Promise<void> {
    for (const message of await askForWithheld(transaction, channel)) {
      await enqueueNextCall(enqueue, transaction, message);
    }
  }

  /** Posts a message that Slack has refused once more. */
  async function tryAgain(
    transaction: Transaction,
    message: Pick<Content, 'kind' | 'about'>,
  ): Promise<void> {
    for (const refused of await forgetRefusals(transaction, message)) {
      await enqueueDelivery(enqueue, transaction, refused);
    }
  }
}

type Addressed = { id: number; kind: string; team: string; channel: string };

/** Enqueues behind everything that is to be posted in the same channel; files have a line of their own there. */
export async function enqueueDelivery(
  enqueue: Enqueue,
  transaction: Transaction,
  { id, kind, team, channel }: Addressed,
): Promise<void> {
  const payload = { id, team, channel, ...(isFileKind(kind) && { isFile: true as const }) };
  await enqueue(transaction, { kind: DeliverMessage, payload });
}

/** Enqueues an update of what is posted, behind the others of its channel. */
export async function enqueueUpdate(
  enqueue: Enqueue,
  transaction: Transaction,
  { id, team, channel }: Addressed,
): Promise<void> {
  await enqueue(transaction, { kind: UpdateMessage, payload: { id, team, channel } });
}

/** What is not posted yet shows its last version once it is. */
async function enqueueNextCall(
  enqueue: Enqueue,
  transaction: Transaction,
  message: Addressed & { ts: string | null },
): Promise<void> {
  const enqueueCall = message.ts === null ? enqueueDelivery : enqueueUpdate;
  await enqueueCall(enqueue, transaction, message);
}
