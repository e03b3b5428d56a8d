import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { OutsideName, SlackId } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';
import { forOwnerToRepair, slackFailure } from './slack-failure.ts';

const Channel = z.object({
  id: SlackId,
  name: OutsideName.nullish().catch(null),
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
  channels: z.array(z.unknown()),
  response_metadata: NextPage,
});

/** Looks channels up. Names are read once; an id is asked about each time. */
export function createChannels({
  client,
  onUnreadable,
  names = new Map(),
}: {
  client: WebClient;
  onUnreadable: (error: Error) => void;
  /** What each channel is called that was read before. */
  names?: Map<string, string>;
}) {
  let byName: Promise<Map<string, SlackChannel>> | undefined;
  return { resolve, lookUp, knownName };

  /** What a channel is called that was read once; Slack is not asked. */
  function knownName(id: string): string | undefined {
    return names.get(id);
  }

  /** Finds a channel by `#name` or id; undefined when the bot cannot see it. */
  async function resolve(address: string): Promise<SlackChannel | undefined> {
    if (!address.startsWith('#')) return lookUp(address);
    byName ??= listByName();
    return (await byName).get(address.slice(1));
  }

  /** Asks Slack how a channel is now; undefined when the bot cannot see it. */
  async function lookUp(id: string): Promise<SlackChannel | undefined> {
    try {
      const { channel } = await client.conversations.info({ channel: id });
      return remember(toChannel(Channel.parse(channel)));
    } catch (error) {
      const failure = slackFailure(error);
      // A fault of the token says nothing about the channel.
      if (failure.kind === 'refused' && !isOfToken(failure.code)) return undefined;
      throw error;
    }
  }

  async function listByName(): Promise<Map<string, SlackChannel>> {
    const channels = new Map<string, SlackChannel>();
    const types = 'public_channel,private_channel';
    const wanted = { types, exclude_archived: true, limit: 1000 };
    const pages = pagesOf(async (at) =>
      Page.parse(await client.conversations.list({ ...wanted, ...at })),
    );
    for await (const page of pages) {
      const of = 'conversations.list';
      for (const item of readable(Channel, page.channels, { of, onUnreadable })) {
        const channel = remember(toChannel(item));
        if (!item.is_archived) channels.set(channel.name, channel);
      }
    }
    return channels;
  }

  function remember(channel: SlackChannel): SlackChannel {
    names.set(channel.id, channel.name);
    return channel;
  }
}

/** Without a scope, the bot cannot see the channel. */
function isOfToken(code: string): boolean {
  return forOwnerToRepair.has(code) && code !== 'missing_scope';
}

function toChannel(channel: z.infer<typeof Channel>): SlackChannel {
  return {
    id: channel.id,
    name: channel.name || channel.id,
    isPrivate: Boolean(channel.is_private),
    isMember: channel.is_member !== false && !channel.is_archived,
    isShared: Boolean(channel.is_shared || channel.is_ext_shared || channel.is_org_shared),
  };
}
