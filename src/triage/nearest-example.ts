import type { Category } from '../desk/desk.ts';
import { wordsOf } from './words.ts';

/** An example sentence of a category, and how like a text it is: from 0 to 1. */
export type Near = { category: string; example: string; likeness: number };

type Vector = Map<string, number>;

/**
 * Compares a text with the desk's example sentences by the words and pairs of words that they share;
 * what many examples have counts little (TF-IDF, cosine).
 */
export function createExampleFinder(categories: Category[]): (words: string[]) => Near[] {
  const examples = categories.flatMap(({ id, examples: sentences }) =>
    sentences.map((example) => ({ category: id, example, terms: termsOf(wordsOf(example)) })),
  );
  const rarity = raritiesOf(examples.map(({ terms }) => terms));
  const known = examples.map(({ category, example, terms }) => ({
    category,
    example,
    vector: weigh(terms),
  }));
  return (words) => {
    if (known.length === 0) return [];
    const vector = weigh(termsOf(words));
    return known
      .map(({ category, example, vector: other }) => ({
        category,
        example,
        likeness: product(vector, other),
      }))
      .filter(({ likeness }) => likeness > 0);
  };

  /** Of length 1, so that the product of two is their cosine. */
  function weigh(terms: string[]): Vector {
    const unknown = Math.log(examples.length + 1) + 1;
    const vector = new Map(
      [...new Set(terms)].map((term) => [term, rarity.get(term) ?? unknown / 2]),
    );
    const length = Math.hypot(...vector.values());
    return new Map([...vector].map(([term, weight]) => [term, weight / length]));
  }
}

function raritiesOf(documents: string[][]): Vector {
  const counts = new Map<string, number>();
  for (const term of documents.flatMap((terms) => [...new Set(terms)])) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([term, count]) => [term, Math.log((documents.length + 1) / (count + 1)) + 1]),
  );
}

function product(one: Vector, other: Vector): number {
  let sum = 0;
  for (const [term, weight] of other) sum += weight * (one.get(term) ?? 0);
  return sum;
}

const LONGEST_TEXT_WORDS = 200;

function termsOf(words: string[]): string[] {
  const stems = words.slice(0, LONGEST_TEXT_WORDS).filter(saysSomething).map(stemOf);
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
  return [...stems, ...pairs];
}

function stemOf(word: string): string {
  const stem = word.replace(/(?:ing|ed|es|s)$/, '');
  return stem.length >= 3 ? stem : word;
}

/** Not what every sentence may have. */
function saysSomething(word: string): boolean {
  return !FILLERS.has(word) && !/^\p{Number}+$/u.test(word);
}

const FILLERS = new Set(
  [
    'a an the this that these those it its to of for from in on at by with and or but so as is are be am',
    'i me my we our us you your he she they im id ive d ll m re s t ve hi hello hey please thanks thank',
    'would like want wanted need can could will do does did have has had get got just some any there',
    'help know tell good morning afternoon evening name yes no ok okay sir madam',
  ].flatMap((line) => line.split(' ')),
);
