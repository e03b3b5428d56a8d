import { z } from 'zod';

/**
 * Cleans a text that comes from Slack: every line break is `\n`, and there are no control or
 * direction characters and no half emoji, which databases and readers take badly.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(NOT_SHOWN, '');
}

/** Cleans a name or a title: a text of one line. */
export function cleanName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Control characters but the tab and the line feed, marks of direction, and the byte order mark. */
const NOT_SHOWN = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export const OutsideText = z.string().transform(cleanText);
export const OutsideName = z.string().transform(cleanName);

/** The id of a user, a channel, a bot, a file or a workspace. */
export const SlackId = z.string().regex(/^[\w.-]{1,100}$/);

/** Slack's time of a message, which names it in its channel: seconds since 1970 with decimals. */
export const SlackTs = z.string().regex(/^-?\d{1,10}(?:\.\d{1,9})?$/);
