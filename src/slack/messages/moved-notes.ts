import type { TranscriptLine } from '../../outbox/kinds.ts';
import { personalValuesFor } from '../../tickets/personal-values.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { permalink } from '../workspace/permalink.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** What agents wrote among themselves where a ticket was before, under their names. */
export async function renderMovedNotes(
  { about, words, channel: here }: MessageOf<'moved-notes'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { profiles, channelLookup, workspaceUrl } = sources;
  const { lines: all, left: leftBefore, unread } = words ?? { lines: [], left: 0, unread: [] };
  const withheld = recordsWithheld(await channelLookup.lookUp(here));
  const lines = withheld === undefined ? all : await withoutPersonal(all, about.ticketId, sources);
  const left = leftBefore + all.length - lines.length;
  const pieces: Piece[] = [];
  for (const { participant, speaker, text } of lines) {
    const name = participant === undefined ? speaker : await shortName(profiles, participant);
    pieces.push({ bold: `${name}: ` }, text, '\n');
  }
  if (left > 0) pieces.push({ italic: leftText(left, withheld) }, '\n');
  for (const { channel, root: ts } of unread) {
    const name = (await channelLookup.lookUp(channel))?.name ?? channel;
    const url = permalink({ workspaceUrl, channel, ts });
    pieces.push({ italic: `${UNREAD} ` }, { link: 'They are in the thread', url });
    pieces.push({ italic: ` (for members of #${name}).` }, '\n');
  }
  const title = about.part === 0 ? 'Notes of the agents before' : 'Notes, continued';
  const blocks = [paragraph({ bold: title }), paragraph(...pieces)];
  return withheld === undefined
    ? { text: title, blocks }
    : { text: title, blocks, isWithheld: true };
}

/** Others than agents read what is left. */
async function withoutPersonal(
  lines: TranscriptLine[],
  ticketId: string,
  { queries }: RenderSources,
): Promise<TranscriptLine[]> {
  const ticket = await loadTicket(queries, ticketId);
  const fit: TranscriptLine[] = [];
  for (const line of lines) {
    const personal = await personalValuesFor(queries, { ticket, text: line.text });
    if (personal.length === 0) fit.push(line);
  }
  return fit;
}

const UNREAD = 'Slack did not give the notes of the agents before.';

function leftText(count: number, withheld: string | undefined): string {
  const notes = count === 1 ? '1 note is' : `${count} notes are`;
  const records =
    withheld === undefined ? 'records that this category does not have' : 'the customer’s records';
  return `${notes} left out here, with details from ${records}.`;
}
