import type { ActionsBlock, KnownBlock } from '@slack/web-api';
import { channelOf } from '../../routing/agent-channels.ts';
import { goesOnIn, withMerged } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { UNDO_MERGE } from './action-ids.ts';
import { cardLink } from './card-link.ts';
import { fileLinks, filesHere } from './files.ts';
import { namedLines } from './named-lines.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** All that the card of a merged ticket still shows: where it goes on, and the way back. */
export async function mergedBody(ticket: Ticket, sources: RenderSources): Promise<KnownBlock[]> {
  const other = await goesOnIn(sources.queries, ticket);
  const by =
    ticket.resolved_by === null
      ? 'An agent'
      : await shortName(sources.profiles, ticket.resolved_by);
  const actions: ActionsBlock = {
    type: 'actions',
    elements: [button('Undo', UNDO_MERGE, ticket.id)],
  };
  return [
    paragraph(
      { bold: 'Goes on in ' },
      await linkedTicket(other, sources),
      { bold: '.' },
      ` ${by} merged them.`,
    ),
    actions,
  ];
}

/** Where a ticket came from, and what goes on in it; undefined for a ticket by itself. */
export async function relatedBlock(
  ticket: Ticket,
  sources: RenderSources,
): Promise<KnownBlock | undefined> {
  const [, ...merged] = await withMerged(sources.queries, ticket);
  const names = new Intl.ListFormat('en').format(merged.map(ticketName));
  const pieces: Piece[] =
    merged.length > 0 ? [{ bold: `With ${names}` }, ', which goes on here. '] : [];
  if (merged.length > 1) pieces.splice(1, 1, ', which go on here. ');
  if (ticket.split_from !== null) {
    const whole = await loadTicket(sources.queries, ticket.split_from);
    pieces.push('Split off ', await linkedTicket(whole, sources), '.');
  }
  return pieces.length > 0 ? paragraph(...pieces) : undefined;
}

/** What was written for a merged ticket, in the thread of the one that it goes on in. */
export async function renderMerged(
  { about, words, channel }: MessageOf<'merged'>,
  sources: RenderSources,
): Promise<Rendered> {
  const merged = await loadTicket(sources.queries, about.mergedId);
  const name = ticketName(merged);
  const lines = await namedLines(words ?? [], sources.profiles);
  const here = await filesHere({ channel, lines }, sources);
  const title =
    about.part === 0
      ? [{ bold: `${name} goes on here.` }, lines.length > 0 ? ' Until now it was:\n' : '']
      : [{ bold: `${name}, continued` }, '\n'];
  const pieces = lines.flatMap(({ speaker, text, files }) => [
    { bold: `${speaker}: ` },
    text,
    ...fileLinks({ text, files }, sources, here),
    '\n',
  ]);
  return { text: `${name} goes on here`, blocks: [paragraph(...title, ...pieces)] };
}

/** That a merge was undone, where the merged ticket had gone on. */
export async function renderUnmerged(
  { about }: MessageOf<'unmerged'>,
  sources: RenderSources,
): Promise<Rendered> {
  const merged = await loadTicket(sources.queries, about.mergedId);
  const by = await shortName(sources.profiles, about.by);
  return {
    text: `${ticketName(merged)} goes on by itself`,
    blocks: [
      paragraph(await linkedTicket(merged, sources), {
        bold: ` goes on by itself again, says ${by}.`,
      }),
    ],
  };
}

/** That a part of a ticket is a ticket of its own now. */
export async function renderSplitOff(
  { about }: MessageOf<'split-off'>,
  sources: RenderSources,
): Promise<Rendered> {
  const split = await loadTicket(sources.queries, about.splitId);
  const by = await shortName(sources.profiles, about.by);
  return {
    text: `${ticketName(split)} was split off`,
    blocks: [
      paragraph(
        { bold: `${by} split a part off: it is ` },
        await linkedTicket(split, sources),
        '.',
      ),
    ],
  };
}

export async function linkedTicket(ticket: Ticket, sources: RenderSources): Promise<Piece> {
  const channel = channelOf(sources.channels, ticket.destination);
  const link = await cardLink({ ticketId: ticket.id, channel }, sources);
  const name = ticketName(ticket);
  return link === undefined ? { bold: name } : { link: name, url: link.url };
}
