import { asIs, joined, nothing, type Reading } from './reading.ts';

/** The name that shows for the id of a person or channel. */
export type NameOf = (id: string) => string;

const tokens = /<[^<>]*>/g;
const bareUrls = /\bhttps?:\/\/[^\s<>|]+/g;

/**
 * Reads text in Slack's own format: `<@U…>`, `<!channel>`, `<#C…>`, `<url|label>`, `&lt;`.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function readMrkdwn(text: string, nameOf: NameOf): Reading {
  const pieces: Reading[] = [];
  let end = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    pieces.push(readPlain(text.slice(end, index)), readToken(token.slice(1, -1), nameOf));
    end = index + token.length;
  }
  return joined([...pieces, readPlain(text.slice(end))], '');
}

function readPlain(text: string): Reading {
  const urls = [...text.matchAll(bareUrls)].map(([url]) => ({ url, label: url }));
  return { ...nothing, shown: unescaped(text), links: urls };
}

function readToken(token: string, nameOf: NameOf): Reading {
  const [target = '', label] = token.split('|', 2);
  if (target.startsWith('@')) return ping(`<${target}>`, `@${nameOf(target.slice(1))}`);
  if (target.startsWith('#')) return asIs(`#${label ?? nameOf(target.slice(1))}`);
  if (target.startsWith('!date')) return asIs(unescaped(label ?? ''));
  if (target.startsWith('!')) return ping(`<${target}>`, `@${label ?? target.slice(1)}`);
  const shown = unescaped(label ?? target);
  return { ...nothing, shown, links: [{ url: unescaped(target), label: shown }] };
}

function ping(token: string, shown: string): Reading {
  return { ...nothing, shown, pings: [token] };
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
