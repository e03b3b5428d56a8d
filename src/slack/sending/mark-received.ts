import type { WebClient } from '@slack/web-api';
import { lockConversation } from '../../conversations/conversation-store.ts';
import { messagesToBeMarked, noteToBeMarked } from '../../conversations/message-store.ts';
import type { Database } from '../../database/open-database.ts';
import { slackFailure } from '../workspace/slack-failure.ts';

/** The name of the emoji that is put on a message which was received. */
const CHECK_MARK = 'white_check_mark';

type Deps = { client: WebClient; database: Database; now: () => Date };

/** Puts a check mark on each message of a conversation that is to have one. */
export async function putCheckMarks(
  { conversationId, until }: { conversationId: string; until: string },
  { client, database, now }: Deps,
): Promise<void> {
  const waiting = await database.transaction(async (transaction) => {
    await lockConversation(transaction, conversationId);
    return messagesToBeMarked(transaction, conversationId);
  });
  for (const message of waiting) {
    if (now() < new Date(until)) await putCheckMark(client, message);
    await database.transaction((transaction) => noteToBeMarked(transaction, message, false));
  }
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
