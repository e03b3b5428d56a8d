import type { Look } from './look.ts';
import type { NamedLine } from './named-lines.ts';
import { paragraph } from './rich-text.ts';

/** What was said in a conversation after its ticket was opened. */
export function followUpLook(lines: NamedLine[]): Look {
  const pieces = lines.flatMap(({ speaker, text }) => [{ bold: `${speaker}: ` }, text]);
  return { text: 'The conversation goes on', blocks: [paragraph(...pieces)] };
}
