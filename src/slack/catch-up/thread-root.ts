import type { WebClient } from '@slack/web-api';
import type { SlackMessage } from '../reading/slack-message.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { threadPages } from './thread-pages.ts';

/**
 * The message that a thread is under, as Slack has it now; undefined where it cannot be read, or Slack
 * refuses to show it.
 *
 * @throws where Slack does not answer.
 */
export async function threadRoot(
  client: WebClient,
  thread: {
    channel: string;
    root: string;
    /** Is called for each message of its first page that is in no shape to be read. */
    onUnreadable?: (error: Error) => void;
  },
): Promise<SlackMessage | undefined> {
  const { channel, root, onUnreadable = () => {} } = thread;
  try {
    const pages = threadPages(client, { channel, root, onUnreadable });
    for await (const page of pages) return page.find(({ ts }) => ts === root);
    return undefined;
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return undefined;
  }
}
