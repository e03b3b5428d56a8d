import { clausesOf } from './clauses.ts';
import { isCondition } from './request-clause.ts';
import { isTakenBack } from './taken-back.ts';

/**
 * The last place where plain words give the command `!escalate`: the words after it. A command that its
 * sentence speaks of is none: beside it stands a word that makes it a part of the sentence
 * (`type !escalate`, `the !escalate button`), or a negation.
 */
export function afterCommand(words: string): string | undefined {
  return [...words.matchAll(command)]
    .slice(-MOST_COMMANDS)
    .map(({ 0: typed, index }) => ({
      before: /[^.!?;\n]*$/.exec(words.slice(0, index))?.[0] ?? '',
      after: words.slice(index + typed.length),
    }))
    .findLast(({ before, after }) => isOrder(before, after))?.after;
}

const MOST_COMMANDS = 5;

/** Whether words are `escalate` with nothing but courtesies and marks around it, or end in such a line. */
export function isOnlyTheWord(words: string): boolean {
  return [words, words.split('\n').at(-1) ?? ''].some((line) =>
    onlyTheWord.test(line.replace(/(?:[\s.,!?:;()"@]|(?<=\s)[-–—]+(?=\s))+/g, ' ').trim()),
  );
}

const COURTESY = '(?:please|pls|plz|kindly|just|(?:can|could|would) you|bitte|por favor)';
const onlyTheWord = new RegExp(
  `^(?:(?:${COURTESY}|hi|hello|hey|ok|okay) )*escalate(?: (?:this|it|me|my|the|issue|case|ticket|request|problem|conversation|now|asap|immediately|please|pls|plz|thanks|thank you))*$`,
);

/** The mark stands before the word, or before a courtesy and the word; no letter goes on behind it. */
const command = new RegExp(
  `(?:(?<=^|[\\s(,.;:?!"–—])[!/]+ ?|(?<=\\p{L})!)(?:${COURTESY}[ ,]+)*escalate(?![\\p{L}\\p{N}'/\\\\=@#$%&+-]|\\.\\p{L})`,
  'gu',
);

function isOrder(before: string, after: string): boolean {
  if (before.trim() === '') return true;
  const clauses = clausesOf({ text: before, isQuestion: false }).filter(
    (clause) => !onlyCourtesies.test(clause),
  );
  const isOnCondition = isDivided.test(before) && isCondition(clauses.at(-1) ?? '');
  if (isOnCondition || clauses.some(isTakenBack)) return false;
  if (asking.test(before)) return !speaksAfter.test(after);
  const isAsked = question.test(before) && /^[^.!;\n]*\?/.test(after);
  return !(isAsked || speaksBefore.test(before) || speaksAfter.test(after));
}

const onlyCourtesies = new RegExp(`^(?:${COURTESY} ?)+$`);
const isDivided = new RegExp(`,\\s*(?:${COURTESY}\\s*)*$`);

/** The sentence is a question, of which the command may be the subject. */
const question =
  /^\W*(?:what|how|why|when|where|which|who|is|are|was|were|does|did|do|should|would|must|has|have|can|could|may|wie|wann|wozu|warum|comment|pourquoi|quand|cómo|como|cuándo|qué|que)(?![\p{L}])/u;

/** The sentence asks for what the command does. */
const asking =
  /(?<!(?:how|what|when|why|where|if|whether|not|n't) )(?<![\p{L}'])(?:please|pls|plz|kindly|(?:can|could|would|will) you(?: please| just)?|(?:can|could|may) (?:i|we) please|(?:i|we)(?:'d| would)? (?:want|need|like|have) (?:you )?to(?: please)?|let's)\s$/u;

/** A word right before the command with which a sentence speaks of it. */
const speaksBefore =
  /(?:(?<![\p{L}'])(?:an?|the|this|that|my|your|our|his|her|their|any|another|no|not|never|without|to|i|we|you|he|she|they|it's|is|was|are|were|does|did|with|via|using|use|used|uses|about|after|before|by|of|on|like|or|if|when|than|type|types|typed|typing|write|writes|wrote|written|writing|say|says|said|saying|send|sent|enter|entered|try|tried|trying|press|pressed|click|run|command|called|named|means|meant|mean|dont|cannot|can|could|should|must|may|might|will|would|already|for|das|der|den|die|ein|mit|zu|ich|nicht|kein|macht|ist|befehl|schreibe|schreiben|tippe|le|la|les|un|une|avec|pas|de|commande|el|los|con|comando|escribir|escribo|escribí|usar)|n't):? ?"?$/u;

/** What follows right behind a command in a sentence that speaks of it. */
const speaksAfter =
  /^"? (?:is|was|does|did|do|doesn't|didn't|don't|isn't|wasn't|works?|worked|means?|command|button|option|feature|message|yesterday|last|if|when|unless)(?![\p{L}])/u;
