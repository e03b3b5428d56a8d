import type { KnownBlock } from '@slack/web-api';
import type { Section } from '../../customers/records/records.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket, loadTriage } from '../../tickets/ticket-store.ts';
import { transcriptOf } from '../../tickets/ticket-transcript.ts';
import { ticketsLately } from '../../tickets/tickets-lately.ts';
import type { TriageRecord } from '../../tickets/triage-record.ts';
import { cardActions } from './card-actions.ts';
import { dueBlocks } from './card-due.ts';
import { originBlock } from './card-origin.ts';
import { cardRecords, shownSections } from './card-records.ts';
import { standing } from './card-standing.ts';
import { summaryBlock } from './card-summary.ts';
import { clip } from './clip.ts';
import { customerBlock } from './customer-block.ts';
import { decisionText } from './decision-text.ts';
import { earlierTicketsBlocks } from './earlier-tickets.ts';
import { feedbackOnCard } from './feedback.ts';
import { filesBlocks } from './files.ts';
import { mergedBody, relatedBlock } from './merged.ts';
import { movedAwayBlocks, movedHereBlocks } from './moved-card.ts';
import { noticedBlocks, noticeText, ticketsText } from './noticed.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { splitProposal } from './split-proposal.ts';

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
  const isMerged = ticket.merged_into !== null;
  const isHere = channel === channelOf(channels, ticket.destination);
  const body = isHere
    ? await (isMerged ? mergedBody(ticket, sources) : cardBody(ticket, { channel, sources }))
    : await movedAwayBlocks(ticket, { channel, sources });
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
  const sections = shownSections(triage, withheld);
  const place = { sections, withheld, ticket, channel, sources };
  const related = await relatedBlock(ticket, sources);
  return [
    ...decisionBlocks(triage, sources),
    summaryBlock(triage.opinion, { transcript, withheld }),
    customerBlock(triage.identity),
    paragraph({ bold: clip(await standing(ticket, sources), LONGEST_NOTICE) }),
    ...(await dueBlocks(ticket, sources)),
    ...(await movedHereBlocks(ticket, sources)),
    ...(related ? [related] : []),
    ...(await splitProposal(ticket, sources)),
    ...(await feedbackOnCard(ticket.id, sources)),
    await originBlock(ticket, sources),
    ...noticedBlocks(await noticedLines(ticket, sections, sources)),
    ...(await earlierTicketsBlocks(ticket, { channel, sources })),
    { type: 'divider' },
    ...(await cardRecords(triage, place)),
    ...(await filesBlocks(transcript, sources)),
    await cardActions(ticket, sources),
  ];
}

/** Why the ticket is here, where that is not plain. */
function decisionBlocks(
  { decision }: TriageRecord,
  { categories }: Pick<RenderSources, 'categories'>,
): KnownBlock[] {
  if (!decision?.reason) return [];
  return [paragraph({ bold: clip(decisionText(decision.reason, categories), LONGEST_NOTICE) })];
}

/** What code has noticed in the records, and in what this customer has asked before. */
async function noticedLines(
  ticket: Ticket,
  sections: Section[],
  { queries }: Pick<RenderSources, 'queries'>,
): Promise<string[]> {
  const inRecords = sections.flatMap(({ noticed = [] }) => noticed.map(noticeText));
  const before = ticketsText(await ticketsLately(queries, ticket));
  return before === undefined ? inRecords : [...inRecords, before];
}
