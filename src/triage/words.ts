/** The words of a text in lower case, without punctuation: keywords and sentences are compared by them. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
}

const WORD = /[\p{Letter}\p{Mark}\p{Number}]+/gu;
