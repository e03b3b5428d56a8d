import type { Conversation } from '../conversations/conversation.ts';
import { listedConversations, lockList, noteWaiting } from '../conversations/conversation-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { latestOfKind } from '../outbox/outbox-store.ts';
import type { Standing } from './next-step.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Nobody is notified of a new list more often than this. */
const BETWEEN_LISTS_MS = 15 * MINUTE_MS;

/** Stores since when a customer waits, and updates the list where that changes it. */
export async function noteStanding(
  transaction: Transaction,
  { id, team, listed_at }: Conversation,
  standing: Standing,
  outbox: Outbox,
): Promise<void> {
  await noteWaiting(transaction, { id, ...standing });
  if (listed_at || standing.listed_at) await outbox.markListStale(transaction, team);
}

/**
 * Posts the list again below everything else, and deletes the one before, where it has a new entry or is a
 * day old: Slack notifies nobody of an update. All other changes update the list where it is.
 */
export async function showList(
  transaction: Transaction,
  {
    outbox,
    team,
    channel,
    at,
    isThere,
  }: { outbox: Outbox; team: string; channel: string; at: Date; isThere: boolean },
): Promise<void> {
  if (!isThere) return;
  await lockList(transaction, team);
  const listed = await listedConversations(transaction, team);
  if (listed.length === 0) return;
  const newest = Math.max(...listed.map(({ listed_at }) => listed_at?.getTime() ?? 0));
  const last = await latestOfKind(transaction, { team, kind: 'unanswered' });
  if (last && !isToBePostedAgain(new Date(last.at), { newest, at })) return;
  // Of two instances' clocks the one that is behind must not make what it posts look older than its entries.
  const about = { at: new Date(Math.max(newest, at.getTime())).toISOString() };
  await outbox.postOnce(transaction, { team, channel, kind: 'unanswered', about });
  if (last) await outbox.withdraw(transaction, { kind: 'unanswered', about: last });
}

function isToBePostedAgain(posted: Date, { newest, at }: { newest: number; at: Date }): boolean {
  const ageMs = at.getTime() - posted.getTime();
  const hasNews = newest > posted.getTime();
  return (hasNews && ageMs >= BETWEEN_LISTS_MS) || ageMs >= DAY_MS;
}
