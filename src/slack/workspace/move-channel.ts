import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { moveConversations } from '../../conversations/conversation-store.ts';
import { moveMessages } from '../../conversations/message-store.ts';
import { latestRoots, moveThreads } from '../../conversations/thread-store.ts';
import type { Queries, Transaction } from '../../database/open-database.ts';
import { latestPosts, movePosts } from '../../outbox/outbox-store.ts';
import { moveDueChannel } from '../../waiting/due-channel-store.ts';
import { moveTellings } from '../../waiting/due-telling-store.ts';
import { noteMoved } from './moved-channel-store.ts';
import { slackFailure } from './slack-failure.ts';

/** From which id of a channel to which. */
export type ChannelMove = { team: string; from: string; to: string };

/** Lets all that is stored about a channel go on under its new id, at once or not at all. */
export async function moveChannel(transaction: Transaction, move: ChannelMove): Promise<void> {
  await noteMoved(transaction, move);
  await moveConversations(transaction, move);
  await moveThreads(transaction, move);
  await moveMessages(transaction, move);
  await movePosts(transaction, move);
  await moveDueChannel(transaction, move);
  await moveTellings(transaction, move);
}

/**
 * Whether two ids are of one channel: what the bot knows of the first is in the history of the
 * second, under the same `ts`. Another channel that only got the name has none of it.
 */
export async function isSameChannel({
  client,
  queries,
  team,
  from,
  to,
}: ChannelMove & { client: WebClient; queries: Queries }): Promise<boolean> {
  const place = { team, channel: from, most: MOST_LOOKED_FOR };
  const known = [...(await latestRoots(queries, place)), ...(await latestPosts(queries, place))];
  for (const ts of known) if (await hasMessage(client, { channel: to, ts })) return true;
  return false;
}

/** A message may have been deleted since. */
const MOST_LOOKED_FOR = 3;

const History = z.object({ messages: z.array(z.object({ ts: z.unknown() }).catch({ ts: '' })) });

async function hasMessage(
  client: WebClient,
  { channel, ts }: { channel: string; ts: string },
): Promise<boolean> {
  const range = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  try {
    const { messages } = History.parse(await client.conversations.history(range));
    return messages.some((message) => message.ts === ts);
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return false;
  }
}
