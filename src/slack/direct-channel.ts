import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

const Opened = z.object({ channel: z.object({ id: z.string() }) });

/** The id of somebody's direct messages with the bot. */
export async function directChannel(client: WebClient, user: string): Promise<string> {
  return Opened.parse(await client.conversations.open({ users: user })).channel.id;
}
