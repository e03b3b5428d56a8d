// Bounded everywhere, so that a long word without an @ is read once. No dot or hyphen at an end.
const label = '[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?';

/** An email as people type it, in any script. Use it only with `match` and `replace`: it is global. */
export const emailPattern: RegExp = new RegExp(
  `(?<![\\p{L}\\d_])[\\p{L}\\d_](?:[\\p{L}\\d_.%+'-]{0,63}[\\p{L}\\d_+-])?@(?:${label}\\.){1,8}(?:xn--[a-z\\d-]{2,59}|\\p{L}{2,24})(?![\\p{L}\\d_-])`,
  'giu',
);

/** Every email in a text, in the order they are typed, as they are typed. */
export function findEmails(text: string): string[] {
  return text.match(emailPattern) ?? [];
}
