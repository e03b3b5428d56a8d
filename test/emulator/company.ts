import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { EmulatedSlack } from './emulated-slack.ts';

/** The channels of the default desk, by their ids. */
export type Company = { help: string; agentsChannels: string[] };

const Created = z.object({ channel: z.object({ id: z.string() }) });
const Known = z.object({ user_id: z.string() });

/** Has an agent make the channels of the default desk and invite the bot to each. */
export async function addCompany(slack: EmulatedSlack, agent: string): Promise<Company> {
  const client = slack.as(agent);
  const add = async (name: string, is_private: boolean) => {
    const { channel } = Created.parse(await client.conversations.create({ name, is_private }));
    await client.conversations.invite({ channel: channel.id, users: slack.bot.user });
    return channel.id;
  };
  const help = await add('help', false);
  const agentsChannels: string[] = [];
  for (const name of ['billing', 'sales', 'support', 'triage']) {
    agentsChannels.push(await add(`agents-${name}`, true));
  }
  return { help, agentsChannels };
}

export async function userIdOf(client: WebClient): Promise<string> {
  return Known.parse(await client.auth.test()).user_id;
}

/** Opens somebody's direct messages with the bot. */
export async function openDirectMessages(client: WebClient, bot: string): Promise<string> {
  return Created.parse(await client.conversations.open({ users: bot })).channel.id;
}
