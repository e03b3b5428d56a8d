import { cleanText } from '../../clean-text.ts';
import type { FileReference } from '../../conversations/message.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import type { SlackMessage } from './slack-message.ts';
import { stringsIn } from './strings-in.ts';

const parts = ['text', 'blocks', 'attachments', 'files'] as const;
/** What a message consists of. */
export type Part = (typeof parts)[number];

/**
 * The parts of a message that hold words which were not read, or something that nobody could read.
 * Slack adds new shapes all the time: what a customer said must not be lost without a sign.
 */
export function unreadParts(
  message: SlackMessage,
  { text, files, names }: { text: string; files: FileReference[]; names: Names },
): Part[] {
  const shown = [text, ...files.flatMap(({ name, kind, words = '' }) => [name, kind, words])];
  const known = new Set(shown.flatMap(wordsIn));
  const isRead = (words: string) => wordsIn(words).every((word) => known.has(word));
  const isEmpty = text.trim() === '' && files.length === 0;
  return parts.filter((part) => {
    const value = message[part];
    if (isEmpty && isSomething(value)) return true;
    return stringsIn(value).some((raw) => !isRead(plainText(raw, names)) && !isRead(raw));
  });
}

function wordsIn(text: string): string[] {
  return cleanText(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
}

function isSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined;
}
