import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { fileLinks } from './files.ts';
import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** A part of a ticket's transcript. */
export async function renderTranscript(
  { about, words }: MessageOf<'transcript'>,
  { queries, profiles, workspaceUrl }: RenderSources,
): Promise<Rendered> {
  const name = ticketName(await loadTicket(queries, about.ticketId));
  const title = about.part === 0 ? `Transcript of ${name}` : `Transcript of ${name}, continued`;
  const lines = await namedLines(words ?? [], profiles);
  const pieces = lines.flatMap(({ speaker, text, files }) => [
    { bold: `${speaker}: ` },
    text,
    ...fileLinks({ text, files }, { workspaceUrl }),
    '\n',
  ]);
  const body = pieces.length > 0 ? paragraph(...pieces) : paragraph('No messages.');
  return { text: title, blocks: [paragraph({ bold: title }), body] };
}
