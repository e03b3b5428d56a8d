import type { TextKey, Texts } from '../../src/desk/texts.ts';

/** The keys whose texts are, with some values, part of what somebody reads. */
export function keysRead(shown: string, texts: Texts): string[] {
  return Object.entries(texts)
    .filter(([, text]) => patternOf(text).test(shown))
    .map(([key]) => key);
}

/** The parts of a language's texts that are in what somebody reads, values left out. */
export function partsRead(shown: string, texts: Texts, but: readonly TextKey[] = []): string[] {
  return Object.entries(texts)
    .filter(([key]) => !but.some((one) => one === key))
    .flatMap(([, text]) => text.split(/\{\w+\}/))
    .map((part) => part.trim())
    .filter(
      (part) =>
        part.length > 3 &&
        new RegExp(`(?<!\\p{L})${RegExp.escape(part)}(?!\\p{L})`, 'u').test(shown),
    );
}

function patternOf(text: string): RegExp {
  return new RegExp(
    text
      .split(/\{\w+\}/)
      .map(RegExp.escape)
      .join('.*?'),
  );
}
