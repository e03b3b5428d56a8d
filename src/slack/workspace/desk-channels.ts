import { CannotStart } from '../../cannot-start.ts';
import type { Desk, Greet } from '../../desk/desk.ts';
import type { AgentChannels } from '../../routing/agent-channels.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import type { Channels, SlackChannel } from './channels.ts';

/** The intake channels, by id, with when the bot greets there. */
export type IntakeChannels = ReadonlyMap<string, Greet>;

export type DeskChannels = {
  intake: IntakeChannels;
  agents: AgentChannels;
  /** What is wrong with the desk's channels, each a sentence with its remedy. */
  problems: string[];
};

/** The triage channel is the last resort of every ticket: without it the bot does not start. */
export class TriageChannelMissing extends CannotStart {
  override readonly name = 'TriageChannelMissing';
}

/**
 * Finds the channels that a desk names, and says what is wrong with them.
 *
 * @throws {TriageChannelMissing}
 */
export async function findDeskChannels(desk: Desk, lookup: Channels): Promise<DeskChannels> {
  const problems: string[] = [];
  const intake = new Map<string, Greet>();
  for (const { channel: address, greet } of desk.intake) {
    const channel = await lookup.resolve(address);
    if (!channel?.isMember) problems.push(missing(address));
    if (channel) intake.set(channel.id, greet);
  }
  const agents = new Map<string, string>();
  for (const { destination, address } of destinations(desk)) {
    const channel = await lookup.resolve(address);
    const problem = agentsChannelProblem(address, channel);
    if (problem) problems.push(problem);
    if (channel?.isMember) agents.set(destination, channel.id);
  }
  if (!agents.has(TRIAGE)) throw new TriageChannelMissing(problems.join('\n'));
  return { intake, agents, problems };
}

function destinations(desk: Desk): { destination: string; address: string }[] {
  return [
    ...desk.categories.map(({ id, channel }) => ({ destination: id, address: channel })),
    { destination: TRIAGE, address: desk.triageChannel },
  ];
}

function agentsChannelProblem(address: string, channel: SlackChannel | undefined) {
  if (!channel?.isMember) return missing(address);
  if (!channel.isPrivate) {
    return `${address} is a public channel: customers' records are left out there. Make it private in its settings.`;
  }
  if (channel.isShared) {
    return `${address} is shared with another organisation: customers' records are left out there. Use a channel of your own.`;
  }
  return undefined;
}

function missing(address: string): string {
  return `${address} cannot be used: it does not exist, is archived, or the bot is not in it. Create it, and type /invite @Handoff there.`;
}
