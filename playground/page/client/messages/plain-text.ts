import { unescaped } from '../text/unescaped.ts';

/** Converts Slack's format back to typed text: links, emails and mentions as they were typed, entities resolved. */
export function plainText(text: string, names: { user: (id: string) => string }): string {
  const words = text
    .replaceAll(/<@(\w+)>/g, (_, id: string) => `@${names.user(id)}`)
    .replaceAll(/<!(channel|here|everyone)>/g, '@$1')
    .replaceAll(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(https?:[^|>]*)>/g, '$1');
  return unescaped(words);
}
