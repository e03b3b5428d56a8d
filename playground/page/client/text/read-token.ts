import type { Inline } from './passage.ts';
import { unescaped } from './unescaped.ts';

/** Reads a token between `<` and `>` in Slack's own format: a mention, a date or a link. */
export function readToken(token: string): Inline {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(token.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1) };
  if (target.startsWith('!date^')) return readDate(target, label);
  if (target.startsWith('!subteam^')) return { type: 'call', name: label ?? target.slice(9) };
  if (target.startsWith('!')) return { type: 'call', name: target.slice(1) };
  const url = unescaped(target);
  return {
    type: 'link',
    url,
    parts: [{ type: 'text', text: label ?? url.replace(/^mailto:/, '') }],
  };
}

function readDate(target: string, label = ''): Inline {
  const [, seconds = '', format = '', url] = target.split('^');
  const date: Inline = { type: 'date', seconds: Number(seconds), format, fallback: label };
  return url === undefined ? date : { type: 'link', url: unescaped(url), parts: [date] };
}
