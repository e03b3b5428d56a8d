/** Cuts a text to a length in characters as Slack counts them, never through an emoji's middle. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`;
}
