import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackId } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';

const Members = z.object({
  members: z.array(z.unknown()),
  response_metadata: NextPage,
});

/**
 * The members of a channel, page by page to the last.
 *
 * @throws when Slack does not answer, or refuses to.
 */
export async function channelMembers(
  channel: string,
  {
    client,
    onUnreadable,
    asking = (ask) => ask(),
  }: {
    client: WebClient;
    onUnreadable: (error: Error) => void;
    /** Makes each call, again where it must be. */
    asking?: <Result>(ask: () => Promise<Result>) => Promise<Result>;
  },
): Promise<string[]> {
  const of = 'conversations.members';
  const members: string[] = [];
  const pages = pagesOf((at) =>
    asking(async () =>
      Members.parse(await client.conversations.members({ channel, limit: 1000, ...at })),
    ),
  );
  for await (const page of pages) {
    members.push(...readable(SlackId, page.members, { of, onUnreadable }));
  }
  return members;
}
