import type { WebClient } from '@slack/web-api';
import type { Actor } from '../../conversations/incoming-message.ts';
import { type AgentChannels, channelOf } from '../../routing/agent-channels.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import { channelMembers } from './channel-members.ts';
import { createPresence } from './presence.ts';
import type { Profiles } from './profiles.ts';
import { slackFailure } from './slack-failure.ts';
import { untilNotRateLimited, untilSlackAnswers, type Waiting } from './until-slack-answers.ts';

export type Agents = ReturnType<typeof createAgents>;

/** Not all that the start asks for was answered. */
class NotAllRead extends Error {
  override readonly name = 'NotAllRead';
}

/**
 * Knows who the agents are: full members of the workspace who are in an agents' channel. They are
 * read whole, at start and every few minutes, so that Slack need not be asked before a
 * message is taken in.
 */
export function createAgents({
  client,
  profiles,
  team,
  channels,
  onFailure,
  waiting,
  now = () => new Date(),
}: {
  client: WebClient;
  profiles: Pick<Profiles, 'findFullMembers'>;
  team: string;
  /** The agents' channels, as they are now. */
  channels: AgentChannels;
  onFailure: (error: unknown) => void;
  waiting: Omit<Waiting, 'mayHeal'>;
  now?: () => Date;
}) {
  /** The agents of each channel. */
  let agents = new Map<string, Set<string>>();
  let isComplete = true;
  const presence = createPresence();
  let onRead = () => {};
  let refreshed = Promise.resolve();
  return {
    isAgent,
    mayWorkOn,
    all,
    agentsOf,
    goneSince,
    afterReading,
    channelOf: channelOfTicket,
    actor,
    isAgentsChannel,
    readFirst,
    refresh,
    makeUp,
    noteLeft,
  };

  function isAgent(user: string): boolean {
    return new Set(channels.values()).values().some((channel) => isAgentOf(channel, user));
  }

  /** Whether a user may act on a ticket: its own agents may, and those who sort tickets. */
  function mayWorkOn({ destination }: { destination: string | null }, user: string): boolean {
    const places = [channelOf(channels, destination), channelOf(channels, TRIAGE)];
    return places.some((channel) => isAgentOf(channel, user));
  }

  /** The agents of a ticket's own channel. */
  function agentsOf({ destination }: { destination: string | null }): string[] {
    return [...(agents.get(channelOf(channels, destination)) ?? [])];
  }

  /** Everybody who is an agent of some channel. */
  function all(): string[] {
    return [...new Set(agents.values().flatMap((users) => [...users]))];
  }

  /** The channel of a ticket's agents. */
  function channelOfTicket({ destination }: { destination: string | null }): string {
    return channelOf(channels, destination);
  }

  function isAgentOf(channel: string, user: string): boolean {
    return agents.get(channel)?.has(user) ?? false;
  }

  /** Who a user is who does something; every door asks here. */
  function actor(user: string): Actor {
    return { user, kind: isAgent(user) ? 'agent' : 'person' };
  }

  /** Whoever joins or leaves it becomes an agent, or is none any more. */
  function isAgentsChannel(channel: string): boolean {
    return new Set(channels.values()).has(channel);
  }

  /** Somebody left a channel: they lose at once what they could do there. */
  function noteLeft(channel: string, user: string): void {
    agents.get(channel)?.delete(user);
    presence.noteLeft(channel, user, now());
    onRead();
  }

  /**
   * As of when a user is known to be able to do nothing on a ticket any more: Slack says that they left
   * its channel, or that they are not in it, or deactivated; and the same of triage.
   */
  function goneSince(
    { destination }: { destination: string | null },
    user: string,
  ): Date | undefined {
    const [own, triage] = [channelOf(channels, destination), channelOf(channels, TRIAGE)];
    const [absent, fromTriage] = [own, triage].map((channel) =>
      presence.absentSince(channel, user),
    );
    if (!absent || !fromTriage) return undefined;
    const both = new Date(Math.min(absent.getTime(), fromTriage.getTime()));
    return presence.leftAt(own, user) ?? both;
  }

  /** Does something now, and whenever it was read or heard who the agents are. */
  function afterReading(work: () => void): void {
    onRead = work;
    work();
  }

  /**
   * Reads the agents before anything is taken in, until Slack answers. Where it goes on giving no
   * profiles, it ends without: then whoever is not known is no agent, and is asked for again.
   */
  async function readFirst(): Promise<void> {
    let tries = 0;
    await untilSlackAnswers(
      async () => {
        await readAgents();
        tries += 1;
        if (!isComplete && tries < MOST_TRIES)
          throw new NotAllRead('Some agents are not known yet');
      },
      { ...waiting, mayHeal: () => true },
    );
  }

  /** Reads the agents again, of all channels or of some. */
  function refresh(some?: ReadonlySet<string>): Promise<void> {
    // One after the other: of two at once, the one that knows less might end last.
    refreshed = refreshed.then(() => readAgents(some)).catch(onFailure);
    return refreshed;
  }

  /** Reads the agents again if not all that was asked for was answered the last time. */
  async function makeUp(): Promise<void> {
    if (!isComplete) await refresh();
  }

  async function readAgents(some?: ReadonlySet<string>): Promise<void> {
    const at = now();
    let isAllRead = some === undefined || isComplete;
    isComplete = false;
    const members = new Map<string, string[]>();
    const listed = new Map<string, string[]>();
    const wanted = new Set(channels.values());
    for (const channel of some ? wanted.intersection(some) : wanted) {
      const read = await membersOf(channel);
      if (read === undefined) isAllRead = false;
      else listed.set(channel, read);
      // Where the members cannot be read, the agents stay who they were.
      members.set(channel, read ?? [...(agents.get(channel) ?? [])]);
    }
    const everybody = new Set([...members.values()].flat());
    const { full, known, doubtful } = await profiles.findFullMembers(everybody, team, waiting);
    // A user whose profile cannot be read stays what they were: it makes nobody an agent.
    const isFull = (channel: string, user: string) =>
      known.has(user) ? full.has(user) : isAgentOf(channel, user);
    const read = [...members].map(
      ([channel, users]) => [channel, users.filter((user) => isFull(channel, user))] as const,
    );
    const isSurelyNone = (user: string) =>
      known.has(user) && !full.has(user) && !doubtful.has(user);
    for (const [channel, users] of listed) {
      presence.noteRead(channel, new Set(users.filter((user) => !isSurelyNone(user))), at);
    }
    // Who has left since the reading began may still have been in what was read.
    const stayed = read.map(([channel, users]) => {
      const there = users.filter((user) => presence.leftAt(channel, user) === undefined);
      return [channel, new Set(there)] as const;
    });
    agents = new Map([...agents.entries().filter(([channel]) => wanted.has(channel)), ...stayed]);
    isComplete = isAllRead && known.size === everybody.size;
    onRead();
  }

  /** Undefined where Slack refuses to say. */
  async function membersOf(channel: string): Promise<string[] | undefined> {
    try {
      return await channelMembers(channel, {
        client,
        onUnreadable: onFailure,
        asking: (ask) => untilNotRateLimited(ask, waiting),
      });
    } catch (error) {
      if (slackFailure(error).kind !== 'refused') throw error;
      onFailure(error);
      return undefined;
    }
  }
}

/** So often the start asks for profiles that Slack does not give. */
const MOST_TRIES = 5;
