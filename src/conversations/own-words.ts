/**
 * What the author of a message wrote themselves: without lines that are quoted, forwarded or
 * attached, and without the names of files. Only there may an email be the author's own.
 */
export function ownWords(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^(?:\| )?>/.test(line))
    .map((line) => line.split('[file: ', 1).join(''))
    .join('\n');
}
