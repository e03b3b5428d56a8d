import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { fileLinks, filesHere } from './files.ts';
import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** A part of a ticket's transcript. */
export async function renderTranscript(
  { about, words, channel }: MessageOf<'transcript'>,
  sources: RenderSources,
): Promise<Rendered> {
  const name = ticketName(await loadTicket(sources.queries, about.ticketId));
  const title = about.part === 0 ? `Transcript of ${name}` : `Transcript of ${name}, continued`;
  const lines = await namedLines(words ?? [], sources.profiles);
  const here = await filesHere({ channel, lines }, sources);
  const pieces = lines.flatMap(({ speaker, text, files }) => [
    { bold: `${speaker}: ` },
    text,
    ...fileLinks({ text, files }, sources, here),
    '\n',
  ]);
  const body = pieces.length > 0 ? paragraph(...pieces) : paragraph('No messages.');
  return { text: title, blocks: [paragraph({ bold: title }), body] };
}
