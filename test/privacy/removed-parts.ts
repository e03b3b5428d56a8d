/** A part of a text that a note stands for. */
export type RemovedPart = { what: string; start: number; end: number };

/** Finds which parts of a text the notes in what is left of it stand for. */
export function removedParts(text: string, left: string): RemovedPart[] {
  const pieces = left.split(/\[([\w -]+) removed\]/);
  const parts: RemovedPart[] = [];
  let at = pieces[0]?.length ?? 0;
  for (let index = 1; index < pieces.length; index += 2) {
    const kept = pieces[index + 1] ?? '';
    const isLast = index + 2 >= pieces.length;
    const end = isLast ? text.length - kept.length : text.indexOf(kept, at + 1);
    parts.push({ what: pieces[index] ?? '', start: at, end });
    at = end + kept.length;
  }
  return parts;
}

/** Whether no letter and no digit of a part of the text is left. */
export function isGone(text: string, part: { start: number; end: number }, removed: RemovedPart[]) {
  for (let at = part.start; at < part.end; at += 1) {
    const isCovered = removed.some(({ start, end }) => start <= at && at < end);
    if (!isCovered && /[\p{L}\p{N}]/u.test(text[at] ?? '')) return false;
  }
  return true;
}

/** The text without the marks around its secrets, and where these are. */
export function readMarks(marked: string): {
  text: string;
  secrets: { start: number; end: number }[];
} {
  const secrets: { start: number; end: number }[] = [];
  let text = '';
  for (const piece of marked.split(/(⟦[^⟧]*⟧)/)) {
    const isSecret = piece.startsWith('⟦');
    const words = isSecret ? piece.slice(1, -1) : piece;
    if (isSecret) secrets.push({ start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, secrets };
}
