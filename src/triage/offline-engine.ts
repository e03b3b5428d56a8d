import { isMoreThanGreeting } from '../conversations/more-than-greeting.ts';
import { ownWords } from '../conversations/own-words.ts';
import { inOneLine } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { UNCLEAR } from '../tickets/triage-record.ts';

/** Classifies by the desk's keywords: the category with the most of them, if there is just one. */
export function classifyOffline(lines: TranscriptLine[], categories: Category[]) {
  const said = customerWords(lines);
  const scores = categories
    .map(({ id, keywords }) => ({ id, found: keywords.filter((word) => mentions(said, word)) }))
    .sort((one, other) => other.found.length - one.found.length);
  const [first, second] = scores;
  const isClear = first && first.found.length > (second?.found.length ?? 0);
  return {
    reasoning: isClear
      ? `Keywords of the desk: ${first.found.join(', ')}.`
      : 'No category has more of its keywords in the conversation than the others.',
    category: isClear ? first.id : UNCLEAR,
    email: findEmails(ownWords(said))[0] ?? null,
  };
}

/** Summarizes by the customer's own words: how it began, and what came last. */
export function summarizeOffline(lines: TranscriptLine[]): string {
  const said = lines
    .filter(({ speaker, text }) => speaker === 'CUSTOMER' && isMoreThanGreeting(text))
    .map(({ text }) => shorten(text));
  const [first, ...later] = said;
  if (first === undefined)
    return 'The customer asks for a person and has not said what it is about.';
  const last = later.at(-1);
  return last === undefined ? `“${first}”` : `“${first}” … “${last}”`;
}

const LONGEST_QUOTE = 600;

function shorten(text: string): string {
  const flat = inOneLine(text);
  if (flat.length <= LONGEST_QUOTE) return flat;
  const cut = flat.slice(0, LONGEST_QUOTE).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** What the customer said, in all of the conversation. */
export function customerWords(lines: TranscriptLine[]): string {
  return lines
    .filter(({ speaker }) => speaker === 'CUSTOMER')
    .map(({ text }) => text)
    .join('\n');
}

/**
 * A keyword counts where it begins a word, so that `charge` finds `charges` but not `recharge`; a
 * short one is the whole word or its plural, so that `fee` does not find `feel`.
 */
function mentions(text: string, keyword: string): boolean {
  const end = keyword.length <= LONGEST_SHORT_KEYWORD ? `s?${NO_LETTER_AFTER}` : '';
  return new RegExp(`${NO_LETTER_BEFORE}${RegExp.escape(keyword)}${end}`, 'iu').test(text);
}

const LONGEST_SHORT_KEYWORD = 4;
const NO_LETTER_BEFORE = '(?<![\\p{Letter}\\p{Number}])';
const NO_LETTER_AFTER = '(?![\\p{Letter}\\p{Number}])';
