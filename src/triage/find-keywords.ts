import type { Category } from '../desk/desk.ts';
import { wordsOf } from './words.ts';

/**
 * A keyword or a phrase of a category, and where in a text's words it was found. People read a pattern as
 * the words that it was found in.
 */
export type Found = {
  category: string;
  pattern: string;
  shown: string;
  weight: number;
  from: number;
  to: number;
};

type Pattern = Pick<Found, 'category' | 'pattern' | 'weight'> & { parts: Part[] };

/** One word, of several that will do, with up to `gap` words of any kind before it. */
type Part = { gap: number; words: string[] };

/** Stands for up to so many words. */
const LONGEST_GAP = 3;
const PHRASE_WEIGHT = 2;

/**
 * Prepares the desk's keywords and phrases. The finder looks at each word of a text a bounded number of
 * times, however the text is made.
 */
export function createKeywordFinder(categories: Category[]): (words: string[]) => Found[] {
  const index = indexByFirstWord(categories.flatMap(patternsOf));
  return (words) => {
    const found = words.flatMap((word, at) =>
      keysOf(word).flatMap((key) =>
        (index.get(key) ?? []).flatMap((pattern) => findPattern(pattern, { words, from: at })),
      ),
    );
    const longest = [...found].sort((one, other) => lengthOf(other) - lengthOf(one));
    const kept: Found[] = [];
    // Most words are in no match, and few matches are at one word: a phrase beats the words in it.
    const coveredBy: (number | undefined)[] = [];
    for (const match of longest) {
      const covering = coveredBy[match.from];
      const isInside =
        covering !== undefined && covering === coveredBy[match.to] && lengthOf(match) < covering;
      if (isInside) continue;
      kept.push(match);
      for (let at = match.from; at <= match.to; at += 1) coveredBy[at] ??= lengthOf(match);
    }
    return kept;
  };
}

function lengthOf({ from, to }: Found): number {
  return to - from + 1;
}

function patternsOf({ id, keywords, phrases }: Category): Pattern[] {
  return [...keywords, ...phrases].flatMap((pattern) => {
    const parts = partsOf(pattern);
    const weight = parts.length > 1 ? PHRASE_WEIGHT : 1;
    return parts.length > 0 ? [{ category: id, pattern, weight, parts }] : [];
  });
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  let gap = 0;
  for (const piece of pattern.split(/\s+/)) {
    if (piece === '*') {
      gap = LONGEST_GAP;
      continue;
    }
    const choices = piece.split('|').map(wordsOf);
    const [first = [], ...others] = choices;
    if (others.length > 0) parts.push({ gap, words: choices.flat() });
    else parts.push(...first.map((word, at) => ({ gap: at === 0 ? gap : 0, words: [word] })));
    gap = 0;
  }
  return parts;
}

/** The patterns by what the words that they may begin with begin with. */
function indexByFirstWord(patterns: Pattern[]): Map<string, Pattern[]> {
  const index = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const key of new Set(pattern.parts[0]?.words.map(startOf))) {
      index.set(key, [...(index.get(key) ?? []), pattern]);
    }
  }
  return index;
}

function startOf(word: string): string {
  return word.slice(0, LONGEST_SHORT_KEYWORD + 1);
}

/** Where in the index stands what may be found at a word: a short one may be a plural. */
function keysOf(word: string): string[] {
  const start = startOf(word);
  return start.endsWith('s') ? [start, start.slice(0, -1)] : [start];
}

function findPattern(
  { parts, ...pattern }: Pattern,
  { words, from }: { words: string[]; from: number },
): Found[] {
  const [first, ...rest] = parts;
  if (!first || !isOneOf(first.words, words[from] ?? '')) return [];
  const to = rest.reduce<number>((at, part) => (at < 0 ? at : nextAt(part, at, words)), from);
  if (to < 0) return [];
  const isPattern = /[*|]/.test(pattern.pattern);
  const shown = isPattern ? words.slice(from, to + 1).join(' ') : pattern.pattern;
  return [{ ...pattern, shown, from, to }];
}

function nextAt({ gap, words: wanted }: Part, at: number, words: string[]): number {
  const index = words.slice(at + 1, at + 2 + gap).findIndex((word) => isOneOf(wanted, word));
  return index < 0 ? -1 : at + 1 + index;
}

function isOneOf(wanted: string[], word: string): boolean {
  return wanted.some((each) => isWord(each, word));
}

/**
 * A keyword counts where it begins a word, so that `charge` finds `charges` but not `recharge`; a
 * short one is the whole word or its plural, so that `fee` does not find `feel`.
 */
function isWord(wanted: string, word: string): boolean {
  if (wanted.length > LONGEST_SHORT_KEYWORD) return word.startsWith(wanted);
  return word === wanted || word === `${wanted}s`;
}

const LONGEST_SHORT_KEYWORD = 4;
