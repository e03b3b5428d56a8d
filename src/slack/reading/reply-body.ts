import { cleanText } from '../../clean-text.ts';
import { fieldsOf } from '../../fields-of.ts';
import { RichText } from '../../tickets/rich-text.ts';
import { itemsOf, textIn } from './fields.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { richTextLines } from './rich-text.ts';
import type { SlackMessage } from './slack-message.ts';

/** What an agent wrote for a customer, or why it cannot be sent. */
export type ReplyBody =
  | { status: 'read'; body: RichText; text: string }
  | { status: 'empty' }
  | { status: 'refused'; because: 'notifies-many' | 'unknown-part' };

/** Reads a rich text block, as a form's input gives it. */
export function replyBody(block: unknown, names: Names): ReplyBody {
  const elements = itemsOf(fieldsOf(cleaned(block)).elements);
  const text = richTextLines({ elements }, names).join('\n').trim();
  if (text === '') return { status: 'empty' };
  if (notifiesMany(elements)) return { status: 'refused', because: 'notifies-many' };
  const read = RichText.safeParse(elements);
  if (!read.success) return { status: 'refused', because: 'unknown-part' };
  return { status: 'read', body: read.data, text };
}

/** What an agent wrote in a message, as the body of a reply. */
export function noteBody({ blocks, text }: SlackMessage, names: Names): unknown {
  const written = itemsOf(blocks)
    .map(fieldsOf)
    .find(({ type }) => type === 'rich_text');
  return written ?? bodyOfText(plainText(textIn(text), names));
}

/** Plain text as a rich text block. */
export function bodyOfText(text: string): { type: 'rich_text'; elements: RichText } {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** Slack nests the parts of a rich text three deep at most. */
function notifiesMany(elements: unknown[]): boolean {
  return elements
    .map(fieldsOf)
    .some(
      ({ type, elements: inner }) =>
        type === 'broadcast' || type === 'usergroup' || notifiesMany(itemsOf(inner)),
    );
}

/** Every text in it, as outside text is cleaned everywhere. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  const fields = Object.entries(fieldsOf(value));
  if (fields.length === 0) return value;
  return Object.fromEntries(fields.map(([name, field]) => [name, cleaned(field)]));
}
