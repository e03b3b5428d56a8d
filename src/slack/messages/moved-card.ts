import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import { type AgentChannels, channelOf } from '../../routing/agent-channels.ts';
import { type Move, movesOf } from '../../tickets/move-store.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { type CardLink, cardLink } from './card-link.ts';
import { dateToken } from './date-token.ts';
import { plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** What is left of the card that a ticket was moved from: who sent it where, and where it is now. */
export async function movedAwayBlocks(
  { id: ticketId, destination }: Ticket,
  { channel, sources }: { channel: string; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { queries, categories, channels } = sources;
  const title = categoryTitle(categories, destination) ?? 'triage';
  const moves = await movesOf(queries, ticketId);
  const away = moves.findLast(({ moved_from }) => channelOf(channels, moved_from) === channel);
  const link = await cardLink({ ticketId, channel: channelOf(channels, destination) }, sources);
  return [
    paragraph(`Moved to ${title}.`),
    ...(await wayBlocks(away, { link, label: 'Open its card', sources })),
  ];
}

/** Where a ticket comes from that was moved here, with the card that it had there. */
export async function movedHereBlocks(
  { id: ticketId, destination }: Ticket,
  sources: RenderSources,
): Promise<KnownBlock[]> {
  const { queries, categories, channels } = sources;
  const move = (await movesOf(queries, ticketId)).at(-1);
  if (!move || move.moved_to !== destination) return [];
  const link = await linkBefore(move, { channels, sources });
  const from = categoryTitle(categories, move.moved_from) ?? 'triage';
  return [
    paragraph(`Moved here from ${from}.`),
    ...(await wayBlocks(move, { link, label: 'Its card there', sources })),
  ];
}

function linkBefore(
  { ticket_id: ticketId, moved_from, moved_to }: Move,
  { channels, sources }: { channels: AgentChannels; sources: RenderSources },
): Promise<CardLink | undefined> {
  const channel = channelOf(channels, moved_from);
  if (channel === channelOf(channels, moved_to)) return Promise.resolve(undefined);
  return cardLink({ ticketId, channel }, sources);
}

/** Nothing in its mrkdwn is anybody's text. */
async function wayBlocks(
  move: Move | undefined,
  { link, label, sources }: { link: CardLink | undefined; label: string; sources: RenderSources },
): Promise<KnownBlock[]> {
  const by = move && `By ${await shortName(sources.profiles, move.moved_by)}`;
  const elements = [
    ...(by === undefined ? [] : [plainText(by)]),
    ...(move ? [{ type: 'mrkdwn' as const, text: dateToken(move.moved_at) }] : []),
    ...(link ? [{ type: 'mrkdwn' as const, text: `<${link.url}|${label}>` }] : []),
    ...(link ? [plainText(`(${link.members})`)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}
