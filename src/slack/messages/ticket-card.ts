import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket, loadTriage } from '../../tickets/ticket-store.ts';
import { transcriptOf } from '../../tickets/ticket-transcript.ts';
import type { TriageRecord } from '../../tickets/triage-record.ts';
import { cardActions } from './card-actions.ts';
import { originBlock } from './card-origin.ts';
import { cardRecords } from './card-records.ts';
import { standing } from './card-standing.ts';
import { summaryBlock } from './card-summary.ts';
import { clip } from './clip.ts';
import { customerBlock } from './customer-block.ts';
import { decisionText } from './decision-text.ts';
import { filesBlocks } from './files.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

const LONGEST_HEADING = 140;
const LONGEST_NOTICE = 500;

/** The card of a ticket: all that an agent needs, within Slack's limits whatever is in it. */
export async function renderTicketCard(
  { about, channel }: MessageOf<'ticket-card'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { queries, categories, channels } = sources;
  const ticket = await loadTicket(queries, about.ticketId);
  const title = categoryTitle(categories, ticket.destination);
  const heading = clip(`${ticketName(ticket)} · ${title ?? 'To be sorted'}`, LONGEST_HEADING);
  const isHere = channel === channelOf(channels, ticket.destination);
  const body = isHere
    ? await cardBody(ticket, { channel, sources })
    : [paragraph(`Moved to ${title ?? 'triage'}.`)];
  return {
    text: `Ticket ${heading}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: heading, emoji: false } },
      ...body,
    ],
  };
}

async function cardBody(
  ticket: Ticket,
  { channel, sources }: { channel: string; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { queries, channelLookup } = sources;
  const withheld = recordsWithheld(await channelLookup.lookUp(channel));
  const transcript = await transcriptOf(queries, ticket);
  const triage = await loadTriage(queries, ticket.id);
  return [
    ...(await noticeBlocks(ticket, triage, sources)),
    customerBlock(triage.identity),
    summaryBlock(triage.opinion, { transcript, withheld }),
    ...(await filesBlocks(transcript, sources)),
    { type: 'divider' },
    ...cardRecords(triage, withheld),
    await originBlock(ticket, sources),
    await cardActions(ticket, sources),
  ];
}

/** How the ticket stands, and why it is here, where that is not plain. */
async function noticeBlocks(
  ticket: Ticket,
  { decision }: TriageRecord,
  { profiles, categories }: RenderSources,
): Promise<KnownBlock[]> {
  const reason = decision?.reason ?? null;
  const notices = [await standing(ticket, profiles), reason && decisionText(reason, categories)];
  return notices
    .filter((words) => words !== null)
    .map((words) => paragraph({ bold: clip(words, LONGEST_NOTICE) }));
}
