import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { DeliverMessage, type MessageKind } from './outbox-message.ts';

/** What is to be said, where; the key and everything about its delivery are the outbox's own. */
export type Saying = {
  team: string;
  kind: MessageKind;
  subject: string;
  part?: number;
  channel: string;
  thread?: string;
  parent?: number;
  text?: string;
};

export type Outbox = {
  /** Says something once: the same kind about the same subject in the same channel is one message. */
  say(transaction: Transaction, saying: Saying): Promise<{ id: number; isNew: boolean }>;
  /** Says something, or lets it be shown anew, also where Slack refused it before. */
  show(transaction: Transaction, saying: Saying): Promise<void>;
  /** Lets the messages of this kind about this subject be shown anew, as their subject is then. */
  refresh(transaction: Transaction, about: { kind: MessageKind; subject: string }): Promise<void>;
};

/** What is to be said, written with what it is about and delivered by a job. */
export function createOutbox({
  enqueue,
  newId,
  now,
}: {
  enqueue: Enqueue;
  newId: () => string;
  now: () => Date;
}): Outbox {
  return {
    async say(transaction, saying) {
      const written = await transaction
        .insertInto('outbox')
        .values({ ...saying, key: newId(), created_at: now() })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'subject', 'part', 'channel']).doNothing(),
        )
        .returning('id')
        .executeTakeFirst();
      if (!written) return { ...(await findSaid(transaction, saying)), isNew: false };
      await enqueueDelivery(enqueue, transaction, { id: written.id, ...saying });
      return { ...written, isNew: true };
    },
    async show(transaction, saying) {
      const written = await transaction
        .insertInto('outbox')
        .values({ ...saying, key: newId(), created_at: now() })
        .onConflict((conflict) =>
          conflict
            .columns(['kind', 'subject', 'part', 'channel'])
            .doUpdateSet(({ eb }) => ({ wanted: eb('outbox.wanted', '+', 1), failure: null })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      await enqueueDelivery(enqueue, transaction, { id: written.id, ...saying });
    },
    async refresh(transaction, { kind, subject }) {
      const changed = await transaction
        .updateTable('outbox')
        .set(({ eb }) => ({ wanted: eb('wanted', '+', 1) }))
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('failure', 'is', null)
        .returning(['id', 'team', 'channel'])
        .execute();
      for (const message of changed) await enqueueDelivery(enqueue, transaction, message);
    },
  };
}

/** Enqueues behind everything that is to be said in the same channel. */
export async function enqueueDelivery(
  enqueue: Enqueue,
  transaction: Transaction,
  { id, team, channel }: { id: number; team: string; channel: string },
): Promise<void> {
  await enqueue(transaction, { kind: DeliverMessage, payload: { id, team, channel } });
}

function findSaid(transaction: Transaction, { kind, subject, part = 0, channel }: Saying) {
  return transaction
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('part', '=', part)
    .where('channel', '=', channel)
    .executeTakeFirstOrThrow();
}
