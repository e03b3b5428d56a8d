import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Names } from './names.ts';

/** Rich text as somebody would type it: `*bold*`, `_italic_`, `- ` before a list's items, `> ` before a quote. */
export function typedRichText({ elements }: RichTextBlock, names: Names): string {
  return elements.map((part) => typedPart(part, names)).join('\n');
}

function typedPart(part: RichTextBlockElement, names: Names): string {
  switch (part.type) {
    case 'rich_text_section':
      return typedLine(part.elements, names).replace(/\n$/, '');
    case 'rich_text_quote':
      return typedLine(part.elements, names).replaceAll(/^/gm, '> ');
    case 'rich_text_preformatted':
      return ['```', typedLine(part.elements, names), '```'].join('\n');
    case 'rich_text_list':
      return part.elements
        .map(({ elements }, index) => {
          const mark = part.style === 'ordered' ? `${index + 1}.` : '-';
          return `${mark} ${typedLine(elements, names)}`;
        })
        .join('\n');
  }
}

function typedLine(inlines: readonly RichTextElement[], names: Names): string {
  return inlines.map((inline) => typedInline(inline, names)).join('');
}

function typedInline(inline: RichTextElement, names: Names): string {
  const { style } = inline;
  const worn = (['code', 'strike', 'italic', 'bold'] as const).filter((name) => style?.[name]);
  return worn.reduce((text, name) => marked(text, marks[name]), bare(inline, names));
}

const marks = { bold: '*', italic: '_', strike: '~', code: '`' } as const;

/** Spaces at the ends stay outside of the marks, where the marks still count. */
function marked(text: string, mark: string): string {
  return text.replace(/^(\s*)(.*?)(\s*)$/s, `$1${mark}$2${mark}$3`);
}

function bare(inline: RichTextElement, names: Names): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'link':
      return inline.text === undefined || inline.url === `mailto:${inline.text}`
        ? (inline.text ?? inline.url)
        : `${inline.text} (${inline.url})`;
    case 'user':
      return `@${names.user(inline.user_id)}`;
    case 'channel':
      return `#${names.channel(inline.channel_id)}`;
    case 'usergroup':
      return `@${inline.usergroup_id}`;
    case 'team':
      return `@${inline.team_id}`;
    case 'broadcast':
      return `@${inline.range}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'color':
      return inline.value;
    case 'date':
      return inline.fallback ?? '';
  }
}
