import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NextPage, pagesOf } from './pages.ts';
import type { Profiles } from './profiles.ts';

/** Who the agents are: full members of the workspace who are in an agents' channel. */
export type AgentRoster = {
  isAgent(user: string): boolean;
  refresh(): Promise<void>;
};

const Members = z.object({
  members: z.array(z.string()),
  response_metadata: NextPage,
});

/**
 * Creates the roster of agents. It is read whole, at start and every few minutes, so that whoever
 * takes in a message need not ask Slack first.
 */
export function createAgentRoster({
  client,
  profiles,
  channels,
  onFailure,
}: {
  client: WebClient;
  profiles: Profiles;
  channels: Iterable<string>;
  onFailure: (error: unknown) => void;
}): AgentRoster {
  let agents = new Set<string>();
  let refreshed = Promise.resolve();
  return {
    isAgent: (user) => agents.has(user),
    refresh() {
      // One after the other: of two at once, the one that knows less might end last.
      refreshed = refreshed.then(readRoster).catch(onFailure);
      return refreshed;
    },
  };

  async function readRoster(): Promise<void> {
    const members = new Set<string>();
    for (const channel of new Set(channels)) {
      for (const member of await membersOf(client, channel)) members.add(member);
    }
    agents = await keepFullMembers(members, profiles);
  }
}

async function membersOf(client: WebClient, channel: string): Promise<string[]> {
  const members: string[] = [];
  const pages = pagesOf(async (at) =>
    Members.parse(await client.conversations.members({ channel, limit: 1000, ...at })),
  );
  for await (const page of pages) members.push(...page.members);
  return members;
}

async function keepFullMembers(members: Set<string>, profiles: Profiles): Promise<Set<string>> {
  const full = new Set<string>();
  for (const user of members) {
    const profile = await profiles.find(user);
    if (!profile || !(profile.isGuest || profile.isStranger || profile.isDeleted)) full.add(user);
  }
  return full;
}
