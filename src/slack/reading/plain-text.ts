/**
 * Turns the text of a Slack event into what its author typed: tokens become words, and the three
 * escaped characters are unescaped.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainText(text: string): string {
  return unescapeText(text.replace(/<([^<>]*)>/g, (_, token: string) => wordsOf(token)));
}

/** Undoes Slack's escaping, once: `&amp;lt;` is a typed `&lt;`. */
function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Makes any text safe in a mrkdwn or fallback text: no ping, no link. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function wordsOf(token: string): string {
  const { target, label } = split(token);
  if (target.startsWith('@')) return `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return special(target.slice(1), label);
  if (target.startsWith('mailto:')) return label ?? target.slice('mailto:'.length);
  if (target.startsWith('tel:')) return label ?? target.slice('tel:'.length);
  return label === undefined || target.endsWith(label) ? target : `${label} (${target})`;
}

function special(name: string, label: string | undefined): string {
  return label ?? `@${name.split('^').at(-1)}`;
}

function split(token: string): { target: string; label?: string } {
  const bar = token.indexOf('|');
  return bar < 0 ? { target: token } : { target: token.slice(0, bar), label: token.slice(bar + 1) };
}
