import '../blocks/styles.css';
import type { Names } from './names.ts';
import { Passages } from './passages.tsx';
import { readMrkdwn } from './read-mrkdwn.ts';

/** A message's own text, for messages without blocks. */
export function Mrkdwn({ text, names }: { text: string; names: Names }) {
  return <Passages passages={readMrkdwn(text)} names={names} />;
}
