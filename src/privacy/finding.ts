/** A part of a text that holds a secret, and what it is, such as `card number`. */
export type Finding = { start: number; end: number; what: string };

/** Finds secrets of one kind in a folded text. What was found before is blank there. */
export type FindSecrets = (text: string) => Finding[];

/** In place of what was found before. It is for private use, and in no folded text. */
export const BLANK = '\ue000';

/** The parts of a text that match, or what the first group of the pattern holds. */
export function findAll(text: string, pattern: RegExp, what: string): Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    findings.push({ start, end, what });
  }
  return findings;
}

/** Blanks parts of a text out, so that its other characters stay where they are. */
export function blankOut(text: string, parts: { start: number; end: number }[]): string {
  if (parts.length === 0) return text;
  let kept = '';
  let at = 0;
  for (const { start, end } of parts.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    kept += text.slice(at, from) + BLANK.repeat(end - from);
    at = end;
  }
  return kept + text.slice(at);
}
