import type { Queries } from '../../database/open-database.ts';
import { findMessage } from '../../outbox/outbox-store.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { permalink } from '../workspace/permalink.ts';
import type { RenderSources } from './rendered.ts';

/** Where the card is that a ticket's agents have now, once it is posted. */
export async function cardLink(
  {
    queries,
    channels,
    workspaceUrl,
  }: Pick<RenderSources, 'channels' | 'workspaceUrl'> & {
    queries: Queries;
  },
  { id, destination }: Ticket,
): Promise<string | undefined> {
  const channel = channelOf(channels, destination);
  const about = { ticketId: id };
  const card = await findMessage(queries, { kind: 'ticket-card', about, channel });
  return card?.ts ? permalink({ workspaceUrl, channel, ts: card.ts }) : undefined;
}
