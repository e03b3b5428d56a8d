import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { followChange } from './follow-change.ts';
import type { DeletedMessage } from './incoming-message.ts';
import { forgetMessage } from './store-message.ts';

export type TakeBack = (transaction: Transaction, message: DeletedMessage) => Promise<void>;

/** Creates what takes in that a message was deleted; agents who have read it are told. */
export function createTakeBack({ enqueue }: { enqueue: Enqueue }): TakeBack {
  return async (transaction, message) => {
    const forgotten = await forgetMessage(transaction, message);
    if (!forgotten) return;
    const { ts, revision } = message;
    await followChange(transaction, { enqueue, change: { ...forgotten, ts, revision } });
  };
}
