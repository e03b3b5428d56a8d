import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, nameIn, textIn } from './fields.ts';
import type { Names } from './names.ts';
import { channelWords, linkWords, userWords } from './plain-text.ts';

/**
 * The lines of a rich text block, written as Slack writes the same words into a message's `text`: so
 * that the two can be recognized as one.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function richTextLines({ elements }: Fields, names: Names): string[] {
  return itemsOf(elements)
    .map(fieldsOf)
    .flatMap((element) => elementLines(element, names));
}

function elementLines(element: Fields, names: Names): string[] {
  if (element.type === 'rich_text_list') return listLines(element, names);
  const text = inlineText(element, names);
  if (element.type === 'rich_text_preformatted') return `\`\`\`${text}\`\`\``.split('\n');
  const lines = text.split('\n');
  return element.type === 'rich_text_quote' ? lines.map((line) => `> ${line}`) : lines;
}

function listLines({ style, indent, offset, elements }: Fields, names: Names): string[] {
  const depth = Math.min(typeof indent === 'number' && indent > 0 ? Math.floor(indent) : 0, 8);
  const first = typeof offset === 'number' ? Math.floor(offset) + 1 : 1;
  return itemsOf(elements).map((item, index) => {
    const mark = style === 'ordered' ? `${first + index}.` : '•';
    return `${'    '.repeat(depth)}${mark} ${inlineText(fieldsOf(item), names)}`;
  });
}

function inlineText({ elements, ...piece }: Fields, names: Names): string {
  // Slack nests these no deeper; what is deeper is noticed as left out.
  const pieces = itemsOf(elements).map((inner) => pieceText(fieldsOf(inner), names));
  return pieces.length > 0 ? pieces.join('') : pieceText(piece, names);
}

function pieceText(piece: Fields, names: Names): string {
  const read = pieces.get(nameIn(piece.type));
  return read ? read(piece, names) : textIn(piece.text) || textIn(piece.fallback);
}

type ReadPiece = (piece: Fields, names: Names) => string;

const pieces = new Map<string, ReadPiece>([
  ['text', ({ text, style }) => marked(textIn(text), fieldsOf(style))],
  ['link', ({ url, text }) => linkWords(textIn(url), textIn(text) || undefined)],
  ['user', ({ user_id }, names) => userWords(nameIn(user_id), names)],
  ['channel', ({ channel_id }, names) => channelWords(nameIn(channel_id), names)],
  ['team', ({ team_id }) => `@${nameIn(team_id)}`],
  ['usergroup', ({ usergroup_id }) => `@${nameIn(usergroup_id)}`],
  ['broadcast', ({ range }) => `@${nameIn(range)}`],
  ['emoji', ({ name, skin_tone }) => emojiText(nameIn(name), skin_tone)],
  ['date', ({ fallback, timestamp }) => textIn(fallback) || dateText(timestamp)],
  ['color', ({ value }) => textIn(value)],
]);

/** What is code or struck out is not what the author asks for, so its marks are kept. */
function marked(text: string, { code, strike }: Fields): string {
  if (text.trim() === '') return text;
  const shown = code === true ? `\`${text}\`` : text;
  return strike === true ? `~${shown}~` : shown;
}

function emojiText(name: string, skinTone: unknown): string {
  const tone =
    typeof skinTone === 'number' && !name.includes('::') ? `:skin-tone-${skinTone}:` : '';
  return name === '' ? '' : `:${name}:${tone}`;
}

function dateText(timestamp: unknown): string {
  const date = new Date(typeof timestamp === 'number' ? timestamp * 1000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
