import { type RequestWords, requestWords, wordsOf } from '../../conversations/request-words.ts';
import { type Sentence, withoutContrast } from './clauses.ts';
import { ORDER, OWN_WISH } from './somebody.ts';

/** Whether a clause asks for a person, behind the clause before it in its sentence. */
export function isRequest(clause: string, before = ''): boolean {
  const words = withoutContrast(clause);
  return (
    !isReport.test(before) &&
    !isAskedAbout(words, before) &&
    (isNamedPolitely(words) || wishes(words))
  );
}

/** Whether a sentence is somebody's bare name (`agent!`), or that and a courtesy (`please, a human`). */
export function isBareRequest({ text, isQuestion }: Sentence): boolean {
  const words = wordsOf(text);
  return requestWords.some((language) => {
    if (!consistsOf(language, words)) return false;
    if (words.some((word) => language.asking.has(word))) return true;
    return !isQuestion && !words.some((word) => language.greetings.has(word));
  });
}

/** Nothing but words of a request, in one of the languages, with somebody and an asking word among them. */
export function isNamedPolitely(clause: string): boolean {
  const words = wordsOf(clause);
  return requestWords.some(
    (language) =>
      consistsOf(language, words) &&
      words.some(
        (word) => language.asking.has(word) || (language.isFreeOrder && language.wishing.has(word)),
      ),
  );
}

/** `Sie brauchen einen Menschen` is no wish. */
const ofOthers = new Set([
  'you',
  'sie',
  'ihr',
  'du',
  'er',
  'vous',
  'tu',
  'il',
  'elle',
  'usted',
  'tú',
  'él',
]);

function consistsOf(language: RequestWords, words: string[]): boolean {
  const { isFreeOrder, somebody, asking, greetings, around, wishing } = language;
  const known = [somebody, asking, greetings, around, ...(isFreeOrder ? [wishing] : [])];
  return (
    !ofOthers.has(words.at(0) ?? '') &&
    words.some((word) => somebody.has(word)) &&
    words.every((word) => known.some((list) => list.has(word)))
  );
}

function wishes(clause: string): boolean {
  const words = clause.replace(ifPossible, '').replace(noBefore, '').trim();
  return patterns.some(({ pattern, isSpoiledBy }) => {
    const found = pattern.exec(words);
    if (!found) return false;
    const after = words.slice(found.index + found[0].length);
    return (
      !isAboutBot.test(after) &&
      !isSpoiledBy.test(words.slice(0, found.index)) &&
      !isLimit.test(after.split(subordinate)[0] ?? '')
    );
  });
}

const ifPossible =
  /\b(?:if|when|as soon as) (?:at all )?possible\b|\bif (?:you|i) (?:can|could|may)\b/g;
/** `No, I want …`: the `no` answers what was said before. */
const noBefore = /^(?:no|nope|nah)(?= (?:i|we|please|can|could|let|just)\b)/;

/** Words that may stand before a request without a change of its meaning. */
const FILLERS =
  '(?:(?:hi|hello|hey|ok|okay|well|yes|yeah|yep|then|and|just|now|actually|sorry|also|please|pls|plz|kindly|still|really|again|anyway|honestly|seriously|urgently|urgent|asap|first|immediately|directly|thanks|thank you|instead|oh|at least|good (?:morning|day|evening|afternoon)|there) )*';

/** A wish that is denied, told of others, asked about or only supposed. */
const isForeign =
  /\b(?:not|no|never|nobody|without|cancel|stop|instead of|rather than|how|why|when|where|who|what|which|if|unless|until|whenever|whether|before|after|once|told|said|says|thinks?|thought|suggests?|suggested|recommends?|claims?|means|doubt|maybe|perhaps|might|in case|they|he|she|avoid|refuse)\b|n't\b|\b(?:dont|doesnt|wont|cant|didnt)\b|^(?:is|was|were|did|does|do|are|has|have|should|would|must|shall)\b/;
/** A `please` begins an order, but not in `do not please …` or `would you please …`. */
const isOpen =
  /^(?:if|when|unless)\b|(?:\b(?:not|never|dont|no|to|you|i|we|they|he|she|and|or|must|should|would)|n't)\s*$/;

const patterns = [
  { pattern: new RegExp(`(?<![\\p{L}'])${OWN_WISH}`, 'u'), isSpoiledBy: isForeign },
  { pattern: new RegExp(`^${FILLERS}${ORDER}`, 'u'), isSpoiledBy: isForeign },
  { pattern: new RegExp(`\\b(?:please|pls|plz|kindly) ${ORDER}`, 'u'), isSpoiledBy: isOpen },
];

/** What limits or denies the wish behind it, but not what belongs to somebody (`who does not …`). */
const isLimit =
  /\b(?:not|no longer|never|unnecessary|if|unless|when|whenever|once|until|in case|is|was|already|yesterday|later|tomorrow|next time|maybe|after|during|weekends?|at night|always|kidding|jk|nvm|nevermind)\b|n't\b/;
/** `Get a human to fix your bot` is no wish. */
const isAboutBot = /\b(?:your|the|this) (?:bot|robot|ai)\b/;
const subordinate =
  /\b(?:who|that|which|as|about|regarding|concerning|because|since|for|to|please)\b/;

/** `If it breaks again, …`, with which what follows is only supposed. */
export function isCondition(clause: string): boolean {
  return condition.test(withoutContrast(clause).replace(ifPossible, ''));
}

const condition =
  /^(?:(?:and|what) )?(?:if|unless|suppose|supposing|in case|should|imagine|assum(?:e|ing)|hypothetically|theoretically|let's say|say (?:i|we)|(?:just |only )?(?:curious|wondering)|out of curiosity|wenn|falls|si)(?![\p{L}'])/u;

/** `When the bot fails, can I …?`; but `When I pay, it fails, connect me …` tells what happened. */
function isAskedAbout(clause: string, before: string): boolean {
  return /^when(?:ever)? /.test(before) && /^(?:can|could|may|might) /.test(clause);
}

/** `The page says: …`; but `as I said, …` is the author's own. */
const isReport =
  /(?<!\b(?:i|we)(?: have| already| just)*) (?:said|says|wrote|writes|replied|answered|suggested|suggests|reads|told (?:me|us|him|her|them|you))$|\b(?:was|were) told$|\b(?:typed?|typing|write|writing)$/;
