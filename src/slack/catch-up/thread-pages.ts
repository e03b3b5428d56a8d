import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackMessage } from '../reading/slack-message.ts';
import { NextPage, pagesOf, readable } from '../workspace/pages.ts';

const Page = z.object({
  messages: z.array(z.unknown()),
  response_metadata: NextPage,
});

/**
 * Reads a thread, its root first, page by page. The pages are small, since Slack gives some apps
 * no more.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.replies
 */
export async function* threadPages(
  client: WebClient,
  {
    channel,
    root,
    onUnreadable,
  }: {
    channel: string;
    root: string;
    /** Is called for each message that is in no shape to be read. */
    onUnreadable: (error: Error) => void;
  },
): AsyncGenerator<SlackMessage[]> {
  const thread = { channel, ts: root, limit: 15 };
  const pages = pagesOf(async (at) =>
    Page.parse(await client.conversations.replies({ ...thread, ...at })),
  );
  const of = 'conversations.replies';
  for await (const page of pages) yield readable(SlackMessage, page.messages, { of, onUnreadable });
}
