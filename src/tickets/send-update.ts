import type { Database } from '../database/open-database.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { lockWithMerged } from './lock-with-merged.ts';
import { goesOnIn } from './merged-tickets.ts';
import { SendUpdate } from './problem-update.ts';
import { lockUpdate, noteHandled } from './problem-update-store.ts';
import type { Replies } from './replies.ts';
import { hasReply } from './reply-store.ts';

/** As many posts of an update stand before others of the agents' channel. */
const AT_ONCE = 10;

/**
 * Answers the tickets of an update, some at a time, so that other posts of their channel come in between. Each is
 * answered in the transaction that stores how far this has come: so each customer gets it once, wherever the process
 * ends. What is resolved by then is left out.
 */
export async function sendUpdate(
  { id }: { id: string },
  {
    database,
    replies,
    enqueue,
    checkpoint,
    betweenPostsMs,
    now,
  }: {
    database: Database;
    replies: Pick<Replies, 'send'>;
    enqueue: Enqueue;
    checkpoint: Checkpoint;
    betweenPostsMs: number;
    now: () => Date;
  },
): Promise<void> {
  for (let sent = 0; sent < AT_ONCE; sent += 1) {
    if (!(await sendNext())) return;
    checkpoint('update sent', id);
  }
  await database.transaction((transaction) =>
    enqueue(transaction, {
      kind: SendUpdate,
      payload: { id },
      startAfter: new Date(now().getTime() + AT_ONCE * betweenPostsMs),
    }),
  );

  /** False where there is none. */
  function sendNext(): Promise<boolean> {
    return database.transaction(async (transaction) => {
      const { recipients, handled, author, body, text } = await lockUpdate(transaction, id);
      const recipient = recipients[handled];
      if (recipient === undefined) return false;
      await noteHandled(transaction, { id, handled: handled + 1 });
      // It may have been merged since, also into another of these.
      const ticket = await goesOnIn(transaction, await lockWithMerged(transaction, recipient));
      const replyId = `${id}:${ticket.id}`;
      if (ticket.status !== 'routed' || (await hasReply(transaction, replyId))) return true;
      await replies.send(transaction, {
        ticket,
        id: replyId,
        author,
        body,
        text,
        files: [],
        directChannel: undefined,
        isToMany: true,
      });
      return true;
    });
  }
}
