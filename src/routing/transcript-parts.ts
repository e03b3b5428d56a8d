import type { TranscriptLine } from '../conversations/transcript.ts';

/** Slack refuses messages with more than about 13,200 characters in their blocks. */
const MOST_CHARACTERS = 9_000;

/** Where a transcript ends even so, lest one customer keep a channel busy for minutes. */
const MOST_PARTS = 40;

/** Cuts a transcript into messages, between lines where it can and within a line where it must. */
export function transcriptParts(lines: TranscriptLine[]): TranscriptLine[][] {
  const parts: TranscriptLine[][] = [];
  let room = 0;
  for (const line of lines.flatMap(splitLine)) {
    const size = line.speaker.length + line.text.length;
    if (size > room) {
      parts.push([]);
      room = MOST_CHARACTERS;
    }
    parts.at(-1)?.push(line);
    room -= size;
  }
  return parts.length > MOST_PARTS ? cutShort(parts) : parts;
}

function splitLine({ text, ...line }: TranscriptLine): TranscriptLine[] {
  const most = MOST_CHARACTERS - line.speaker.length;
  const pieces: TranscriptLine[] = [];
  for (let start = 0; start === 0 || start < text.length; start += most) {
    pieces.push({ ...line, text: text.slice(start, start + most) });
  }
  return pieces;
}

function cutShort(parts: TranscriptLine[][]): TranscriptLine[][] {
  const left = parts.slice(MOST_PARTS - 1).flat().length;
  const notice = { speaker: 'HANDOFF', text: `${left} more lines stand in the conversation.` };
  return [...parts.slice(0, MOST_PARTS - 1), [notice]];
}
