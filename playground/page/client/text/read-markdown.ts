import { inPieces } from './in-pieces.ts';
import type { Inline, Item, Passage } from './passage.ts';
import { readToken } from './read-token.ts';

/** Reads what bots write of standard Markdown. @see https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function readMarkdown(text: string): Passage[] {
  return text
    .split(/^```.*\n([\s\S]*?)\n?```$/m)
    .flatMap((part, index) => (index % 2 === 1 ? [preformatted(part)] : readLines(part)));
}

function preformatted(text: string): Passage {
  return { type: 'preformatted', parts: [{ type: 'text', text }] };
}

function readLines(text: string): Passage[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*$/.test(line))
    .reduce<Passage[]>((before, line) => joined(before, readLine(line)), [])
    .filter((passage) => passage.type !== 'paragraph' || passage.parts.length > 0);
}

function readLine(line: string): Passage {
  const heading = /^(#{1,6}) +(.*)$/.exec(line);
  if (heading) {
    const [, marks = '', words = ''] = heading;
    return { type: 'heading', level: Math.min(marks.length, 4), parts: readInlines(words) };
  }
  if (/^ {0,3}([-*_])(?: *\1){2,} *$/.test(line)) return { type: 'rule' };
  const item = /^( *)(?:[-*+]|(\d+)[.)]) +(.*)$/.exec(line);
  if (item) {
    const [, space = '', number, words = ''] = item;
    const indent = Math.floor(space.length / 2);
    const items = [readInlines(words)];
    return {
      type: 'list',
      isOrdered: number !== undefined,
      indent,
      start: Number(number ?? 1),
      items,
    };
  }
  const quote = /^> ?(.*)$/.exec(line)?.[1];
  if (quote !== undefined) return { type: 'quote', parts: readInlines(quote) };
  const cells = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  if (cells !== undefined)
    return { type: 'table', rows: [cells.split('|').map((cell) => readInlines(cell.trim()))] };
  return { type: 'paragraph', parts: readInlines(line) };
}

/** Adds a line to the quote, list or paragraph that it continues. */
function joined(before: readonly Passage[], next: Passage): Passage[] {
  const last = before.at(-1);
  const whole = last && merged(last, next);
  return whole ? [...before.slice(0, -1), whole] : [...before, next];
}

function merged(last: Passage, next: Passage): Passage | undefined {
  if (last.type === 'table' && next.type === 'table')
    return { ...last, rows: [...last.rows, ...next.rows] };
  if (last.type === 'list' && next.type === 'list') {
    const isSame = last.isOrdered === next.isOrdered && last.indent === next.indent;
    return isSame ? { ...last, items: [...last.items, ...next.items] } : undefined;
  }
  const isText = (last.type === 'quote' || last.type === 'paragraph') && last.type === next.type;
  if (!isText || last.parts.length === 0 || next.parts.length === 0) return undefined;
  return { ...last, parts: [...last.parts, { type: 'text', text: '\n' }, ...next.parts] };
}

const pieces =
  /`([^`]+)`|\*\*(?!\s)(.+?)\*\*|~~(?!\s)(.+?)~~|(?<!\w)[*_](?!\s)([^*_]+?)[*_](?!\w)|!?\[([^\]]*)\]\(([^)\s]+)\)|<([@#!][^<>\n]+|[a-z]+:[^<>\s]+)>|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?'"*_])/g;

function readInlines(text: string): Item {
  return inPieces(text, pieces, { readPiece, plain });
}

function plain(text: string): Inline[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

function readPiece(match: RegExpExecArray): Inline {
  const [whole, code, bold, strike, italic, label, target, token, emoji, bare] = match;
  if (code !== undefined) return { type: 'code', text: code };
  if (bold !== undefined) return { type: 'styled', style: 'bold', parts: readInlines(bold) };
  if (strike !== undefined) return { type: 'styled', style: 'strike', parts: readInlines(strike) };
  if (italic !== undefined) return { type: 'styled', style: 'italic', parts: readInlines(italic) };
  if (target !== undefined) return { type: 'link', url: target, parts: readInlines(label ?? '') };
  if (token !== undefined) return readToken(token);
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  if (bare !== undefined) return { type: 'link', url: bare, parts: plain(bare) };
  return { type: 'text', text: whole };
}
