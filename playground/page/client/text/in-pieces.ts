import type { Inline } from './passage.ts';

/** Splits a paragraph into the matches of a pattern, and the plain text between them. */
export function inPieces(
  text: string,
  pieces: RegExp,
  {
    readPiece,
    plain,
  }: { readPiece: (found: RegExpExecArray) => Inline; plain: (text: string) => Inline[] },
): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(pieces)) {
    found.push(...plain(text.slice(end, match.index)), readPiece(match));
    end = match.index + match[0].length;
  }
  return [...found, ...plain(text.slice(end))];
}
