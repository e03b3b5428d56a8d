import { z } from 'zod';
import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';

const Lines = z.array(z.object({ speaker: z.string(), text: z.string() }));

/** A part of the transcript, as the outbox keeps it until it is posted. */
export function transcriptLook(
  text: string | null,
  { part, name }: { part: number; name: string },
): Look {
  const lines = readLines(text);
  const title = part === 0 ? `Transcript of ${name}` : `Transcript of ${name}, continued`;
  const pieces = lines.flatMap((line) => [{ bold: `${line.speaker}: ` }, `${line.text}\n`]);
  const body = pieces.length > 0 ? [paragraph(...pieces)] : [paragraph('Nothing was said.')];
  return { text: title, blocks: [paragraph({ bold: title }), ...body] };
}

/** The lines that an outbox message carries. */
export function readLines(text: string | null): z.infer<typeof Lines> {
  return Lines.parse(JSON.parse(text ?? '[]'));
}
