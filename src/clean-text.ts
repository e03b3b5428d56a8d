import { isObject } from './fields-of.ts';

/**
 * Cleans a text from outside: Slack's, a model's, a record's, the desk file's. It is well-formed
 * Unicode with `\n` for every line break. It holds nothing that a database refuses or that shows a
 * reader something else than what is there: no control or direction characters, no tag characters
 * and no other invisible ones, but for the joiners and selectors inside an emoji.
 */
export function cleanText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(NOT_SHOWN, '')
    .replace(INVISIBLE, (_, emoji?: string) => emoji ?? '');
}

/** Cleans a name or a title: a text of one line. */
export function cleanName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Cleans every text in plain objects and lists; anything else in them stays as it is. */
export function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanTexts(inner)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const PRINTABLE_ASCII = /^[\t\n\x20-\x7e]*$/;

/** Control characters but the tab and the line feed, annotations, and what Unicode leaves unassigned for ever. */
const NOT_SHOWN = /(?![\t\n])\p{Cc}|[\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu;

/** A selector or a joiner counts as shown inside an emoji: behind one, a joiner only before the next. */
const INVISIBLE =
  /((?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?\u200d(?=\p{Extended_Pictographic})|(?:\p{Extended_Pictographic}|[\d#*](?=\ufe0f?\u20e3))[\ufe0e\ufe0f])|\p{Default_Ignorable_Code_Point}/gu;
