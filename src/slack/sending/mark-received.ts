import type { WebClient } from '@slack/web-api';
import { lockConversation } from '../../conversations/conversation-store.ts';
import {
  type MessageAddress,
  messagesToBeMarked,
  noteToBeMarked,
} from '../../conversations/message-store.ts';
import type { Database } from '../../database/open-database.ts';
import { slackFailure } from '../workspace/slack-failure.ts';

/** The name of the emoji that is put on a message which was received. */
const CHECK_MARK = 'white_check_mark';

type Deps = { client: WebClient; database: Database; now: () => Date; signal: AbortSignal };

/** Puts a check mark on each message of a conversation that is to have one. */
export async function putCheckMarks(
  { conversationId, until }: { conversationId: string; until: string },
  { client, database, now, signal }: Deps,
): Promise<void> {
  let waiting = await nextToBeMarked(database, conversationId);
  while (waiting.length > 0) {
    for (const message of waiting) {
      signal.throwIfAborted();
      if (now() < new Date(until)) await putCheckMark(client, message);
      await database.transaction((transaction) => noteToBeMarked(transaction, message, false));
    }
    waiting = await nextToBeMarked(database, conversationId);
  }
}

/** Under the lock that those hold who add one, so that none is added unseen. */
async function nextToBeMarked(
  database: Database,
  conversationId: string,
): Promise<MessageAddress[]> {
  return database.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId);
    return messagesToBeMarked(transaction, conversationId, { most: 20 });
  });
}

/**
 * What Slack refuses is left: the mark is there already, the message is gone, or the bot was not given
 * `reactions:write`.
 *
 * @see https://docs.slack.dev/reference/methods/reactions.add
 */
async function putCheckMark(
  client: WebClient,
  { channel, ts: timestamp }: { channel: string; ts: string },
): Promise<void> {
  try {
    await client.reactions.add({ channel, timestamp, name: CHECK_MARK });
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
  }
}
