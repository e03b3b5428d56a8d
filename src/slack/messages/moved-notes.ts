import { permalink } from '../workspace/permalink.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** What agents wrote among themselves where a ticket was before, under their names. */
export async function renderMovedNotes(
  { about, words }: MessageOf<'moved-notes'>,
  { profiles, channelLookup, workspaceUrl }: RenderSources,
): Promise<Rendered> {
  const { lines, left, unread } = words ?? { lines: [], left: 0, unread: [] };
  const pieces: Piece[] = [];
  for (const { participant, speaker, text } of lines) {
    const name = participant === undefined ? speaker : await shortName(profiles, participant);
    pieces.push({ bold: `${name}: ` }, text, '\n');
  }
  if (left > 0) pieces.push({ italic: leftText(left) }, '\n');
  for (const { channel, root: ts } of unread) {
    const name = (await channelLookup.lookUp(channel))?.name ?? channel;
    const url = permalink({ workspaceUrl, channel, ts });
    pieces.push({ italic: `${UNREAD} ` }, { link: 'They are in the thread', url });
    pieces.push({ italic: ` (for members of #${name}).` }, '\n');
  }
  const title = about.part === 0 ? 'Notes of the agents before' : 'Notes, continued';
  return { text: title, blocks: [paragraph({ bold: title }), paragraph(...pieces)] };
}

const UNREAD = 'Slack did not give the notes of the agents before.';

function leftText(count: number): string {
  const notes = count === 1 ? '1 note is' : `${count} notes are`;
  return `${notes} left out here, with details from records that this category does not have.`;
}
