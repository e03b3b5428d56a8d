import type { ContainerBlock, KnownBlock } from '@slack/web-api';
import type { Section } from '../../customers/records/records.ts';
import { findMessage } from '../../outbox/outbox-store.ts';
import { LONGEST_ON_CARD, MOST_ON_CARD } from '../../routing/records-in-thread.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { TriageRecord } from '../../tickets/triage-record.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import { accountText, fieldBlocks, MOST_FACTS, recordBlocks } from './record-blocks.ts';
import { type MarkedFact, recordTable, tabled } from './record-table.ts';
import type { RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** As many facts are read at a glance; more are folded. */
const MOST_UNFOLDED = 3;
const LONGEST_TITLE = 100;

/** The sections that may be shown in a channel. */
export function shownSections({ records }: TriageRecord, withheld: string | undefined): Section[] {
  const sections = records?.sections ?? [];
  return sections.filter(({ personal }) => !(personal && withheld !== undefined));
}

/**
 * The records of a ticket: the section that matters as a table, the others by label and value, folded
 * where they are long. What has no room is in the card's thread.
 */
export async function cardRecords(
  { records }: TriageRecord,
  {
    sections,
    withheld,
    ticket,
    channel,
    sources,
  }: {
    sections: Section[];
    withheld: string | undefined;
    ticket: Ticket;
    channel: string;
    sources: RenderSources;
  },
): Promise<KnownBlock[]> {
  if (!records) return [];
  const isWithheld = withheld !== undefined && records.account.status !== 'no-source';
  const whose = paragraph(isWithheld ? withheld : accountText(records));
  if (sources.isPlain) return [whose, ...recordBlocks(sections)];
  const main = sections.find(({ noticed = [] }) => noticed.length > 0) ?? sections[0];
  const blocks: KnownBlock[] = [whose];
  for (const section of main ? [main, ...sections.filter((other) => other !== main)] : []) {
    const isInThread = await isShownInThread(section, { ticket, channel, sources });
    blocks.push(...(section === main ? mainBlocks : otherBlocks)(section, isInThread));
  }
  return blocks;
}

/** A ticket that an older bot has posted has nothing of them there. */
async function isShownInThread(
  { section }: Section,
  { ticket, channel, sources }: { ticket: Ticket; channel: string; sources: RenderSources },
): Promise<boolean> {
  const about = { ticketId: ticket.id, section, part: 0 };
  const posted = await findMessage(sources.queries, { kind: 'records', about, channel });
  return posted !== undefined;
}

function mainBlocks(section: Section, isInThread: boolean): KnownBlock[] {
  const { title, facts } = section;
  const most = isInThread ? MOST_ON_CARD : MOST_FACTS;
  const { rows, beside } = tabled(section);
  const shown = chosen(rows, most);
  const shownBeside = chosen(beside, most);
  const left = facts.length - shown.length - shownBeside.length;
  return [
    paragraph({ bold: clip(title, LONGEST_TITLE) }, leftText(left, isInThread)),
    ...(shown.length > 1 ? [tableOf(section, shown)] : factBlocks(shown)),
    ...foldedBlocks(`More of ${title}`, shownBeside),
  ];
}

function tableOf({ section }: Section, rows: MarkedFact[]): KnownBlock {
  return recordTable(section, { rows, longestCell: LONGEST_ON_CARD });
}

function otherBlocks(section: Section, isInThread: boolean): KnownBlock[] {
  const { rows, beside } = tabled(section);
  const facts = [...rows, ...beside];
  const shown = chosen(facts, isInThread ? MOST_ON_CARD : MOST_FACTS);
  const left = leftText(facts.length - shown.length, isInThread);
  const title = clip(section.title, LONGEST_TITLE);
  if (shown.length > MOST_UNFOLDED) return foldedBlocks(`${title}${left}`, shown);
  return [paragraph({ bold: title }, left), ...factBlocks(shown)];
}

function foldedBlocks(title: string, facts: MarkedFact[]): KnownBlock[] {
  if (facts.length === 0) return [];
  if (facts.length <= MOST_UNFOLDED) return factBlocks(facts);
  const folded: ContainerBlock = {
    type: 'container',
    title: plainText(clip(title, LONGEST_TITLE)),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: factBlocks(facts),
  };
  return [folded];
}

function factBlocks(facts: MarkedFact[]) {
  return fieldBlocks(facts.map(({ fact }) => fact));
}

/** In their order; where not all have room, those first that something was noticed about. */
function chosen(facts: MarkedFact[], most: number): MarkedFact[] {
  if (facts.length <= most) return facts;
  return facts
    .toSorted((one, other) => Number(other.isNoticed) - Number(one.isNoticed))
    .slice(0, most);
}

function leftText(left: number, isInThread: boolean): string {
  if (left <= 0) return '';
  return isInThread ? ` (${left} more are in the thread)` : ` (${left} more are not shown)`;
}
