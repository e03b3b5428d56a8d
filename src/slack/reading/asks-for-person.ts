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
  return isMention && clausesOf(words).some(isRequest);
}

/** `escalate`, with nothing but courtesies and marks around it. */
const onlyTheWord =
  /^(?:(?:please|pls|plz|kindly|can you|could you|hi|hello) )*escalate(?: (?:this|it|me|now|please|pls|plz|thanks|thank you))*[ !.?]*$/;

/** Lower case, without formatting, without the mention, in the letters of a plain keyboard. */
function plainWords(typed: string, botName: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll(`@${botName}`, ' ')
    .replace(/[*_~`>]/g, '')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function clausesOf(words: string): string[] {
  return words.split(/[.,;:!?\n]| - | – | — |\b(?:but|because|since|and|so)\b/);
}

function isRequest(clause: string): boolean {
  const wish = /\bescalate\b/.exec(clause) ?? (isWish.test(clause) ? somebody.exec(clause) : null);
  return wish !== null && !isRefused.test(clause.slice(0, wish.index));
}

/** Somebody to talk to, rather than a thing. */
const somebody =
  /\b(?:human|person|people|somebody|someone|agent|representative|rep|operator|advisor|staff|team member|colleague|employee)\b/;

/** What makes a word for a person a wish for one: few words in all, or a word of asking before it. */
const isWish =
  /^\W*(?:\w+\W+){0,3}\w+\W*$|\b(?:talk|speak|chat|connect|need|want|get|give|like|bring|put|call|reach|transfer|ask|let|may|can|could|please)\b/;

/** A wish that is taken back, or asked about rather than expressed. */
const isRefused =
  /\b(?:not|no|never|nobody|without|cancel|stop|instead of|rather than|how|why|when|who|what|which|did|does|do you|are you|is|was|if)\b|n't\b|\b(?:dont|doesnt|wont|cant|didnt)\b/;
