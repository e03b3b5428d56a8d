import type { Inline, RichText } from '../blocks/rich-text.ts';
import { escaped } from '../reading/mrkdwn.ts';
import type { Person } from '../team/person.ts';
import type { Broadcast } from './actor.ts';

/** Whom a typed `@name` mentions. */
export type Mention = Person | Broadcast;
type Piece = { text: string; inline: Inline };

const url = String.raw`https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"]`;
const email = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;

/**
 * Converts typed text as Slack's composer does: `&lt;` for `<`, and tokens for links, emails and the
 * mentions chosen from its list. Anything else that looks like a token stays plain text.
 */
export function typedText(
  typed: string,
  mentions: readonly Mention[] = [],
): { text: string; blocks: RichText[] } {
  const pieces = piecesOf(typed, mentions);
  const text = pieces.map((piece) => piece.text).join('');
  const elements = pieces.map(({ inline }) => inline);
  return { text, blocks: elements.length === 0 ? [] : [paragraph(elements)] };
}

/** The same as the pieces of a line of rich text. */
export function typedInlines(typed: string, mentions: readonly Mention[]): Inline[] {
  return piecesOf(typed, mentions).map(({ inline }) => inline);
}

function piecesOf(typed: string, mentions: readonly Mention[]): Piece[] {
  const named = mentions.flatMap((mention) =>
    names(mention).map((name) => [name, mention] as const),
  );
  const patterns = [...named.map(([name]) => literally(name)), url, email];
  return split(typed, new RegExp(patterns.join('|'), 'g')).map(({ part, isToken }) =>
    isToken ? token(part, new Map(named).get(part)) : words(part),
  );
}

function paragraph(elements: Inline[]): RichText {
  return {
    type: 'rich_text',
    block_id: 'typed',
    elements: [{ type: 'rich_text_section', elements }],
  };
}

function names(mention: Mention): string[] {
  if (typeof mention === 'string') return [`@${mention}`];
  return [`@${mention.displayName}`, `@${mention.realName}`, `@${mention.name}`];
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function split(text: string, tokens: RegExp): { part: string; isToken: boolean }[] {
  const parts: { part: string; isToken: boolean }[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(tokens)) {
    parts.push({ part: text.slice(end, index), isToken: false }, { part: found, isToken: true });
    end = index + found.length;
  }
  return [...parts, { part: text.slice(end), isToken: false }].filter(({ part }) => part !== '');
}

function words(text: string): Piece {
  return { text: escaped(text), inline: { type: 'text', text } };
}

function token(found: string, mention: Mention | undefined): Piece {
  if (typeof mention === 'string') {
    return { text: `<!${mention}>`, inline: { type: 'broadcast', range: mention } };
  }
  if (mention) return { text: `<@${mention.id}>`, inline: { type: 'user', user_id: mention.id } };
  if (found.startsWith('http')) {
    return { text: `<${escaped(found)}>`, inline: { type: 'link', url: found } };
  }
  const address = `mailto:${found}`;
  return {
    text: `<${address}|${found}>`,
    inline: { type: 'link', url: address, text: found },
  };
}
