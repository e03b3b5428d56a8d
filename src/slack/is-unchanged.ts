import type { LiveThread } from './heard-so-far.ts';
import type { PastMessage } from './history.ts';

/** Clocks differ, and Slack may deliver out of order: what is read twice is stored once. */
export const OVERLAP_SECONDS = 120;

/**
 * Whether a thread surely holds nothing that is not known, as its root tells: no more replies, no
 * later ones, and none so young that an edit of it may have been missed. A root that tells nothing
 * of the replies it is known to have is not believed.
 */
export function isUnchanged({
  thread,
  message,
  heardAt,
}: {
  thread: LiveThread;
  message: PastMessage;
  heardAt: string;
}): boolean {
  const { ts, thread_ts, reply_count, latest_reply } = message;
  const hadNone = !thread_ts && thread.count === 0;
  const count = reply_count ?? (hadNone ? 0 : Number.POSITIVE_INFINITY);
  const last = Number(thread.last ?? thread.root);
  return (
    count <= thread.count &&
    Number(latest_reply ?? ts) <= last &&
    last <= Number(heardAt) - OVERLAP_SECONDS
  );
}

/** From where a thread is to be read. */
export function threadSince({ root, heard }: LiveThread, heardAt: string): string {
  const since = heard ?? root;
  return (Math.min(Number(since), Number(heardAt)) - OVERLAP_SECONDS).toFixed(6);
}
