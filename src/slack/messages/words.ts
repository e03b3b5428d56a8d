import {
  type KeyOfPlain,
  PLACEHOLDER,
  type PlaceholderOf,
  type TextKey,
  type Texts,
} from '../../desk/texts.ts';
import { inUtc } from './date-token.ts';
import type { Piece } from './rich-text.ts';

/** What customers read, in one language. */
export type Words = {
  /** A text as letters, where Slack formats nothing: in buttons, in titles, in forms, in a paragraph. */
  plain(key: KeyOfPlain): string;
  plain<Key extends TextKey>(key: Key, values: Record<PlaceholderOf<Key>, string>): string;
  /** A text for a paragraph, with values that Slack shows in its own way. */
  pieces<Key extends TextKey>(
    key: Key,
    values: Record<PlaceholderOf<Key>, string | Piece[]>,
  ): Piece[];
  /** A time, which Slack shows in the reader's own zone and way. */
  date(at: Date): Piece & { inWords: string };
};

/** What stands in a value is never taken for a placeholder. */
export function createWords(language: string, texts: Texts): Words {
  return { plain, pieces, date };

  function plain(key: TextKey, values: Record<string, string> = {}): string {
    return parts(texts[key])
      .map((part) => (part.isPlaceholder ? (values[part.text] ?? '') : part.text))
      .join('');
  }

  function pieces(key: TextKey, values: Record<string, string | Piece[]>): Piece[] {
    return parts(texts[key]).flatMap((part) =>
      part.isPlaceholder ? (values[part.text] ?? '') : part.text,
    );
  }

  function date(at: Date) {
    return { date: at, inWords: language === 'en' ? inUtc(at) : inWords(at, language) };
  }
}

/** Every second part of what is split so is a placeholder's name. */
function parts(text: string): { text: string; isPlaceholder: boolean }[] {
  return text
    .split(PLACEHOLDER)
    .map((part, index) => ({ text: part, isPlaceholder: index % 2 === 1 }));
}

function inWords(at: Date, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(at)} UTC`;
}
