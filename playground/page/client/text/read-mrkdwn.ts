import { inPieces } from './in-pieces.ts';
import type { Inline, Passage } from './passage.ts';
import { readToken } from './read-token.ts';
import { unescaped } from './unescaped.ts';

/** Reads Slack's own format. @see https://docs.slack.dev/messaging/formatting-message-text */
export function readMrkdwn(text: string): Passage[] {
  // `split` puts the group's matches at the odd indexes.
  const parts = text.split(/```([\s\S]+?)```/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return preformatted(part);
    const after = index > 0 ? part.replace(/^\n/, '') : part;
    return readLines(index < parts.length - 1 ? after.replace(/\n$/, '') : after);
  });
}

function preformatted(text: string): Passage[] {
  const shown = unescaped(text.replace(/^\n/, '').replace(/\n$/, ''));
  return [{ type: 'preformatted', parts: [{ type: 'text', text: shown }] }];
}

function readLines(text: string): Passage[] {
  if (text === '') return [];
  const groups: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
    const isQuote = quoted !== undefined;
    const last = groups.at(-1);
    if (last?.isQuote === isQuote) last.lines.push(quoted ?? line);
    else groups.push({ isQuote, lines: [quoted ?? line] });
  }
  return groups.map(({ isQuote, lines }) => ({
    type: isQuote ? 'quote' : 'paragraph',
    parts: readInlines(lines.join('\n')),
  }));
}

/** Matches text between two marks without spaces inside them or letters outside; a token in it may contain the mark. */
function span(mark: string): string {
  const content = String.raw`(?:<[^<>\n]*>|[^${mark}<\n])+?`;
  const sign = `[${mark}]`;
  return String.raw`(?<![\p{L}\p{N}${mark}])${sign}(?!\s)(${content})(?<!\s)${sign}(?![\p{L}\p{N}${mark}])`;
}

const pieces = new RegExp(
  [
    '<([^<>\\n]+)>',
    '`([^`\\n]+)`',
    ':([a-z0-9_+-]+):',
    '(https?://[^\\s<>|]*[^\\s<>|.,;:!?)\'"*_~])',
    span('*'),
    span('_'),
    span('~'),
  ].join('|'),
  'gu',
);

/** Reads one paragraph of Slack's own format. */
export function readInlines(text: string): Inline[] {
  return inPieces(text, pieces, { readPiece, plain });
}

function plain(text: string): Inline[] {
  return text === '' ? [] : [{ type: 'text', text: unescaped(text) }];
}

function readPiece([
  whole,
  token,
  code,
  emoji,
  url,
  bold,
  italic,
  strike,
]: RegExpExecArray): Inline {
  if (token !== undefined) return readToken(token);
  if (code !== undefined) return { type: 'code', text: unescaped(code) };
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  if (url !== undefined) return { type: 'link', url: unescaped(url), parts: plain(url) };
  if (bold !== undefined) return { type: 'styled', style: 'bold', parts: readInlines(bold) };
  if (italic !== undefined) return { type: 'styled', style: 'italic', parts: readInlines(italic) };
  if (strike !== undefined) return { type: 'styled', style: 'strike', parts: readInlines(strike) };
  return { type: 'text', text: whole };
}
