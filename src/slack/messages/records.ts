import { LeftOut } from '../../outbox/messenger.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket, loadTriage } from '../../tickets/ticket-store.ts';
import { clip } from './clip.ts';
import { type MarkedFact, recordTable, tabled } from './record-table.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** Slack takes 100 rows and 10,000 characters in a table. */
const MOST_ROWS = 90;
const MOST_CHARACTERS = 9_000;
const LONGEST_CELL = 1_000;

/** A section of a ticket's records in full, under the card that has no room for it. */
export async function renderRecords(
  { about, channel, ts }: MessageOf<'records'>,
  { queries, channelLookup, isPlain }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { records } = await loadTriage(queries, about.ticketId);
  const section = records?.sections.find((found) => found.section === about.section);
  const withheld = recordsWithheld(await channelLookup.lookUp(channel));
  const mayShow = section && !(section.personal && withheld !== undefined);
  const isPublic = section?.personal === false || undefined;
  if (!mayShow) return nothingToShow(ts, withheld);
  const { rows, beside } = tabled(section);
  const all = about.part === 0 ? rows : beside;
  const shown = all.slice(0, MOST_ROWS);
  const left = all.length - shown.length;
  const title = `${clip(section.title, 100)} of ${ticketName(ticket)}, in full`;
  const heading = paragraph({ bold: title }, left > 0 ? ` (${left} more are not shown)` : '');
  const longestCell = cellsFit(shown);
  const table = isPlain
    ? paragraph(shown.map(({ fact }) => lineOf(fact, longestCell)).join('\n'))
    : recordTable(section.section, { rows: shown, longestCell });
  return {
    text: title,
    blocks: shown.length > 0 ? [heading, table] : [heading],
    ...(isPublic && { isWithheld: isPublic }),
  };
}

/** What was posted cannot be left out any more. */
function nothingToShow(ts: string | null, withheld: string | undefined): Rendered {
  if (ts === null) throw new LeftOut('no-records');
  const text = withheld ?? 'These records are no longer a part of the ticket.';
  return { text, blocks: [paragraph(text)], isWithheld: true };
}

function lineOf({ label, value }: MarkedFact['fact'], longest: number): string {
  return `${clip(label, longest)}: ${clip(value, longest)}`;
}

/** How long a cell may be so that all of them have room. */
function cellsFit(rows: MarkedFact[]): number {
  const columns = rows.every(({ fact }) => fact.data?.is === 'charge') ? 5 : 2;
  const isAllShort = rows.reduce((sum, { fact }) => sum + fact.label.length + fact.value.length, 0);
  if (isAllShort + 100 <= MOST_CHARACTERS) return LONGEST_CELL;
  return Math.floor(MOST_CHARACTERS / (columns * (rows.length + 1)));
}
