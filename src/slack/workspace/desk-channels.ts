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
  /** Where the leads are; undefined where there is no such channel, or the bot is not in it. */
  leads: string | undefined;
  /** What is wrong with the desk's channels, each a sentence with its remedy. */
  problems: string[];
  /** Channels of agents or leads that are intake channels as well; they are in `intake` alone. */
  clashes: string[];
  /** Which channel each address of the desk means. */
  found: ReadonlyMap<string, string>;
};

/** The triage channel is the last resort of every ticket: without it the bot does not start. */
export class TriageChannelMissing extends CannotStart {
  override readonly name = 'TriageChannelMissing';
}

/** Customers would read the agents' cards, and count as agents, or as leads. The message says what to do. */
export class DeskChannelsClash extends CannotStart {
  override readonly name = 'DeskChannelsClash';
}

/**
 * Finds the channels that a desk names, and says what is wrong with them.
 *
 * @throws {DeskChannelsClash | TriageChannelMissing}
 */
export async function findDeskChannels(
  desk: Desk,
  lookup: Pick<Channels, 'resolve'>,
): Promise<DeskChannels> {
  const channels = await lookForDeskChannels(desk, lookup);
  if (channels.clashes.length > 0) throw new DeskChannelsClash(channels.clashes.join('\n'));
  if (!channels.agents.has(TRIAGE)) throw new TriageChannelMissing(channels.problems.join('\n'));
  return channels;
}

/** Looks for the channels that a desk names; what is wrong with them is said, and left out. */
export async function lookForDeskChannels(
  desk: Desk,
  lookup: Pick<Channels, 'resolve'>,
): Promise<DeskChannels> {
  const problems = new Set<string>();
  const clashes = new Set<string>();
  const found = new Map<string, string>();
  const intake = new Map<string, Greet>();
  const intakeAddresses = new Map<string, string>();
  const resolve = async (address: string) => {
    const channel = await lookup.resolve(address);
    if (channel) found.set(address, channel.id);
    if (channel && isRenamed(address, channel)) problems.add(renamed(address, channel));
    return channel;
  };
  for (const { channel: address, greet } of desk.intake) {
    const channel = await resolve(address);
    if (!channel?.isMember) problems.add(missing(address));
    if (!channel) continue;
    intake.set(channel.id, greet);
    intakeAddresses.set(channel.id, address);
  }
  const agents = new Map<string, string>();
  for (const { destination, address } of destinations(desk)) {
    const channel = await resolve(address);
    const intakeAddress = channel && intakeAddresses.get(channel.id);
    if (intakeAddress !== undefined) {
      clashes.add(clash(address, intakeAddress));
      continue;
    }
    const problem = agentsChannelProblem(address, channel);
    if (problem) problems.add(problem);
    if (channel?.isMember) agents.set(destination, channel.id);
  }
  const leads = await lookForLeads(desk, { resolve, intakeAddresses, problems, clashes });
  return { intake, agents, leads, problems: [...problems], clashes: [...clashes], found };
}

/** A channel that others can join or read makes nobody a lead, which is asked of Slack at each act. */
async function lookForLeads(
  { leadsChannel: address }: Desk,
  {
    resolve,
    intakeAddresses,
    problems,
    clashes,
  }: {
    resolve: (address: string) => Promise<SlackChannel | undefined>;
    intakeAddresses: ReadonlyMap<string, string>;
    problems: Set<string>;
    clashes: Set<string>;
  },
): Promise<string | undefined> {
  if (address === undefined) return undefined;
  const channel = await resolve(address);
  const intakeAddress = channel && intakeAddresses.get(channel.id);
  if (intakeAddress !== undefined) {
    clashes.add(leadsClash(address, intakeAddress));
    return undefined;
  }
  const problem = leadsChannelProblem(address, channel);
  if (problem) problems.add(problem);
  return channel?.isMember ? channel.id : undefined;
}

function leadsChannelProblem(address: string, channel: SlackChannel | undefined) {
  if (!channel?.isMember) return `${missing(address)} Until then nobody is a lead.`;
  if (!channel.isPrivate) {
    return `${address} is a public channel: nobody is a lead by it. Make it private in its settings.`;
  }
  if (channel.isShared) {
    return `${address} is shared with another organisation: nobody is a lead by it. Use a channel of your own.`;
  }
  return undefined;
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

function clash(address: string, intakeAddress: string): string {
  return `${address} is an intake channel and an agents' channel at once${also(address, intakeAddress)}: everybody there would read the tickets and count as an agent. Give the agents a private channel of their own.`;
}

function leadsClash(address: string, intakeAddress: string): string {
  return `${address} is an intake channel and the leads' channel at once${also(address, intakeAddress)}: everybody there would count as a lead. Give the leads a private channel of their own.`;
}

function also(address: string, intakeAddress: string): string {
  return address === intakeAddress ? '' : ` (${intakeAddress} in the intake)`;
}

function isRenamed(address: string, { name }: SlackChannel): boolean {
  return address.startsWith('#') && address.slice(1) !== name;
}

function renamed(address: string, { name }: SlackChannel): string {
  return `${address} is called #${name} now and is used on: write #${name} in the desk file.`;
}
