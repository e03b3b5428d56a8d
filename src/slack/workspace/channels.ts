import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NextPage, pagesOf } from './pages.ts';
import { forOwnerToRepair, slackFailure } from './slack-failure.ts';

const Channel = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_private: z.boolean().nullish(),
  is_member: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
  is_shared: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_org_shared: z.boolean().nullish(),
});

export type SlackChannel = {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isShared: boolean;
};

export type Channels = ReturnType<typeof createChannels>;

const Page = z.object({
  /** One odd channel costs that channel alone. */
  channels: z.array(Channel.nullable().catch(null)),
  response_metadata: NextPage,
});

/** Looks channels up. Names are read once; an id is asked about each time. */
export function createChannels(client: WebClient) {
  let byName: Promise<Map<string, SlackChannel>> | undefined;
  return { resolve, lookUp };

  /** Finds a channel by `#name` or id; undefined when the bot cannot see it. */
  async function resolve(address: string): Promise<SlackChannel | undefined> {
    if (!address.startsWith('#')) return lookUp(address);
    byName ??= listByName(client);
    return (await byName).get(address.slice(1));
  }

  /** Asks Slack how a channel is now; undefined when the bot cannot see it. */
  async function lookUp(id: string): Promise<SlackChannel | undefined> {
    try {
      const { channel } = await client.conversations.info({ channel: id });
      return toChannel(Channel.parse(channel));
    } catch (error) {
      const failure = slackFailure(error);
      // A fault of the token says nothing about the channel.
      if (failure.kind === 'refused' && !isOfToken(failure.code)) return undefined;
      throw error;
    }
  }
}

/** Without a scope, the bot cannot see the channel. */
function isOfToken(code: string): boolean {
  return forOwnerToRepair.has(code) && code !== 'missing_scope';
}

async function listByName(client: WebClient): Promise<Map<string, SlackChannel>> {
  const channels = new Map<string, SlackChannel>();
  const types = 'public_channel,private_channel';
  const wanted = { types, exclude_archived: true, limit: 1000 };
  const pages = pagesOf(async (at) =>
    Page.parse(await client.conversations.list({ ...wanted, ...at })),
  );
  for await (const page of pages) {
    for (const channel of page.channels) {
      if (channel && !channel.is_archived)
        channels.set(channel.name ?? channel.id, toChannel(channel));
    }
  }
  return channels;
}

function toChannel(channel: z.infer<typeof Channel>): SlackChannel {
  return {
    id: channel.id,
    name: channel.name ?? channel.id,
    isPrivate: Boolean(channel.is_private),
    isMember: channel.is_member !== false && !channel.is_archived,
    isShared: Boolean(channel.is_shared || channel.is_ext_shared || channel.is_org_shared),
  };
}
