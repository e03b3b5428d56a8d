import { isMoreThanGreeting } from '../conversations/more-than-greeting.ts';
import type { Category } from '../desk/desk.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { UNCLEAR } from '../tickets/triage-record.ts';
import { createKeywordFinder } from './find-keywords.ts';
import { createExampleFinder } from './nearest-example.ts';
import { wordsOf } from './words.ts';

/**
 * What the desk's own words say of a conversation: a category's id or `unclear`, by how much that one
 * is ahead of the next, and what was found for it.
 */
export type OfflineVote = { category: string; margin: number; found: string[]; like?: string };

/** How far a category must be ahead; chosen by `npm run eval` on conversations of other companies. */
const LEAST_MARGIN = 0.9;
/** What a sentence that is an example, word for word, counts beside a keyword, which counts 1. */
const EXAMPLE_WEIGHT = 2.5;
/** What stands in the place of a secret, such as `[password removed]`: the bot's word, not the customer's. */
const REMOVED = /\[[\p{L} -]{1,60} removed\]/gu;
/** Less than this is the likeness of two sentences about anything. */
const LEAST_LIKENESS = 0.3;
/** What follows the opening are mostly answers to questions: names, numbers, thanks. */
const LATER_WEIGHT = 0.5;

/** What it votes for; `unclear` where no category is far enough ahead. */
export function clearCategory({ category, margin }: OfflineVote): string {
  return margin >= LEAST_MARGIN ? category : UNCLEAR;
}

type Score = { id: string; sum: number; found: string[]; like: string | undefined };

/**
 * Prepares the vote of the desk's keywords, phrases and example sentences. It needs no model, and only
 * what the customer says counts.
 */
export function createOfflineVoter(
  categories: Category[],
): (lines: TranscriptLine[]) => OfflineVote {
  const findKeywords = createKeywordFinder(categories);
  const findExamples = createExampleFinder(categories);

  return (lines) => {
    const said = lines.filter(({ speaker }) => speaker === 'CUSTOMER').map(({ text }) => text);
    const opening = said.findIndex(isMoreThanGreeting);
    const messages = said.map((text, at) => {
      const words = wordsOf(text.replace(REMOVED, ' '));
      return {
        weight: at <= opening ? 1 : LATER_WEIGHT,
        keywords: findKeywords(words),
        examples: findExamples(words),
      };
    });
    const [first, second] = categories.map(scoreOf).sort((one, other) => other.sum - one.sum);
    const margin = (first?.sum ?? 0) - (second?.sum ?? 0);
    if (!first || margin <= 0) return { category: UNCLEAR, margin: 0, found: [] };
    const { id, found, like } = first;
    return { category: id, margin, found, ...(like !== undefined && { like }) };

    function scoreOf({ id, keywords, phrases }: Category): Score {
      const weights = new Map<string, number>();
      const shown = new Map<string, string>();
      for (const { weight, keywords: matches } of messages) {
        for (const match of matches) {
          if (match.category !== id) continue;
          const before = weights.get(match.pattern) ?? 0;
          weights.set(match.pattern, Math.max(before, weight * match.weight));
          shown.set(match.pattern, shown.get(match.pattern) ?? match.shown);
        }
      }
      const nearest = messages
        .flatMap(({ weight, examples }) =>
          examples
            .filter(({ category }) => category === id)
            .map(({ example, likeness }) => ({ example, counts: weight * aboveLeast(likeness) })),
        )
        .reduce((one, other) => (other.counts > one.counts ? other : one), NOTHING_LIKE);
      const words = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
      return {
        id,
        sum: words + EXAMPLE_WEIGHT * nearest.counts,
        found: [...keywords, ...phrases].flatMap((pattern) => shown.get(pattern) ?? []),
        like: nearest.counts > 0 ? nearest.example : undefined,
      };
    }
  };
}

const NOTHING_LIKE = { example: '', counts: 0 };

function aboveLeast(likeness: number): number {
  return Math.max(0, likeness - LEAST_LIKENESS) / (1 - LEAST_LIKENESS);
}
