/**
 * What the author of a text says themselves: without what they quote, show as code or strike out, in
 * the marks that Slack writes into a message's `text`, escaped or not.
 */
export function ownText(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/`[^`\n]+`/g, ' , ')
    .replace(/^[^\S\n]*(?:>|&gt;){3}[\s\S]*/m, ' ')
    .replace(/^[^\S\n]*(?:>|&gt;).*$/gm, ' ')
    .replace(/(?<![\p{L}\p{N}~])~(?![\s~])[^~\n]*(?<!\s)~(?![\p{L}\p{N}~])/gu, ' ');
}
