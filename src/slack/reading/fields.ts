import { cleanName, cleanText } from '../../clean-text.ts';

/** The items of a list; none where it is no list. */
export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a value, cleaned; empty where it is none. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? cleanText(value) : '';
}

/** The name or title that a value is, in one line; empty where it is none. */
export function nameIn(value: unknown): string {
  return typeof value === 'string' ? cleanName(value) : '';
}
