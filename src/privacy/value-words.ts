import { foldWord } from './fold-word.ts';
import { remarks } from './secret-words.ts';

export type ValueWords = {
  /** Whether what follows “my password is” is more likely the password than a word about it. */
  isNoRemark: (word: string) => boolean;
};

/** Prepares to tell secrets from the words that are said about them. */
export function createValueWords(): ValueWords {
  const whole = new Set<string>();
  const stems = new Set<string>();
  for (const entry of remarks.split(/\s+/)) {
    if (entry.endsWith('*')) stems.add(foldWord(entry));
    else whole.add(foldWord(entry));
  }

  return {
    isNoRemark: (word) => {
      const plain = foldWord(word.replace(/[?!.,;:)]{1,9}$/, ''));
      if (plain.length < 2 || whole.has(plain) || /^[a-z]+(?:ed|ing|ly)$|nt$/.test(plain))
        return false;
      for (let length = 2; length <= Math.min(plain.length, LONGEST_STEM); length += 1) {
        if (stems.has(plain.slice(0, length))) return hasDigit(word);
      }
      return true;
    },
  };
}

const LONGEST_STEM = 20;

/** Whether a word is of letters and digits, or a long number. */
export function hasDigit(word: string): boolean {
  return word.length > 3 && /\d/.test(word) && (/\p{L}/u.test(word) || /^\d{5,}$/.test(word));
}

/** Whether a word looks like no word of a language. */
export function isCryptic(word: string): boolean {
  if (/^(?:https?:|<|www\.)|^\S{1,64}@\S+\.\p{L}+$/u.test(word)) return false;
  return hasDigit(word) || (word.length > 3 && /\p{Ll}\p{Lu}|[^\p{L}\p{M}'./-]\p{L}/u.test(word));
}

/** Whether a word is a name that people give to things, such as `deploy-2024`. */
export function isName(word: string): boolean {
  const parts = word.split(/[-_./]/);
  return parts.length > 1 && parts.every((part) => /^(?:\p{L}*|\d{1,4}|v\d{1,3})$/u.test(part));
}
