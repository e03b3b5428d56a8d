import type { Names } from './names.ts';

/**
 * Turns the text of a Slack event into what its author typed: tokens become words, and the three
 * escaped characters are unescaped.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainText(text: string, names: Names = nobody): string {
  return unescapeText(text.replace(/<([^<>]*)>/g, (_, token: string) => wordsOf(token, names)));
}

/** Undoes Slack's escaping, once: `&amp;lt;` is a typed `&lt;`. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (entity) => entities.get(entity) ?? entity);
}

const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

const nobody: Names = { user: () => undefined, channel: () => undefined };

/** Makes any text safe in a mrkdwn or fallback text: no ping, no link. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A mention of a user: by the name that the bot knows, or else as Slack labels it. */
export function userWords(id: string, names: Names, label?: string): string {
  return `@${names.user(id) ?? label ?? id}`;
}

/** A mention of a channel; Slack leaves the label empty where the author of a token may not see it. */
export function channelWords(id: string, names: Names, label?: string): string {
  return `#${label ?? names.channel(id) ?? id}`;
}

/** A link: a label never hides where it leads. */
export function linkWords(url: string, label?: string): string {
  if (url.startsWith('mailto:')) return label ?? url.slice('mailto:'.length);
  if (url.startsWith('tel:')) return label ?? url.slice('tel:'.length);
  return label === undefined || url.endsWith(label) ? url : `${label} (${url})`;
}

function wordsOf(token: string, names: Names): string {
  const { target, label } = split(token);
  if (target.startsWith('@')) return userWords(target.slice(1), names, label);
  if (target.startsWith('#')) return channelWords(target.slice(1), names, label);
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^').at(-1)}`;
  return linkWords(target, label);
}

/** An empty label is none. */
function split(token: string): { target: string; label?: string } {
  const bar = token.indexOf('|');
  if (bar < 0) return { target: token };
  const [target, label] = [token.slice(0, bar), token.slice(bar + 1)];
  return label.trim() === '' ? { target } : { target, label };
}
