import type { Look } from './look.ts';
import type { NamedLine } from './named-lines.ts';
import { paragraph } from './rich-text.ts';

/** A part of a ticket's transcript. */
export function transcriptLook(
  lines: NamedLine[],
  { part, name }: { part: number; name: string },
): Look {
  const title = part === 0 ? `Transcript of ${name}` : `Transcript of ${name}, continued`;
  const pieces = lines.flatMap(({ speaker, text }) => [{ bold: `${speaker}: ` }, `${text}\n`]);
  const body = pieces.length > 0 ? paragraph(...pieces) : paragraph('Nothing was said.');
  return { text: title, blocks: [paragraph({ bold: title }), body] };
}
