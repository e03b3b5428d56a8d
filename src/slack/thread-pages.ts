import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NextPage } from './next-page.ts';
import { SlackMessage } from './slack-message.ts';

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
  let cursor: string | undefined;
  do {
    const answer = await client.conversations.replies({
      channel,
      ts: root,
      limit: 15,
      ...(cursor && { cursor }),
    });
    const page = Page.parse(answer);
    yield page.messages;
    cursor = page.response_metadata;
  } while (cursor);
}
