import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { OutsideName, SlackId } from './outside-text.ts';
import { NextPage, pagesOf } from './pages.ts';
import { type FieldNames, oddFields, readEach, readFields } from './read-fields.ts';
import { forOwnerToRepair, slackFailure } from './slack-failure.ts';

const Flag = z.boolean().nullish();

const Channel = z.object({
  id: SlackId,
  name: OutsideName.nullish(),
  is_private: Flag,
  is_member: Flag,
  is_archived: Flag,
  is_shared: Flag,
  is_ext_shared: Flag,
  is_org_shared: Flag,
});

export type SlackChannel = {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isShared: boolean;
};

type Read = { channel: SlackChannel; isArchived: boolean };

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
  odd: knownOdd = new Map(),
}: {
  client: WebClient;
  onUnreadable: (error: Error) => void;
  /** What each channel is called that was read before. */
  names?: Map<string, string>;
  /** What was odd about each channel that was read before: it is named in the log once. */
  odd?: Map<string, FieldNames>;
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
      return remember(read(channel, `the channel ${id}`).channel);
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
      const listed = readEach(page.channels, read, { noun: 'channel', onUnreadable });
      for (const { channel, isArchived } of listed) {
        remember(channel);
        if (!isArchived) channels.set(channel.name, channel);
      }
    }
    return channels;
  }

  function read(value: unknown, of: string): Read {
    const { read: channel, odd } = readFields(Channel, value, of);
    const news = odd.difference(knownOdd.get(channel.id) ?? new Set());
    if (news.size > 0) onUnreadable(oddFields(news, of));
    knownOdd.set(channel.id, odd);
    return { channel: toChannel(channel, odd), isArchived: Boolean(channel.is_archived) };
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

/** What an odd flag would say is not known: such a channel is shared, and not private. */
function toChannel(channel: z.infer<typeof Channel>, odd: FieldNames): SlackChannel {
  const shared = ['is_shared', 'is_ext_shared', 'is_org_shared'] as const;
  return {
    id: channel.id,
    name: channel.name || channel.id,
    isPrivate: Boolean(channel.is_private),
    isMember: channel.is_member !== false && !channel.is_archived,
    isShared: shared.some((flag) => odd.has(flag) || channel[flag]),
  };
}
