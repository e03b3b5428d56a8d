import type { KnownBlock } from '@slack/web-api';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { rootsOf } from '../../conversations/thread-store.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { announcedEnd } from '../../tickets/announced-end.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket, loadTriage } from '../../tickets/ticket-store.ts';
import { transcriptOf } from '../../tickets/ticket-transcript.ts';
import type { TriageRecord } from '../../tickets/triage-record.ts';
import { permalink } from '../workspace/permalink.ts';
import { nameOf, type Profiles } from '../workspace/profiles.ts';
import { summaryBlock } from './card-summary.ts';
import { clip } from './clip.ts';
import { customerBlock } from './customer-block.ts';
import { dateToken } from './date-token.ts';
import { decisionText } from './decision-text.ts';
import { filesBlocks } from './files.ts';
import { mergedBody, relatedBlock } from './merged.ts';
import { movedAwayBlocks, movedHereBlocks } from './moved-card.ts';
import { accountText, recordBlocks } from './record-blocks.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';
import { splitProposal } from './split-proposal.ts';
import { closedActions, ticketActions } from './ticket-actions.ts';

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
  const { queries, categories, channelLookup } = sources;
  const withheld = recordsWithheld(await channelLookup.lookUp(channel));
  const transcript = await transcriptOf(queries, ticket);
  const triage = await loadTriage(queries, ticket.id);
  const related = await relatedBlock(ticket, sources);
  return [
    ...(await noticeBlocks(ticket, triage, sources)),
    ...(await movedHereBlocks(ticket, sources)),
    ...(related ? [related] : []),
    ...(await splitProposal(ticket, sources)),
    customerBlock(triage.identity),
    summaryBlock(triage.opinion, { transcript, withheld }),
    ...(await filesBlocks(transcript, sources)),
    { type: 'divider' },
    ...recordsOf(triage, withheld),
    await originBlock(ticket, sources),
    ticket.status === 'resolved'
      ? closedActions(ticket, { isAnnounced: (await announcedEnd(queries, ticket)) !== undefined })
      : ticketActions(ticket, categories),
  ];
}

/** Why the ticket is here, where that is not plain. */
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

/** How a ticket stands, and who has it. */
async function standing(
  { status, resolved_by, is_no_request, holder, answered_at }: Ticket,
  profiles: Profiles,
): Promise<string> {
  if (status === 'resolved') {
    const resolver = resolved_by === null ? 'an agent' : await shortName(profiles, resolved_by);
    return is_no_request ? `Closed by ${resolver}: not a request.` : `Resolved by ${resolver}.`;
  }
  const name = holder === null ? undefined : await shortName(profiles, holder);
  if (answered_at !== null) {
    return `Waiting for the customer${name === undefined ? '' : `, with ${name}`}.`;
  }
  return name === undefined ? 'New.' : `With ${name}.`;
}

function recordsOf({ records }: TriageRecord, withheld: string | undefined): KnownBlock[] {
  if (!records) return [];
  const { account, sections } = records;
  const isWithheld = withheld !== undefined && account.status !== 'no-source';
  const shown = sections.filter(({ personal }) => !(personal && withheld !== undefined));
  return [paragraph(isWithheld ? withheld : accountText(records)), ...recordBlocks(shown)];
}

/** Nothing in its mrkdwn is anybody's text. */
async function originBlock(ticket: Ticket, sources: RenderSources): Promise<KnownBlock> {
  const { escalated_by, escalated_at, door } = ticket;
  const link = await conversationLink(ticket, sources);
  const where =
    link === undefined ? 'In direct messages with the bot.' : `<${link}|Open the conversation>`;
  const escalator = clip(await nameOf(sources.profiles, escalated_by), 120);
  return {
    type: 'context',
    elements: [
      { type: 'plain_text', text: `Escalated by ${escalator} (${doors[door]})`, emoji: false },
      { type: 'mrkdwn', text: dateToken(escalated_at) },
      { type: 'mrkdwn', text: where },
    ],
  };
}

/** Agents cannot open somebody's direct messages with the bot. */
async function conversationLink(
  { conversation_id }: Ticket,
  { queries, workspaceUrl }: RenderSources,
): Promise<string | undefined> {
  const { id, place, channel } = await loadConversation(queries, conversation_id);
  if (place === 'direct') return undefined;
  const [ts] = await rootsOf(queries, { id, channel });
  return ts === undefined ? undefined : permalink({ workspaceUrl, channel, ts });
}

const doors: Record<Ticket['door'], string> = {
  command: '/escalate',
  form: '/escalate',
  button: 'button',
  shortcut: 'message shortcut',
  mention: 'mention',
  text: '!escalate',
  split: 'split',
};
