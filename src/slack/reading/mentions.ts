import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, textIn } from './fields.ts';
import { ownText } from './own-text.ts';
import type { SlackMessage } from './slack-message.ts';

/**
 * Whether the author of a message mentions a user in their own words: not where they quote somebody,
 * show code, or forward a message. Slack's rich text says which is which; other texts have marks.
 */
export function mentions({ text, blocks }: SlackMessage, user: string): boolean {
  const typed = itemsOf(blocks)
    .map(fieldsOf)
    .filter(({ type, elements }) => type === 'rich_text' && itemsOf(elements).length > 0);
  if (typed.length > 0) {
    return typed.some(({ elements }) => itemsOf(elements).some((part) => names(part, user)));
  }
  const words = ownText(textIn(text));
  return words.includes(`<@${user}>`) || words.includes(`<@${user}|`);
}

/** A part of rich text: a section, or a list of them. */
function names(part: unknown, user: string): boolean {
  const { type, elements } = fieldsOf(part);
  if (type === 'rich_text_list') return itemsOf(elements).some((item) => names(item, user));
  if (type !== 'rich_text_section') return false;
  return itemsOf(elements)
    .map(fieldsOf)
    .some((piece) => piece.type === 'user' && piece.user_id === user && !isCode(piece));
}

function isCode({ style }: Fields): boolean {
  return fieldsOf(style).code === true;
}
