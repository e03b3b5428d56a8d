import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Actor } from '../../conversations/incoming-message.ts';
import type { SlackProfile } from '../../customers/identity.ts';
import { SlackId } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';
import type { Profiles } from './profiles.ts';

export type Agents = ReturnType<typeof createAgents>;

const Members = z.object({
  members: z.array(z.unknown()),
  response_metadata: NextPage,
});

/**
 * Knows who the agents are: full members of the workspace who are in an agents' channel. They are
 * read whole, at start and every few minutes, so that Slack need not be asked before a
 * message is taken in.
 */
export function createAgents({
  client,
  profiles,
  channels,
  onFailure,
}: {
  client: WebClient;
  profiles: Profiles;
  /** The agents' channels. */
  channels: Iterable<string>;
  onFailure: (error: unknown) => void;
}) {
  const channelIds = new Set(channels);
  let agents = new Set<string>();
  let isComplete = true;
  let refreshed = Promise.resolve();
  return { isAgent, actor, isAgentsChannel, refresh, makeUp };

  function isAgent(user: string): boolean {
    return agents.has(user);
  }

  /** Who a user is who does something; every door asks here. */
  function actor(user: string): Actor {
    return { user, kind: isAgent(user) ? 'agent' : 'person' };
  }

  /** Whoever joins or leaves it becomes an agent, or is none any more. */
  function isAgentsChannel(channel: string): boolean {
    return channelIds.has(channel);
  }

  function refresh(): Promise<void> {
    // One after the other: of two at once, the one that knows less might end last.
    refreshed = refreshed.then(readAgents).catch(onFailure);
    return refreshed;
  }

  /** Reads the agents again if not all that was asked for was answered the last time. */
  async function makeUp(): Promise<void> {
    if (!isComplete) await refresh();
  }

  async function readAgents(): Promise<void> {
    isComplete = false;
    const members = new Set<string>();
    for (const channel of channelIds) {
      for (const member of await membersOf(channel)) members.add(member);
    }
    const full = new Set<string>();
    const unread = new Set<string>();
    for (const user of members) {
      const profile = await profiles.find(user);
      if (!profile) unread.add(user);
      // A user whose profile cannot be read stays what they were: it makes nobody an agent.
      if (profile ? isFullMember(profile) : isAgent(user)) full.add(user);
    }
    agents = full;
    isComplete = unread.size === 0;
  }

  async function membersOf(channel: string): Promise<string[]> {
    const members: string[] = [];
    const pages = pagesOf(async (at) =>
      Members.parse(await client.conversations.members({ channel, limit: 1000, ...at })),
    );
    const of = 'conversations.members';
    for await (const page of pages) {
      members.push(...readable(SlackId, page.members, { of, onUnreadable: onFailure }));
    }
    return members;
  }
}

function isFullMember({ isGuest, isStranger, isDeleted }: SlackProfile): boolean {
  return !(isGuest || isStranger || isDeleted);
}
