import { clausesOf, isContrast, type Sentence, sentencesOf } from './clauses.ts';
import { ownText } from './own-text.ts';
import { isBareRequest, isRequest } from './request-clause.ts';
import { beginsWithRefusal, isTakenBack } from './taken-back.ts';
import { commandsIn, isOnlyTheWord } from './typed-command.ts';

/**
 * Whether the author of a message asks for a person, in their own words: not in what they quote, show
 * as code or strike out.
 *
 * - The command, typed as text, counts wherever it stands (`charged twice !escalate`), unless the
 *   sentence around it only speaks of it (`what does !escalate do?`) or words after it take it back.
 * - The word `escalate` counts where nothing but courtesies is around it, in the message or its last
 *   line.
 * - Other words count beside the bot's mention only: a clause must be a request, and no clause of the
 *   message may take it back, before or after it.
 *
 * A request in doubt is none: whoever mentions the bot in a conversation of their own is answered with
 * the button anyway.
 */
export function asksForPerson(
  typed: string,
  { isMention, botName }: { isMention: boolean; botName: string },
): boolean {
  const words = plainWords(ownText(typed), botName);
  if (commandsIn(words).some(({ after }) => !isGivenUp(after))) return true;
  if (isOnlyTheWord(words)) return !isGivenUp(words);
  return isMention && hasRequest(words);
}

/** Whether words take back what was asked before them. */
function isGivenUp(words: string): boolean {
  const clauses = sentencesOf(words).flatMap(clausesOf);
  return clauses.some(isTakenBack) || beginsWithRefusal(clauses);
}

function hasRequest(words: string): boolean {
  const clauses = sentencesOf(words).flatMap(judged);
  return clauses.some(({ asks }, at) => {
    const before = clauses.slice(0, at + 1);
    // "It worked, but it broke again, I need a person": what is said after the `but` counts.
    const turn = before.findLastIndex(({ clause }) => isContrast(clause));
    const rest = clauses.slice(Math.max(turn, 0)).map(({ clause }) => clause);
    return (
      asks &&
      !beginsWithRefusal(clauses.slice(at + 1).map(({ clause }) => clause)) &&
      !rest.some(isTakenBack)
    );
  });
}

/** The clauses of a sentence, each with whether it asks for a person by itself. */
function judged(sentence: Sentence): { clause: string; asks: boolean }[] {
  const clauses = clausesOf(sentence);
  return clauses.map((clause, at) => {
    const isLast = at === clauses.length - 1;
    const asks = isRequest(clause, clauses.slice(0, at)) || (isLast && isBareRequest(sentence));
    return { clause, asks };
  });
}

/** Lower case, without formatting and emoji, in the letters of a plain keyboard; `@` is the mention. */
function plainWords(own: string, botName: string): string {
  const words = own
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Extended_Pictographic}]/gu, '')
    .replace(/:[a-z][a-z0-9_+-]*:/g, ' ')
    .replaceAll(`@${botName}`, ' @ ')
    .replace(/[*_~`>¡¿]/g, '')
    .replace(/[’‘´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
    .toLowerCase();
  return withoutCited(words);
}

/** Several words in quotation marks are cited, unless nothing stands outside of them. */
function withoutCited(words: string): string {
  const outside = words.replace(/"[^"\n]*\s[^"\n]*"/g, ' ');
  return /\p{L}/u.test(outside) ? outside : words;
}
