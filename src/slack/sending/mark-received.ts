import type { WebClient } from '@slack/web-api';
import { slackFailure } from '../workspace/slack-failure.ts';

/** The name of the emoji that is put on a message which was received. */
const CHECK_MARK = 'white_check_mark';

/**
 * Puts a check mark on a message, once. What Slack refuses is left: the mark is there already, the
 * message is gone, or the bot was not given `reactions:write`.
 *
 * @see https://docs.slack.dev/reference/methods/reactions.add
 */
export async function putCheckMark(
  { channel, ts: timestamp, until }: { channel: string; ts: string; until: string },
  { client, now }: { client: WebClient; now: () => Date },
): Promise<void> {
  if (now() > new Date(until)) return;
  try {
    await client.reactions.add({ channel, timestamp, name: CHECK_MARK });
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
  }
}
