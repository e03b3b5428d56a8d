import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackMessage } from '../reading/slack-message.ts';
import { NextPage, pagesOf } from '../workspace/pages.ts';

const Page = z.object({
  messages: z.array(SlackMessage),
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
  { channel, root }: { channel: string; root: string },
): AsyncGenerator<SlackMessage[]> {
  const thread = { channel, ts: root, limit: 15 };
  const pages = pagesOf(async (at) =>
    Page.parse(await client.conversations.replies({ ...thread, ...at })),
  );
  for await (const page of pages) yield page.messages;
}
