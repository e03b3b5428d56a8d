import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Run } from '../jobs/jobs.ts';
import { liveThreads } from './heard-so-far.ts';
import { createHistory, hasReplies, type PastMessage } from './history.ts';
import { isUnchanged, threadSince } from './is-unchanged.ts';
import type { Reading, ReadMessage } from './read-message.ts';

/** A stretch of a channel, or of one of its threads, that the bot may have missed. */
export const Stretch = z.object({
  team: z.string(),
  channel: z.string(),
  root: z.string().nullable(),
  /** The `ts` after which it begins. */
  since: z.string(),
  /** Of a channel: until when the bot had heard what was said in its older threads. */
  heardAt: z.string().optional(),
});
export type Stretch = z.infer<typeof Stretch>;

/** Takes in what was said while the bot was away. One at a time, for Slack's rate limit. */
export const CatchUp: JobKind<Stretch> = {
  name: 'catch-up',
  payload: Stretch,
  key: ({ team, channel, root }) => `${team}:${channel}:${root}`,
  // The one that waits began no later and reads to the end.
  waits: 'once',
  workers: 1,
  retryLimit: 3_000,
};

/**
 * Creates the worker that pages through a stretch and takes in each message as if it were just
 * delivered: what is known already changes nothing. A channel's history tells which of its older
 * threads have replies that are not known; only those, and those it does not reach, are read.
 */
export function createCatchUp({
  client,
  database,
  enqueue,
  read,
  takeIn,
  quietAfterMs,
  pauseMs,
}: {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  read: ReadMessage;
  takeIn: (reading: Reading) => Promise<void>;
  quietAfterMs: number;
  pauseMs: number;
}) {
  const history = createHistory({ client, pauseMs });
  return ({ root, ...stretch }: Stretch, { signal }: Run): Promise<void> =>
    root === null ? catchUpChannel(stretch, signal) : catchUpThread({ ...stretch, root }, signal);

  async function catchUpThread(
    { team, channel, root, since }: Omit<Stretch, 'root'> & { root: string },
    signal: AbortSignal,
  ): Promise<void> {
    for (const message of await history.ofThread({ channel, root, since, signal })) {
      await take({ team, channel }, message);
    }
  }

  async function catchUpChannel(
    stretch: Omit<Stretch, 'root'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { channel, since, heardAt = '0' } = stretch;
    // Before Slack is asked: what it then shows besides was missed.
    const threads = await threadsOf(stretch);
    const roots = threads.keys();
    for (const message of await history.ofChannel({ channel, since, roots, signal })) {
      const thread = threads.get(message.ts);
      if (!thread && Number(message.ts) <= Number(since)) continue;
      await take(stretch, message);
      if (thread && isUnchanged({ thread, message, heardAt })) threads.delete(message.ts);
      const isNewThread = !thread && hasReplies(message);
      if (isNewThread) await catchUpThread({ ...stretch, root: message.ts }, signal);
    }
    await database.transaction(async (transaction) => {
      for (const thread of threads.values()) {
        const { team } = stretch;
        const payload = { team, channel, root: thread.root, since: threadSince(thread, heardAt) };
        await enqueue(transaction, { kind: CatchUp, payload });
      }
    });
  }

  async function threadsOf({ heardAt, ...stretch }: Omit<Stretch, 'root'>) {
    if (heardAt === undefined) return new Map();
    const threads = await liveThreads(database.queries, { ...stretch, heardAt, quietAfterMs });
    return new Map(threads.map((thread) => [thread.root, thread]));
  }

  async function take(place: { team: string; channel: string }, message: PastMessage) {
    const said = read.message(place, message);
    if (said) await takeIn({ status: 'message', message: said, isNew: true });
  }
}
