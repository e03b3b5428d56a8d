import type { Clock } from 'pg-boss';
import type { Agents } from './agents.ts';
import type { ChannelNews, FollowedChannels } from './follow-channels.ts';
import type { Leads } from './leads.ts';
import { createSoon } from './soon.ts';

export type WorkspaceFollower = ReturnType<typeof createWorkspaceFollower>;

/**
 * Keeps what was read of the workspace at start true: which channels the desk means, and who the
 * agents are. Slack's events say when to look, and a look every few minutes finds what was missed.
 */
export function createWorkspaceFollower({
  channels,
  agents,
  leads,
  botUserId,
  planCatchUp,
  lookWhoReads,
  attempt,
  clock,
  afterMs,
}: {
  channels: Pick<FollowedChannels, 'readAgain' | 'readMoved' | 'idChanged' | 'currentId'>;
  agents: Pick<Agents, 'isAgentsChannel' | 'noteLeft' | 'refresh'>;
  leads: Pick<Leads, 'membersChanged'>;
  botUserId: string;
  /** Plans to read what was written since a moment in the intake channels. */
  planCatchUp: (since: Date) => Promise<void>;
  /** Looks who can read the agents' channels. */
  lookWhoReads: () => Promise<void>;
  /** Runs work that nobody waits for. */
  attempt: (work: () => Promise<unknown>) => void;
  clock: Clock;
  /** How long after an event it is looked: many come together, as when a team joins a channel. */
  afterMs: number;
}) {
  let readAt = new Date(clock.now());
  let changed = new Set<string>();
  const agentsSoon = createSoon({ clock, afterMs, work: () => attempt(readAgents) });
  const channelsSoon = createSoon({
    clock,
    afterMs,
    work: () => attempt(readChannels),
  });
  return { joined, left, channelChanged, idChanged, readChannels, readMoved, stop };

  function joined({ channel, user }: { channel: string; user: string }): void {
    if (user === botUserId) channelsSoon.ask();
    const id = channels.currentId(channel);
    leads.membersChanged(id);
    readAgentsSoon(id);
  }

  function left({ channel, user }: { channel: string; user: string }): void {
    if (user === botUserId) channelsSoon.ask();
    const id = channels.currentId(channel);
    agents.noteLeft(id, user);
    leads.membersChanged(id);
    readAgentsSoon(id);
  }

  function readAgentsSoon(channel: string): void {
    if (!agents.isAgentsChannel(channel)) return;
    changed.add(channel);
    agentsSoon.ask();
  }

  async function readAgents(): Promise<void> {
    const some = changed;
    changed = new Set();
    await agents.refresh(some);
  }

  /** A channel was renamed, archived, opened to others or the like. */
  function channelChanged(): void {
    channelsSoon.ask();
  }

  /** Ends when all that is stored goes on under the new id. */
  async function idChanged({
    from,
    to,
    at,
  }: {
    from: string;
    to: string;
    at: Date;
  }): Promise<void> {
    await channels.idChanged({ from, to });
    await agents.refresh();
    // What came under the new id before this was not known to be the desk's.
    await planCatchUp(at);
    channelsSoon.ask();
  }

  async function readChannels(): Promise<void> {
    attempt(lookWhoReads);
    await take(channels.readAgain);
  }

  async function readMoved(): Promise<void> {
    await take(channels.readMoved);
  }

  async function take(read: () => Promise<ChannelNews>): Promise<void> {
    const before = readAt;
    const at = new Date(clock.now());
    const { newIntake, isChanged } = await read();
    readAt = at;
    if (isChanged) await agents.refresh();
    if (newIntake.length > 0) await planCatchUp(before);
  }

  function stop(): void {
    agentsSoon.stop();
    channelsSoon.stop();
  }
}
