/** A copy of a text to search in, and where its parts are in the text. */
export type FoldedText = {
  text: string;
  originOf: (part: Part) => Part;
};

type Part = { start: number; end: number };

/**
 * Folds what is written in different ways into one (NFKC): wide letters, digits of every script,
 * quotation marks and hyphens. Control, zero-width and private characters are dropped.
 */
export function foldText(text: string): FoldedText {
  const isFolded = PLAIN.test(text) || (!UNFOLDED.test(text) && text.normalize('NFKC') === text);
  if (isFolded) return { text, originOf: (part) => part };
  const known = new Map<string, string>();
  return copyOf(text, CHARACTER, (character) => {
    const plain = known.get(character) ?? foldCharacter(character);
    known.set(character, plain);
    return plain;
  });
}

/** The same without Slack's marks of formatting. */
export function dropMarks(folded: FoldedText): FoldedText {
  const unmarked = copyOf(folded.text, /[\s\S]/g, (unit) => (MARK.test(unit) ? '' : unit));
  return {
    text: unmarked.text,
    originOf: (part) => folded.originOf(unmarked.originOf(part)),
  };
}

/** Whether Slack's marks of formatting are in a text. */
export function hasMarks({ text }: FoldedText): boolean {
  return MARK.test(text);
}

/** A letter with what is combined with it; of many such marks, as in decorated text, each is one. */
const CHARACTER = /\P{M}\p{M}{0,4}|\p{M}/gsu;
const PLAIN = /^[\n\t\x20-\x7e]*$/;
const MARK = /[*_~`]/;
const INVISIBLE = /^(?:[\p{Default_Ignorable_Code_Point}\p{Co}]|(?![\n\t])\p{Cc})/u;
const DIGIT = /^\p{Nd}$/u;

const LOOK_ALIKES = new Map([
  ...[...'‘’‛′'].map((quote) => [quote, "'"] as const),
  ...[...'“”„‟«»″'].map((quote) => [quote, '"'] as const),
  ...[...'‐‑‒–—―−'].map((dash) => [dash, '-'] as const),
  ['。', '.'] as const,
  ...[...'、،'].map((comma) => [comma, ','] as const),
]);
const UNFOLDED = new RegExp(
  `[\\p{Default_Ignorable_Code_Point}\\p{Co}]|(?![\\n\\t])\\p{Cc}|(?!\\d)\\p{Nd}|[${[...LOOK_ALIKES.keys()].join('')}]`,
  'u',
);

/** Copies a text character by character, each as it is folded, and keeps where each came from. */
function copyOf(text: string, pattern: RegExp, fold: (character: string) => string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const { 0: character, index } of text.matchAll(pattern)) {
    const plain = fold(character);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(index);
      ends.push(index + character.length);
    }
    folded += plain;
  }
  return {
    text: folded,
    // What is dropped before and behind a part belongs to it.
    originOf: ({ start, end }) => ({
      start: start === 0 ? 0 : (ends[start - 1] ?? text.length),
      end: Math.max(starts[end] ?? text.length, ends[end - 1] ?? 0),
    }),
  };
}

function foldCharacter(character: string): string {
  if (INVISIBLE.test(character)) return '';
  const plain = character.normalize('NFKC');
  return LOOK_ALIKES.get(plain) ?? (DIGIT.test(plain) ? digitOf(plain) : plain);
}

/** A script's digits follow one another; the zero is at a code that ends in 0 or 6 (hexadecimal). */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const inRow = code % 16;
  const isFromZero = inRow < 6 || (inRow < 10 && DIGIT.test(String.fromCodePoint(code - inRow)));
  return String(isFromZero ? inRow : inRow - 6);
}
