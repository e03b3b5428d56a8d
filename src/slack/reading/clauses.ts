export type Sentence = { text: string; isQuestion: boolean };

/** The sentences of plain words; a line ends one as a full stop does. */
export function sentencesOf(words: string): Sentence[] {
  return [...words.matchAll(/([^.!?;\n]+)([.!?;\n]*)/g)]
    .map(([, text = '', end = '']) => ({ text: text.trim(), isQuestion: end.includes('?') }))
    .filter(({ text }) => /\p{L}/u.test(text));
}

/** The clauses of a sentence: what a mark, the mention or a conjunction divides; `but` begins one. */
export function clausesOf({ text }: Sentence): string[] {
  return text
    .replace(NOT_A_BOT, ' ')
    .split(DIVIDERS)
    .map((clause) => clause.replace(/\s+/g, ' ').replace(/^[\s"]+|[\s"]+$/g, ''))
    .filter((clause) => /\p{L}/u.test(clause));
}

/** Whether a clause turns away from what the clause before it says. */
export function isContrast(clause: string): boolean {
  return CONTRAST.test(clause);
}

export function withoutContrast(clause: string): string {
  return clause.replace(CONTRAST, '');
}

const CONTRAST = /^(?:but|however|aber|sondern|mais|pero) /;

/** `and` and `or` divide only where somebody begins to speak: a negation before them may go on after. */
const DIVIDERS =
  /[,:()[\]@]|(?:^|\s)[-–—]+(?=\s|$)|[–—]|(?<!\b(?:any|every|no)(?:thing|one|body) )(?=\b(?:but|however|aber|sondern|mais|pero) )|\b(?:because|since|so|(?:and|or)(?= (?:please|pls|i|we|can|could|may|let|now)\b))\b/;

/** Who refuses a bot wants a person. */
const NOT_A_BOT =
  /\b(?:rather than|instead of|not|no|kein(?:en|em)?|pas|no con)(?: (?:to|with|mit|avec|à|de|con|talk to|speak to|chat with))?(?: (?:an?|the|this|another|your|any|more|ein(?:en|em)?|un|una))* (?:bots?|robots?|machines?|computers?|ai|chatbots?)(?![\p{L}\p{N}])/gu;
