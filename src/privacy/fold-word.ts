/** A word in lower case without accents and apostrophes, so that ways to write it can be compared. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z\d]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\p{M}'’*~?]/gu, '')
    .replace(/[ßłøæœđðıς]/g, (letter) => PLAIN.get(letter) ?? letter);
}

const PLAIN = new Map([
  ['ß', 'ss'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ς', 'σ'],
]);
