import { foldWord } from './fold-word.ts';
import { isMisspelt } from './misspelt.ts';
import { type SecretKind, secretCharacters, secretWords } from './secret-words.ts';

/** A place in a text where a secret is named. */
export type SecretTerm = {
  kind: SecretKind;
  start: number;
  end: number;
  /** In lower case, without accents. */
  words: string;
  /** It has other meanings. */
  isAmbiguous: boolean;
};

export type Word = { plain: string; start: number; end: number };

/** The words of a text, as they can be compared. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    plain: foldWord(word),
    start: index,
    end: index + word.length,
  }));
}

export type SecretTerms = (text: string, words: Word[]) => SecretTerm[];

/** Prepares to find the words for secrets, of the languages in the list, and misspelt ones. */
export function createSecretTerms(): SecretTerms {
  const list = readWords();
  const { pattern, kindOf } = readCharacters();

  /** “el código” is the beginning of “el código de verificación”. */
  function isWithin(text: string, words: Word[], index: number, count: number): boolean {
    for (let later = 1; later < count; later += 1) {
      const longer = longestAt(text, words, index + later, list);
      if (longer && longer.count + later > count) return true;
    }
    return false;
  }

  return (text, words) => {
    const terms: SecretTerm[] = [];
    const parts = new Map<string, Meaning | undefined>();
    const known: Known = { ...list, partOf: (word) => remembered(parts, word, list.partOf) };
    let next = 0;
    for (const [index, { start }] of words.entries()) {
      if (index < next) continue;
      const found = longestAt(text, words, index, known);
      if (!found || (found.meaning.isAmbiguous && isWithin(text, words, index, found.count)))
        continue;
      next = index + found.count;
      const end = words[next - 1]?.end ?? start;
      terms.push({ ...found.meaning, start, end, words: found.words });
    }
    for (const { 0: characters, index } of text.matchAll(pattern)) {
      const kind = kindOf.get(characters.toLowerCase());
      const end = index + characters.length;
      if (kind) terms.push({ kind, start: index, end, words: characters, isAmbiguous: false });
    }
    return terms.sort((one, other) => one.start - other.start);
  };
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{0,40}(?:'[\p{L}\p{M}]{1,20})?/gu;
const GAP = /^(?:[ \t]{1,2}|[ \t]?\n|-|_)$/;

type Meaning = { kind: SecretKind; isAmbiguous: boolean };
type Known = {
  phrases: Map<string, { meaning: Meaning | undefined }>;
  partOf: (word: string) => Meaning | undefined;
};

/** Most texts repeat their words. */
function remembered(
  known: Map<string, Meaning | undefined>,
  word: string,
  find: (word: string) => Meaning | undefined,
): Meaning | undefined {
  if (known.has(word)) return known.get(word);
  const found = find(word);
  known.set(word, found);
  return found;
}

function readWords(): Known {
  const phrases = new Map<string, { meaning: Meaning | undefined }>();
  const beginnings = new Map<string, Meaning>();
  const endings = new Map<string, Meaning>();
  for (const { kind, list } of kindsOf(secretWords)) {
    for (const entry of list.split(',')) {
      const plain = entry
        .trim()
        .split(/[\s-]+/)
        .map(foldWord)
        .join(' ');
      if (plain === '') continue;
      const meaning = { kind, isAmbiguous: entry.trim().endsWith('?') };
      for (const part of beginningsOf(plain)) {
        if (!phrases.has(part)) phrases.set(part, { meaning: undefined });
      }
      phrases.set(plain, { meaning });
      const isOneWord = !plain.includes(' ') && plain.length > 3;
      if (isOneWord && entry.includes('*')) beginnings.set(plain, meaning);
      if (isOneWord && entry.includes('~') && plain.length > 4) endings.set(plain, meaning);
    }
  }
  return { phrases, partOf: (word) => partOf(word, { beginnings, endings }) };
}

function beginningsOf(phrase: string): string[] {
  const words = phrase.split(' ');
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join(' '));
}

function kindsOf(lists: Record<SecretKind, string>): { kind: SecretKind; list: string }[] {
  const { password, key } = lists;
  return [
    { kind: 'password', list: password },
    { kind: 'key', list: key },
    { kind: 'one-time code', list: lists['one-time code'] },
    { kind: 'recovery code', list: lists['recovery code'] },
    { kind: 'card code', list: lists['card code'] },
    { kind: 'security answer', list: lists['security answer'] },
  ];
}

function readCharacters(): { pattern: RegExp; kindOf: Map<string, SecretKind> } {
  const kindOf = new Map<string, SecretKind>();
  for (const { kind, list } of kindsOf(secretCharacters)) {
    for (const characters of list.normalize('NFKC').toLowerCase().split('|')) {
      kindOf.set(characters, kind);
    }
  }
  const longestFirst = [...kindOf.keys()].sort((one, other) => other.length - one.length);
  return { pattern: new RegExp(longestFirst.map(RegExp.escape).join('|'), 'giu'), kindOf };
}

function longestAt(
  text: string,
  words: Word[],
  first: number,
  { phrases, partOf }: Known,
): { count: number; words: string; meaning: Meaning } | undefined {
  let longest: { count: number; words: string; meaning: Meaning } | undefined;
  let phrase = '';
  for (let last = first; last < words.length; last += 1) {
    const word = words[last];
    const before = words[last - 1];
    if (!word || (last > first && before && !GAP.test(text.slice(before.end, word.start)))) break;
    phrase = last === first ? word.plain : `${phrase} ${word.plain}`;
    const found = phrases.get(phrase);
    if (!found) break;
    const { meaning } = found;
    if (meaning) longest = { count: last - first + 1, words: phrase, meaning };
  }
  const word = words[first]?.plain ?? '';
  const part = longest ? undefined : partOf(word);
  return longest ?? (part && { count: 1, words: word, meaning: part });
}

function partOf(
  word: string,
  { beginnings, endings }: { beginnings: Map<string, Meaning>; endings: Map<string, Meaning> },
): Meaning | undefined {
  for (let length = word.length; length > 3; length -= 1) {
    const meaning = beginnings.get(word.slice(0, length)) ?? endings.get(word.slice(-length));
    if (meaning) return meaning;
  }
  return isMisspelt(word) ? { kind: 'password', isAmbiguous: false } : undefined;
}
