import type { TranscriptLine } from '../outbox/kinds.ts';

/** Slack refuses messages with more than about 13,200 characters in their blocks. */
const MOST_CHARACTERS = 9_000;

/** What is shown around a line's words: its speaker, a colon, a line's end. */
const LONGEST_SPEAKER = 100;
const PUNCTUATION = 3;
const LONGEST_LINK = 300;

/** Where a transcript ends even so: one customer must not keep a channel busy for minutes. */
const MOST_PARTS = 40;

/** Cuts a transcript into messages, between lines where it can and within a line where it must. */
export function transcriptParts(lines: TranscriptLine[]): TranscriptLine[][] {
  const parts: TranscriptLine[][] = [];
  let room = 0;
  for (const line of lines.flatMap(splitLine)) {
    const size = overhead(line) + line.text.length;
    if (size > room) {
      parts.push([]);
      room = MOST_CHARACTERS;
    }
    parts.at(-1)?.push(line);
    room -= size;
  }
  return parts.length > MOST_PARTS ? cutShort(parts) : parts;
}

/** Its files are shown behind its end. */
function splitLine({ text, files, ...line }: TranscriptLine): TranscriptLine[] {
  const most = MOST_CHARACTERS - overhead({ ...line, files });
  const pieces: TranscriptLine[] = [];
  let start = 0;
  do {
    const end = wholeEmoji(text, start + most);
    pieces.push({ ...line, text: text.slice(start, end) });
    start = end;
  } while (start < text.length);
  const last = pieces.pop();
  if (last) pieces.push(files ? { ...last, files } : last);
  return pieces;
}

/** A participant's line gets room for the name that replaces the id, and a file for its link. */
function overhead({ speaker, participant, files = [] }: Omit<TranscriptLine, 'text'>): number {
  const name = participant === undefined ? speaker.length : LONGEST_SPEAKER;
  return name + PUNCTUATION + files.length * LONGEST_LINK;
}

/** JavaScript counts many emoji as two characters; half of one is no character. */
function wholeEmoji(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}

function cutShort(parts: TranscriptLine[][]): TranscriptLine[][] {
  const left = parts.slice(MOST_PARTS - 1).flat().length;
  const notice = { speaker: 'HANDOFF', text: `${left} more lines are in the conversation.` };
  return [...parts.slice(0, MOST_PARTS - 1), [notice]];
}
