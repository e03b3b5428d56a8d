import type { Inline, RichText } from '../blocks/rich-text.ts';
import { type Mention, typedInlines } from './typed-text.ts';

type Part = RichText['elements'][number];
type Section = Extract<Part, { type: 'rich_text_section' }>;
type List = Extract<Part, { type: 'rich_text_list' }>;
type Style = NonNullable<Inline['style']>;
type Line = { kind: 'text' | 'quote' | 'code' | List['style']; text: string };

/**
 * Converts what a person types into a rich text input: `*bold*`, `_italic_`, `~struck~`, `` `code` ``,
 * links, chosen mentions, lists, quotes and ``` for code. `undefined` where nothing is typed.
 */
export function typedRichText(
  typed: string,
  mentions: readonly Mention[] = [],
): RichText | undefined {
  if (typed.trim() === '') return undefined;
  const elements = groupsOf(linesOf(typed)).map((lines) => partOf(lines, mentions));
  return { type: 'rich_text', elements };
}

function linesOf(typed: string): Line[] {
  let isCode = false;
  return typed.split('\n').flatMap((text): Line[] => {
    if (text.trim() === '```') {
      isCode = !isCode;
      return [];
    }
    return [isCode ? { kind: 'code', text } : lineOf(text)];
  });
}

function lineOf(text: string): Line {
  for (const [kind, mark] of marks) {
    const rest = mark.exec(text)?.[1];
    if (rest !== undefined) return { kind, text: rest };
  }
  return { kind: 'text', text };
}

const marks = [
  ['quote', /^> ?(.*)$/],
  ['bullet', /^[-•] (.*)$/],
  ['ordered', /^\d+\. (.*)$/],
] as const;

/** Lines of one kind that follow each other make one part. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.kind === line.kind) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

function partOf(lines: readonly Line[], mentions: readonly Mention[]): Part {
  const kind = lines[0]?.kind ?? 'text';
  const text = lines.map((line) => line.text).join('\n');
  switch (kind) {
    case 'text':
      return section(text, mentions);
    case 'quote':
      return { type: 'rich_text_quote', elements: inlines(text, mentions, {}) };
    case 'code':
      return {
        type: 'rich_text_preformatted',
        elements: text === '' ? [] : [{ type: 'text', text }],
      };
    case 'bullet':
    case 'ordered': {
      const items = lines.map((line) => section(line.text, mentions));
      return { type: 'rich_text_list', style: kind, elements: items };
    }
  }
}

function section(text: string, mentions: readonly Mention[]): Section {
  return { type: 'rich_text_section', elements: inlines(text, mentions, {}) };
}

/** Matches text between two marks, without spaces inside them or letters outside. */
function span(mark: string): string {
  const sign = `[${mark}]`;
  return String.raw`(?<![\p{L}\p{N}${mark}])${sign}(?!\s)([^${mark}\n]+?)(?<!\s)${sign}(?![\p{L}\p{N}${mark}])`;
}

const url = String.raw`https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"*_~]`;
const styled = new RegExp(
  `${url}|${['`', '*', '_', '~'].map((mark) => span(mark)).join('|')}`,
  'gu',
);
const styles = ['code', 'bold', 'italic', 'strike'] as const;

function inlines(text: string, mentions: readonly Mention[], style: Style): Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(styled)) {
    const at = match.slice(1).findIndex((content) => content !== undefined);
    const name = styles[at];
    if (name === undefined) continue;
    pieces.push(...plain(text.slice(end, match.index), mentions, style));
    const content = match[at + 1] ?? '';
    const inner = { ...style, [name]: true };
    pieces.push(
      ...(name === 'code' ? [codeOf(content, inner)] : inlines(content, mentions, inner)),
    );
    end = match.index + match[0].length;
  }
  return [...pieces, ...plain(text.slice(end), mentions, style)];
}

function codeOf(text: string, style: Style): Inline {
  return { type: 'text', text, style };
}

function plain(text: string, mentions: readonly Mention[], style: Style): Inline[] {
  const pieces = typedInlines(text, mentions);
  return Object.keys(style).length === 0 ? pieces : pieces.map((piece) => ({ ...piece, style }));
}
