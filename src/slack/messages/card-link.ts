import type { Queries } from '../../database/open-database.ts';
import { findMessage } from '../../outbox/outbox-store.ts';
import type { Channels } from '../workspace/channels.ts';
import { permalink } from '../workspace/permalink.ts';

/** A card of a ticket, and whose it is to read. */
export type CardLink = { url: string; members: string };

/** Where a ticket's card is in a channel, once it is posted. */
export async function cardLink(
  { ticketId, channel }: { ticketId: string; channel: string },
  {
    queries,
    channelLookup,
    workspaceUrl,
  }: { queries: Queries; channelLookup: Pick<Channels, 'lookUp'>; workspaceUrl: string },
): Promise<CardLink | undefined> {
  const about = { ticketId };
  const card = await findMessage(queries, { kind: 'ticket-card', about, channel });
  if (!card?.ts) return undefined;
  const name = (await channelLookup.lookUp(channel))?.name ?? channel;
  return {
    url: permalink({ workspaceUrl, channel, ts: card.ts }),
    members: `for members of #${name}`,
  };
}
