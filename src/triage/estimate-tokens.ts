/**
 * Estimates how many tokens a model makes of a text, rather too many than too few: each model has its own
 * way, and none of them is part of the bot.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const { 0: run, groups = {} } of text.matchAll(runs)) {
    const length = run.length;
    if (groups.word !== undefined) tokens += Math.ceil(length / LETTERS_OF_A_TOKEN);
    else if (groups.digits !== undefined) tokens += Math.ceil(length / 3);
    else if (groups.latin !== undefined) tokens += Math.ceil(length / 3);
    else if (groups.alphabet !== undefined) tokens += Math.ceil(length / 2);
    else if (groups.space !== undefined) tokens += length > 1 ? 1 : 0;
    else if (groups.other !== undefined) tokens += Math.max(1, Buffer.byteLength(run) - 1);
    else tokens += 1;
  }
  return tokens;
}

/** Of words in small letters, which models know. */
const LETTERS_OF_A_TOKEN = 8;

const runs =
  /(?<word>[A-Z]?[a-z]+)|(?<digits>\d+)|(?<latin>\p{Script=Latin}+)|(?<alphabet>(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])\p{L})+)|(?<space>[ \t]+)|(?<mark>[\n\p{P}\p{L}])|(?<other>[\s\S])/gu;
