import { z } from 'zod';
import { isObject } from '../fields-of.ts';
import type { Question } from './ask.ts';
import { plainWord } from './plain-word.ts';

/**
 * Puts right what is nearly an answer: keys and values of an enum in another case, a category's title
 * for its id, what may be null left out, numbers as strings. What it cannot put right stays as it is,
 * for the schema to refuse; what is optional is left out.
 */
export function putRight(
  { answer, synonyms = new Map() }: Pick<Question<z.ZodObject>, 'answer' | 'synonyms'>,
  given: unknown,
): unknown {
  if (!isObject(given)) return given;
  const byPlainKey = new Map(
    Object.entries(given).map(([key, value]) => [plainWord(key), value] as const),
  );
  const givenFor = (key: string) =>
    Object.hasOwn(given, key) ? given[key] : byPlainKey.get(plainWord(key));
  return Object.fromEntries(
    Object.entries(answer.shape).map(([key, field]) => [
      key,
      valueFor(field, givenFor(key), synonyms),
    ]),
  );
}

type Field = z.core.$ZodType;
type Synonyms = ReadonlyMap<string, string>;

function valueFor(field: Field, given: unknown, synonyms: Synonyms): unknown {
  const fits = (value: unknown) => z.safeParse(field, value).success;
  if (given === undefined && fits(undefined)) return undefined;
  const allowed = allowedBy(field);
  if (typeof given === 'string' && allowed.includes(given)) return given;
  if (isNothing(given) && fits(null)) return null;
  if (fits(given)) return given;
  const read = readings(given, (word) => oneMeant(word, { allowed, synonyms })).find(fits);
  return read ?? (fits(undefined) ? undefined : given);
}

function allowedBy(field: unknown): string[] {
  if (field instanceof z.ZodNullable || field instanceof z.ZodOptional) {
    return allowedBy(field.unwrap());
  }
  return field instanceof z.ZodEnum ? field.options.map(String) : [];
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*(?:null|none|nil|n\/a|undefined)?\s*$/i.test(value);
  return value === undefined;
}

/** What a value of another type may mean. */
function readings(given: unknown, meant: (word: string) => string | undefined): unknown[] {
  if (Array.isArray(given)) {
    if (given.length === 1) return [given[0], ...readings(given[0], meant)];
    return given.every(isWord) ? [given.join('\n')] : [];
  }
  if (typeof given === 'number' || typeof given === 'boolean') return [String(given)];
  if (typeof given !== 'string') return [];
  const word = given.trim();
  const truth = { true: true, false: false };
  return [
    meant(word),
    word === '' ? undefined : Number(word),
    new Map(Object.entries(truth)).get(word.toLowerCase()),
  ].filter((reading) => reading !== undefined);
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** The one value that a word means, if it is just one. */
function oneMeant(
  word: string,
  { allowed, synonyms }: { allowed: string[]; synonyms: Synonyms },
): string | undefined {
  const plain = plainWord(word);
  const byValue = allowed.filter((value) => plainWord(value) === plain);
  const bySynonym = [...synonyms]
    .filter(([synonym, value]) => plainWord(synonym) === plain && allowed.includes(value))
    .map(([, value]) => value);
  const [value, ...others] = new Set(byValue.length > 0 ? byValue : bySynonym);
  return others.length === 0 ? value : undefined;
}
