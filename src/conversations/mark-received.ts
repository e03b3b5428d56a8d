import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { MarkReceived } from './conversation.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Shows the author of a message, by a mark on it, that it was received; Slack may be away for a day. */
export async function markReceived(
  transaction: Transaction,
  { channel, ts }: { channel: string; ts: string },
  { enqueue, now }: { enqueue: Enqueue; now: () => Date },
): Promise<void> {
  const until = new Date(now().getTime() + DAY_MS).toISOString();
  await enqueue(transaction, { kind: MarkReceived, payload: { channel, ts, until } });
}
