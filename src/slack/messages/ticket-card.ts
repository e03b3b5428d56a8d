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
import { problemBlocks } from './known-problem.ts';
import { mergedBody, relatedBlock } from './merged.ts';
import { movedAwayBlocks, movedHereBlocks } from './moved-card.ts';
import { noticedBlocks, noticeText, ticketsText } from './noticed.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph, quotation } from './rich-text.ts';
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
  const header = {
    type: 'header',
    text: { type: 'plain_text', text: heading, emoji: false },
  } as const;
  const rendered = (body: KnownBlock[]) => ({
    text: `Ticket ${heading}`,
    blocks: [header, ...body],
  });
  const isHere = channel === channelOf(channels, ticket.destination);
  if (!isHere || ticket.merged_into !== null) {
    const body = isHere
      ? await mergedBody(ticket, sources)
      : await movedAwayBlocks(ticket, { channel, sources });
    return { ...rendered(body), isWithheld: true };
  }
  const withheld = recordsWithheld(await sources.channelLookup.lookUp(channel));
  const body = await cardBody(ticket, { channel, withheld, sources });
  return withheld === undefined ? rendered(body) : { ...rendered(body), isWithheld: true };
}

async function cardBody(
  ticket: Ticket,
  {
    channel,
    withheld,
    sources,
  }: { channel: string; withheld: string | undefined; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { queries } = sources;
  const transcript = await transcriptOf(queries, ticket);
  const triage = await loadTriage(queries, ticket.id);
  const sections = shownSections(triage, withheld);
  const place = { sections, withheld, ticket, channel, sources };
  const related = await relatedBlock(ticket, sources);
  return [
    ...decisionBlocks(triage, sources),
    summaryBlock(triage.opinion, { transcript, withheld }),
    customerBlock(triage.identity, withheld),
    paragraph({ bold: clip(await standing(ticket, sources), LONGEST_NOTICE) }),
    ...(await dueBlocks(ticket, sources)),
    ...(await movedHereBlocks(ticket, sources)),
    ...(related ? [related] : []),
    ...(await problemBlocks(ticket, sources)),
    ...(await splitProposal(ticket, sources)),
    ...(await feedbackOnCard(ticket.id, sources)),
    await originBlock(ticket, sources),
    ...noticedBlocks(await noticedLines(ticket, sections, sources)),
    ...(await earlierTicketsBlocks(ticket, { channel, sources })),
    { type: 'divider' },
    ...(await cardRecords(triage, place)),
    ...(await filesBlocks(transcript, withheld === undefined ? sources : withoutCarrying(sources))),
    await cardActions(ticket, sources),
  ];
}

/** No file is brought to where others than agents read. */
function withoutCarrying(sources: RenderSources): RenderSources {
  return { ...sources, fileLimits: undefined };
}

/** Why the ticket is here, where that is not plain, and what the model gave as its reason. */
function decisionBlocks(
  { decision, classification }: TriageRecord,
  { categories }: Pick<RenderSources, 'categories'>,
): KnownBlock[] {
  if (!decision?.reason) return [];
  const why = { bold: clip(decisionText(decision.reason, categories), LONGEST_NOTICE) };
  const isByModel = classification?.engine.kind === 'model' && classification.reasoning !== '';
  if (!isByModel || decision.reason.code === 'undeliverable') return [paragraph(why)];
  const reasoning = clip(classification.reasoning, LONGEST_NOTICE);
  return [paragraph(why), quotation(['The AI’s reason'], reasoning)];
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
