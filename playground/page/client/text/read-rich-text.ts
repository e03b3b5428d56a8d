import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextDate,
  RichTextElement,
  RichTextList,
} from '@slack/types';
import type { Inline, Passage } from './passage.ts';

/** Reads a rich text block, whose text has no tokens or marks. */
export function readRichText({ elements }: RichTextBlock): Passage[] {
  return elements.map(readPart);
}

function readPart(part: RichTextBlockElement): Passage {
  switch (part.type) {
    case 'rich_text_section':
      return { type: 'paragraph', parts: part.elements.map(readInline) };
    case 'rich_text_quote':
      return { type: 'quote', parts: part.elements.map(readInline) };
    case 'rich_text_preformatted':
      return { type: 'preformatted', parts: part.elements.map(readInline) };
    case 'rich_text_list':
      return {
        type: 'list',
        isOrdered: part.style === 'ordered',
        indent: part.indent ?? 0,
        start: offsetOf(part) + 1,
        items: part.elements.map(({ elements }) => elements.map(readInline)),
      };
  }
}

/** The number before the list's first; `@slack/types` does not have it yet. */
function offsetOf(list: RichTextList): number {
  return 'offset' in list && typeof list.offset === 'number' ? list.offset : 0;
}

function readInline(inline: RichTextElement): Inline {
  const { style } = inline;
  if (!style) return bare(inline);
  const worn = (['bold', 'italic', 'strike', 'underline'] as const).filter((name) => style[name]);
  const core = style.code && inline.type === 'text' ? code(inline.text) : bare(inline);
  return worn.reduce<Inline>(
    (inner, name) => ({ type: 'styled', style: name, parts: [inner] }),
    core,
  );
}

function code(text: string): Inline {
  return { type: 'code', text };
}

function text(words: string): Inline {
  return { type: 'text', text: words };
}

function bare(inline: RichTextElement): Inline {
  switch (inline.type) {
    case 'text':
      return text(inline.text);
    case 'link':
      return { type: 'link', url: inline.url, parts: [text(inline.text ?? inline.url)] };
    case 'user':
      return { type: 'user', id: inline.user_id };
    case 'channel':
      return { type: 'channel', id: inline.channel_id };
    case 'usergroup':
      return { type: 'call', name: inline.usergroup_id };
    case 'team':
      return { type: 'call', name: inline.team_id };
    case 'broadcast':
      return { type: 'call', name: inline.range };
    case 'emoji':
      return { type: 'emoji', name: inline.name };
    case 'color':
      return code(inline.value);
    case 'date':
      return readDate(inline);
  }
}

function readDate({ timestamp, format, url, fallback = '' }: RichTextDate) {
  const date: Inline = { type: 'date', seconds: timestamp, format, fallback };
  return url === undefined ? date : ({ type: 'link', url, parts: [date] } satisfies Inline);
}
