import { isMoreThanGreeting } from '../conversations/more-than-greeting.ts';
import { ownWords } from '../conversations/own-words.ts';
import { inOneLine } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { UNCLEAR } from '../tickets/triage-record.ts';
import { clearCategory, createOfflineVoter, type OfflineVote } from './offline-vote.ts';

/** Classifies by the desk's keywords, phrases and examples, where these are clear. */
export function classifyOffline(lines: TranscriptLine[], categories: Category[]) {
  const vote = createOfflineVoter(categories)(lines);
  const category = clearCategory(vote);
  return {
    reasoning:
      category === UNCLEAR
        ? 'No category has more of its keywords in the conversation than the others.'
        : reasonsOf(vote),
    category,
    email: findEmails(ownWords(customerWords(lines)))[0] ?? null,
  };
}

function reasonsOf({ found, like }: OfflineVote): string {
  const words = found.length > 0 ? `Keywords of the desk: ${found.join(', ')}.` : '';
  const example = like === undefined ? '' : `Like the desk’s example “${like}”.`;
  return `${words} ${example}`.trim();
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
