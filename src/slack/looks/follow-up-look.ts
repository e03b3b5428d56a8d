import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';
import { readLines } from './transcript-look.ts';

/** What was said in a conversation after its ticket was opened. */
export function followUpLook(text: string | null): Look {
  const pieces = readLines(text).flatMap((line) => [{ bold: `${line.speaker}: ` }, line.text]);
  return { text: 'The conversation goes on', blocks: [paragraph(...pieces)] };
}
