import { createAnnouncedSecrets } from './announced-secrets.ts';
import { createAnsweredSecrets } from './answered-secrets.ts';
import { findCardNumbers } from './card-numbers.ts';
import { blankOut, type Finding } from './finding.ts';
import { dropMarks, type FoldedText, foldText, hasMarks } from './fold-text.ts';
import { findIbans } from './ibans.ts';
import { findSocialSecurityNumbers } from './social-security-numbers.ts';
import { findTokens } from './tokens.ts';

/** Larger secrets first: a smaller pattern could match inside one and leave the rest of it. */
const kinds = [
  findTokens,
  findIbans,
  findCardNumbers,
  findSocialSecurityNumbers,
  createAnnouncedSecrets(),
];

const { findAnswer, isAsking } = createAnsweredSecrets();

/**
 * Removes what nobody in support needs and nobody should keep: card numbers and their codes,
 * passwords, tokens, private keys, one-time and recovery codes, answers to security questions, IBANs,
 * US social security numbers. A note in brackets names what was removed. Prices, dates, order, serial
 * and phone numbers stay.
 *
 * It reads a folded copy: wide letters, other scripts' digits, invisible characters and Slack's marks of
 * formatting hide nothing. It takes time linear in the text's length; a second run changes nothing.
 *
 * @param before What was written before it, the latest first: it may ask for the secret.
 */
export function redactSecrets(text: string, before: string[] = []): string {
  return replaceFindings(text, secretsIn(text, before));
}

const LONGEST_QUESTION = 800;

/** Whether the next message may be a secret that this one asks for or announces. */
export function asksForSecret(text: string): boolean {
  return isAsking(dropMarks(foldText(text.slice(-LONGEST_QUESTION))).text);
}

/** Every secret in a text, in order; none overlap. */
export function secretsIn(text: string, before: string[] = []): Finding[] {
  const folded = foldText(text);
  const copies = hasMarks(folded) ? [folded, dropMarks(folded)] : [folded];
  const answered = before.findIndex((words) => words.search(NOTE) !== -1);
  const questions = (answered === -1 ? before : before.slice(0, answered + 1)).map(
    (words) => dropMarks(foldText(words)).text,
  );
  return merge(copies.flatMap((copy) => findInCopy(copy, questions)));
}

function findInCopy({ text, originOf }: FoldedText, before: string[]): Finding[] {
  const notes = [...text.matchAll(NOTE)].map(({ 0: note, index }) => ({
    start: index,
    end: index + note.length,
  }));
  let left = blankOut(text, notes);
  const findings: Finding[] = [];
  for (const find of kinds) {
    const found = find(left);
    findings.push(...found);
    left = blankOut(left, found);
  }
  for (const question of before) findings.push(...findAnswer(left, question));
  return findings.map((finding) => ({ ...originOf(finding), what: finding.what }));
}

/** What stands where something was removed. */
const NOTE = /\[[\p{L} -]{1,30} removed\]/gu;

function merge(findings: Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && finding.start < last.end) last.end = Math.max(last.end, finding.end);
    else merged.push({ ...finding });
  }
  return merged;
}

function replaceFindings(text: string, findings: Finding[]): string {
  let kept = '';
  let at = 0;
  for (const { start, end, what } of findings) {
    kept += `${text.slice(at, start)}[${what} removed]`;
    at = end;
  }
  return kept + text.slice(at);
}
