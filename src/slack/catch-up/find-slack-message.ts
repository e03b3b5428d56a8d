import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackMessage } from '../reading/slack-message.ts';
import { readable } from '../workspace/pages.ts';
import { slackFailure } from '../workspace/slack-failure.ts';

const Page = z.object({ messages: z.array(z.unknown()) });

/**
 * A message of which only the place is known, as Slack has it now; undefined where it cannot be read, or
 * Slack refuses to show it. Asked about a reply, Slack shows it alone or behind its thread's root.
 *
 * @throws where Slack does not answer.
 */
export async function findSlackMessage(
  client: WebClient,
  { channel, ts }: { channel: string; ts: string },
): Promise<SlackMessage | undefined> {
  const only = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 15 };
  const of = 'conversations.replies';
  try {
    const { messages } = Page.parse(await client.conversations.replies(only));
    const found = readable(SlackMessage, messages, { of, onUnreadable: () => {} });
    return found.find((message) => message.ts === ts);
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return undefined;
  }
}
