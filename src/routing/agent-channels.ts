import { TRIAGE } from '../tickets/ticket.ts';

/** The ids of the agents' channels, by destination: every category, and `triage`. */
export type AgentChannels = ReadonlyMap<string, string>;

/** The channel of a destination. A category that the desk no longer has goes to triage. */
export function channelOf(channels: AgentChannels, destination: string): string {
  const channel = channels.get(destination) ?? channels.get(TRIAGE);
  if (channel === undefined) throw new Error('The desk has no triage channel.');
  return channel;
}
