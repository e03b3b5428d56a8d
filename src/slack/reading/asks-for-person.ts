import { requestWords, wordsOf } from '../../conversations/request-words.ts';

/**
 * Whether the author of a message asks for a person: `!escalate`, in the ways in which people type it,
 * or the bot's mention with a plain request. A request in doubt is none: whoever mentions the bot in
 * a conversation of their own is answered with the button anyway.
 */
export function asksForPerson(
  typed: string,
  { isMention, botName }: { isMention: boolean; botName: string },
): boolean {
  const words = plainWords(typed, botName);
  if (/^[!/] ?escalate\b/.test(words) || onlyTheWord.test(words)) return true;
  return isMention && clausesOf(plainWords(withoutQuotes(typed), botName)).some(isRequest);
}

/** `escalate`, with nothing but courtesies and marks around it. */
const onlyTheWord =
  /^(?:(?:please|pls|plz|kindly|can you|could you|hi|hello) )*escalate(?: (?:this|it|me|now|please|pls|plz|thanks|thank you))*[ !.?]*$/;

/** What is quoted or shown as code is not what the author asks for. */
function withoutQuotes(typed: string): string {
  return typed
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/`[^`\n]+`/g, ' ')
    .replace(/^>.*$/gm, ' ');
}

/** Lower case, without formatting, without the mention, in the letters of a plain keyboard. */
function plainWords(typed: string, botName: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll(`@${botName}`, ' ')
    .replace(/[*_~`>¡¿]/g, '')
    .replace(/[’‘]/g, "'")
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
    .toLowerCase();
}

function clausesOf(words: string): string[] {
  return words
    .replace(
      /\bnot (?:to )?(?:a |an |the |this |another )?(?:bot|robot|machine|computer|ai)\b/g,
      ' ',
    )
    .split(/[.,;:!?\n]| - | – | — |\b(?:but|because|since|and|so|or)\b/);
}

function isRequest(clause: string): boolean {
  if (isNothingElse(clause)) return true;
  const wish = wishes.map((pattern) => pattern.exec(clause)).find((found) => found !== null);
  if (!wish) return false;
  const [before, after] = [clause.slice(0, wish.index), clause.slice(wish.index + wish[0].length)];
  return !(isRefused.test(before) || isQuestion.test(before) || isTakenBack.test(after));
}

/** Nothing but words of a request, in one of the languages, and somebody among them. */
function isNothingElse(clause: string): boolean {
  const words = wordsOf(clause);
  return requestWords.some(
    ({ somebody, others }) =>
      words.some((word) => somebody.has(word)) &&
      words.every((word) => somebody.has(word) || others.has(word)),
  );
}

const SOMEBODY =
  '(?:(?:an?|the|some|any|another|your|one of your) )?(?:(?:real|live|human|actual|other|support|service|customer|sales|billing) )*(?:human(?: being)?|person|people|somebody|someone|agent|representative|rep|operator|advisor|staff member|member of (?:the |your )?(?:staff|team)|team member|staff|colleague|employee)';
/** What may follow somebody who is wanted, rather than something of theirs. */
const END =
  '(?= ?$| (?:to|who|that|for|from|of|on|at|in|about|regarding|concerning|here|there|now|please|pls|asap|instead|again|today|with|directly|right|soon|as|thanks)\\b)';

const wishes = [
  /\bescalate\b/,
  new RegExp(
    `\\b(?:talk|speak|chat|connect|transfer|forward|pass|hand|put|get|give|send|bring|reach)(?: (?:me|us|this|it|on|over|in|through|directly))*(?: (?:to|with|through))? ${SOMEBODY}${END}`,
  ),
  new RegExp(`\\b(?:need|want|like|have|ask for)(?: to have| to see)? ${SOMEBODY}${END}`),
];

/** A wish that is denied, told of others, or asked about. */
const isRefused =
  /\b(?:not|no|never|nobody|without|cancel|stop|instead of|rather than|how|why|when|who|what|which|if|told|said|says|they|he|she)\b|n't\b|\b(?:dont|doesnt|wont|cant|didnt)\b/;
const isQuestion = /^\W*(?:is|was|were|did|does|do|are|has|have)\b/;
const isTakenBack = /\b(?:not|no longer|never|unnecessary)\b|n't\b/;
