import { clausesOf, isContrast, type Sentence, sentencesOf } from './clauses.ts';
import { joinsWish } from './joined-wish.ts';
import { ownText } from './own-text.ts';
import { isBareRequest, isCondition, isRequest } from './request-clause.ts';
import { beginsWithRefusal, isTakenBack } from './taken-back.ts';
import { afterCommand, isOnlyTheWord } from './typed-command.ts';

/**
 * Whether the author of a message asks for a person, in their own words: not in what they quote, show
 * as code or strike out.
 *
 * - The command, typed as text, counts wherever it stands (`charged twice !escalate`), unless the
 *   sentence around it only speaks of it (`what does !escalate do?`) or words after it take it back.
 * - The word `escalate` counts where nothing but courtesies is around it, in the message or its last
 *   line.
 * - Other words count beside the bot's mention only: a clause must be a request, also where an `and`
 *   joins it to the problem, and no clause of the message may take it back, before or after it.
 *
 * A request in doubt is none: whoever mentions the bot in a conversation of their own is answered with
 * the button anyway.
 */
export function asksForPerson(
  typed: string,
  { isMention, botName }: { isMention: boolean; botName: string },
): boolean {
  const words = plainWords(edges(ownText(typed)), botName);
  const after = afterCommand(words);
  if (after !== undefined && !isGivenUp(after)) return true;
  if (isOnlyTheWord(words)) return !isGivenUp(words);
  return isMention && hasRequest(words);
}

/** The beginning and the end of a long text, where a request stands; it may be a log's 40,000 letters. */
function edges(text: string): string {
  if (text.length <= 2 * LONGEST_EDGE) return text;
  const end = text.slice(-LONGEST_EDGE).replace(/^[^.?\n]*[.?\n]/, '');
  return `${text.slice(0, LONGEST_EDGE)}\n${end}`;
}

const LONGEST_EDGE = 2_000;

/** Whether words take back what was asked before them. */
function isGivenUp(words: string): boolean {
  const clauses = sentencesOf(words).flatMap(clausesOf);
  return clauses.some(isTakenBack) || beginsWithRefusal(clauses);
}

function hasRequest(words: string): boolean {
  const clauses = sentencesOf(words).flatMap(judged);
  const isWithdrawn = clauses.map(({ clause }) => isTakenBack(clause));
  return clauses.some(({ asks }, at) => {
    if (!asks) return false;
    // "It worked, but it broke again, I need a person": what is said after the `but` counts.
    const turn = clauses.findLastIndex(({ clause }, index) => index <= at && isContrast(clause));
    const after = clauses.slice(at + 1).map(({ clause }) => clause);
    return !isWithdrawn.slice(Math.max(turn, 0)).includes(true) && !beginsWithRefusal(after);
  });
}

/** The clauses of a sentence, each with whether it asks for a person by itself. */
function judged(sentence: Sentence): { clause: string; asks: boolean }[] {
  const clauses = clausesOf(sentence);
  // "If it breaks again, can I talk to a person?", or the other way round.
  const condition = clauses.findIndex(isCondition);
  const isBare = isBareRequest(sentence);
  return clauses.map((clause, at) => {
    const isSupposed = condition >= 0 && condition <= at + 1;
    const isAsked =
      !isSupposed && (isRequest(clause, clauses[at - 1]) || joinsWish(clause, sentence));
    return { clause, asks: isAsked || (isBare && at === clauses.length - 1) };
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
