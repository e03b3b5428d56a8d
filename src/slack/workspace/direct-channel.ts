import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackId } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';

const Opened = z.object({ channel: z.object({ id: z.string() }) });

/** The id of somebody's direct messages with the bot. */
export async function directChannel(client: WebClient, user: string): Promise<string> {
  return Opened.parse(await client.conversations.open({ users: user })).channel.id;
}

const DirectChannel = z.object({ id: SlackId });
const Page = z.object({
  channels: z.array(z.unknown()),
  response_metadata: NextPage,
});

/** The ids of all direct messages with the bot, of customers it has not met among them. */
export async function directChannels(
  client: WebClient,
  onUnreadable: (error: Error) => void,
): Promise<string[]> {
  const found: string[] = [];
  const pages = pagesOf(async (at) =>
    Page.parse(await client.users.conversations({ types: 'im', limit: 1000, ...at })),
  );
  const of = 'users.conversations';
  for await (const page of pages) {
    found.push(...readable(DirectChannel, page.channels, { of, onUnreadable }).map(({ id }) => id));
  }
  return found;
}
