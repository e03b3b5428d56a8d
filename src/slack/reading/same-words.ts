import { unescapeText } from './plain-text.ts';

/**
 * Joins a text with lines that Slack gives beside it, without printing the same words twice: a
 * message's `text` is mostly the fallback of its blocks. Where one holds all of the other, it stands
 * alone.
 */
export function joinOnce(text: string, lines: string[]): string[] {
  const shown = lines.filter((line) => line.trim() !== '');
  const all = shown.join('\n');
  if (shown.length === 0 || skeleton(text) === skeleton(all)) return text === '' ? [] : [text];
  if (text === '' || holderOf(all)(text)) return shown;
  const isHeld = holderOf(text);
  return [text, ...shown.filter((line) => !isHeld(line))];
}

/** Tells whether a text holds a line, word for word; marks of formatting do not count. */
export function holderOf(text: string): (line: string) => boolean {
  const words = plainWords(text);
  return (line) => words.includes(plainWords(line));
}

function plainWords(text: string): string {
  const words = unescapeText(text)
    .split(/\s+/)
    .map(withoutMarks)
    .filter((word) => word !== '');
  return ` ${words.join(' ')} `;
}

/** A word without the marks of formatting around it; a full stop may follow them. */
function withoutMarks(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && MARKS.has(word.charAt(start))) start += 1;
  while (start < end && ENDS.has(word.charAt(end - 1))) end -= 1;
  const after = word.slice(end);
  while (start < end && MARKS.has(word.charAt(end - 1))) end -= 1;
  return `${word.slice(start, end)}${after}`;
}

const MARKS = new Set('*_~`>•◦▪');
const ENDS = new Set('.,;:!?)');

/** What is left of a text without all formatting, which its two forms write differently. */
function skeleton(text: string): string {
  return unescapeText(text)
    .replace(/^[ \t>]*(?:\d{1,4}|[a-z]{1,4})\.\s/gm, '')
    .replace(/[\s*_~`>•◦▪\u200b\u2060]/g, '');
}
