import { tsPlus } from '../../conversations/slack-ts.ts';
import type { PastMessage } from './history.ts';
import type { LiveThread } from './known-history.ts';

/** Clocks differ, and Slack may deliver out of order: what is read twice is stored once. */
export const OVERLAP_SECONDS = 120;

/**
 * Whether a thread surely holds nothing that is not known, as its root shows: no more replies, no
 * later ones, and none so young that an edit of it may have been missed. A root that shows nothing of
 * the replies it is known to have is not believed.
 */
export function isUnchanged({
  thread,
  message,
  knownUntil,
}: {
  thread: LiveThread;
  message: PastMessage;
  knownUntil: string;
}): boolean {
  const { ts, thread_ts, reply_count, latest_reply } = message;
  const hadNone = !thread_ts && thread.count === 0;
  const count = reply_count ?? (hadNone ? 0 : Number.POSITIVE_INFINITY);
  const last = Number(thread.last ?? thread.root);
  return (
    count <= thread.count &&
    Number(latest_reply ?? ts) <= last &&
    last <= Number(knownUntil) - OVERLAP_SECONDS
  );
}

/** From where a thread is to be read. */
export function threadSince({ root, known }: LiveThread, knownUntil: string): string {
  const since = known ?? root;
  return tsPlus(Number(since) < Number(knownUntil) ? since : knownUntil, -OVERLAP_SECONDS);
}
