import type { Queries } from '../database/open-database.ts';
import { findMessage } from '../outbox/outbox-store.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';

/** The ids of the agents' channels, by destination: every category, and `triage`. */
export type AgentChannels = ReadonlyMap<string, string>;

/** The channel of a destination. A category that the desk no longer has goes to triage. */
export function channelOf(channels: AgentChannels, destination: string | null): string {
  const channel = channels.get(destination ?? TRIAGE) ?? channels.get(TRIAGE);
  if (channel === undefined) throw new Error('The desk has no triage channel.');
  return channel;
}

/** Where what concerns a ticket is posted: under its card in the channel of its agents. */
export type AgentsThread = { team: string; channel: string; parent: number };

/** The thread of the card that a ticket's agents have, unless Slack refused the card. */
export async function agentsThread(
  queries: Queries,
  { channels, ticket }: { channels: AgentChannels; ticket: Ticket },
): Promise<AgentsThread | undefined> {
  const { id, team, destination } = ticket;
  const channel = channelOf(channels, destination);
  const card = await findMessage(queries, {
    kind: 'ticket-card',
    about: { ticketId: id },
    channel,
  });
  return card && { team, channel, parent: card.id };
}
