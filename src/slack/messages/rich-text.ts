import type { RichTextBlock, RichTextElement } from '@slack/web-api';
import { DATE_FORMAT, inUtc } from './date-token.ts';

export type Piece =
  | string
  | { bold: string }
  | { italic: string }
  | { link: string; url: string }
  | { user: string }
  | { group: string }
  | { date: Date };

/**
 * A paragraph of pieces. Text in a rich text block is shown as it is: it cannot ping, link or
 * format, whoever wrote it.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function paragraph(...pieces: Piece[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: elementsOf(pieces) }],
  };
}

/** A paragraph followed by a quotation. */
export function quotation(pieces: Piece[], quoted: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: elementsOf(pieces) },
      { type: 'rich_text_quote', elements: elementsOf([quoted]) },
    ],
  };
}

/** Slack refuses an element without text. */
function elementsOf(pieces: Piece[]): RichTextElement[] {
  return pieces.filter((piece) => piece !== '').map(elementOf);
}

function elementOf(piece: Piece): RichTextElement {
  if (typeof piece === 'string') return { type: 'text', text: piece };
  if ('date' in piece) return dateElement(piece.date);
  if ('user' in piece) return { type: 'user', user_id: piece.user };
  if ('group' in piece) return { type: 'usergroup', usergroup_id: piece.group };
  if ('url' in piece) return { type: 'link', text: piece.link, url: piece.url };
  if ('italic' in piece) return { type: 'text', text: piece.italic, style: { italic: true } };
  return { type: 'text', text: piece.bold, style: { bold: true } };
}

/** Slack shows it in each reader's own zone. */
function dateElement(at: Date): RichTextElement {
  const timestamp = Math.floor(at.getTime() / 1000);
  return { type: 'date', timestamp, format: DATE_FORMAT, fallback: inUtc(at) };
}
