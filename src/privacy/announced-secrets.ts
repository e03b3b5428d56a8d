import { BLANK, type Finding, type FindSecrets, findAll } from './finding.ts';
import { foldWord } from './fold-word.ts';
import { createSecretTerms, type SecretTerm, wordsIn } from './secret-terms.ts';
import { compounds, linkPrepositions, linkVerbs, ownVerbs } from './secret-words.ts';
import { createValueWords, hasDigit, isCryptic, isName } from './value-words.ts';

/**
 * Prepares to find secrets without a form of their own by the words that announce them: “my password is”,
 * “OTP:”, “is my PIN”, “my first pet was called”.
 */
export function createAnnouncedSecrets(): FindSecrets {
  const findTerms = createSecretTerms();
  const { isNoRemark } = createValueWords();
  const isCompound = new Set(compounds.trim().split(/\s+/).map(foldWord));

  return (text) => {
    const findings: Finding[] = [];
    const isAboutSecurity = SECURITY.test(text);
    let covered = 0;
    const terms = findTerms(text, wordsIn(text));
    for (const [index, term] of terms.entries()) {
      // Of two words next to each other the second announces: “password PIN: 4829”.
      const isFollowed = (terms[index + 1]?.start ?? Number.POSITIVE_INFINITY) < term.end + 2;
      if (term.start < covered || isFollowed) continue;
      const found = [...after(text, term, isAboutSecurity), ...before(text, term)];
      findings.push(...found);
      covered = Math.max(covered, ...found.map(({ end }) => end));
    }
    return [
      ...findings,
      ...pairs(text),
      ...findAll(text, LABELLED_CODE, 'one-time code'),
      ...(isAboutSecurity ? answers(text, isNoRemark) : []),
    ];
  };

  function after(text: string, term: SecretTerm, isAboutSecurity: boolean): Finding[] {
    const isLong = term.kind === 'recovery code' || isPassphrase(term);
    const rest = text.slice(term.end, term.end + (isLong ? LONGEST_PHRASE : LONGEST_REST));
    const [, next] = NEXT_WORD.exec(rest) ?? [];
    if (next && isCompound.has(foldWord(next))) return [];
    const isLabel = LABEL.test(text.slice(Math.max(0, term.start - 4), term.start));
    for (const link of linksIn(rest, term)) {
      const found = valuesAt(rest.slice(link.length), link, term, { isAboutSecurity, isLabel });
      if (found.length > 0) return found.map(shift(term.end + link.length));
    }
    return [];
  }

  function valuesAt(
    value: string,
    link: Link,
    term: SecretTerm,
    { isAboutSecurity, isLabel }: { isAboutSecurity: boolean; isLabel: boolean },
  ): Finding[] {
    switch (term.kind) {
      case 'password':
      case 'key':
        return passwordAt(value, link, term, isLabel);
      case 'one-time code':
        return codesAt(value, link);
      case 'recovery code':
        return recoveryCodesAt(value);
      case 'card code':
        return cardCodeAt(value);
      case 'security answer':
        return answerAt(value, link, term, isAboutSecurity);
      default:
        return term.kind satisfies never;
    }
  }

  function passwordAt(rest: string, link: Link, term: SecretTerm, isLabel: boolean): Finding[] {
    if (isPassphrase(term) && link.isStrong) {
      const phrase =
        /^(?!(?:not?|wrong|invalid|incorrect|expired|lost|too)(?!\p{L}))[^\n.?\ue000]{2,300}/iu.exec(
          rest,
        );
      if (phrase) return [{ start: 0, end: phrase[0].length, what: 'password' }];
    }
    const value = valueAt(rest, term);
    if (!value) return [];
    const { word } = value;
    if (/:$/.test(rest.slice(value.end, value.end + 1))) return [];
    const isKey = term.kind === 'key';
    if (isKey && (!hasDigit(word) || isName(word))) return [];
    if (isKey && link.is === 'nothing' && word.length < 16) return [];
    const isPlain = /^[\p{L}\p{M}]+$/u.test(word) && !/\p{Ll}\p{Lu}/u.test(word);
    const isClear = !term.isAmbiguous || (isLabel && link.is === 'sign');
    const isStrong = link.isStrong && (isClear || !isPlain);
    const isSecret = isStrong ? isNoRemark(word) : isLikely(word, link);
    if (value.isQuoted && link.isStrong && word.length > 1) return [partOf(value)];
    return isSecret ? [partOf(value)] : [];
  }

  function isLikely(word: string, link: Link): boolean {
    return link.is === 'words' || link.is === 'line'
      ? isCryptic(word)
      : hasDigit(word) || (isCryptic(word) && !isName(word));
  }

  function answerAt(
    rest: string,
    link: Link,
    term: SecretTerm,
    isAboutSecurity: boolean,
  ): Finding[] {
    if (!link.isStrong && link.is !== 'question') return [];
    const answer = ANSWER.exec(rest);
    const [all = '', words = ''] = answer ?? [];
    const clause = words.replace(CONTINUES, '').trimEnd();
    const count = clause.split(/\s+/).length;
    const [first = ''] = clause.split(/\s+/);
    const isNamed =
      NAMING.test(term.words) || isAboutSecurity || /\P{ASCII}/u.test(term.words[0] ?? '');
    const isCapital = /^[\p{Lu}\p{Lo}\d"]/u.test(clause);
    if (clause.length < 2 || count > 5 || (!isNoRemark(first) && !isCapital)) return [];
    if (!isNoRemark(first) && count > 1) return [];
    if (!isCapital && (!isNamed || term.isAmbiguous)) return [];
    const start = all.length - words.length;
    return [{ start, end: start + clause.length, what: 'security answer' }];
  }

  /** “X is my password”, “482913 is the code”. */
  function before(text: string, term: SecretTerm): Finding[] {
    if (!IS_BEFORE.test(text.slice(Math.max(0, term.start - 40), term.start))) return [];
    const start = Math.max(0, term.start - LONGEST_BEFORE);
    const isOfDigits = term.kind === 'one-time code' || term.kind === 'card code';
    if (isOfDigits && !/\d{4}/.test(text.slice(start, term.start))) return [];
    const words = [...text.slice(start, term.start).matchAll(/\S+/g)];
    for (const distance of [1, 2, 3, 4]) {
      const link = words.at(-distance);
      const value = words.at(-distance - 1);
      if (
        !link ||
        !value ||
        !/^(?:is|was|as|ist|est|es|è|é|это|war|als|comme|como|come|-|=)$/iu.test(link[0])
      )
        continue;
      if (value[0].includes(BLANK) || (distance > 2 && term.kind !== 'one-time code')) return [];
      const quoted = /^["'(]*(.*?)["'),.:;]*$/su.exec(value[0]);
      const word = quoted?.[1] ?? value[0];
      const isSecret = isOfDigits
        ? /^(?:[A-Z]-)?\d{4,8}$/i.test(word) && !/[#-]/.test(text[start + value.index - 1] ?? '')
        : term.kind !== 'security answer' &&
          isCryptic(word) &&
          !(term.kind === 'key' && isName(word));
      if (!isSecret) return [];
      const at = start + value.index + value[0].indexOf(word);
      return [{ start: at, end: at + word.length, what: NOTES[term.kind] }];
    }
    return [];
  }
}

function partOf({ start, end }: Value): Finding {
  return { start, end, what: 'password' };
}

function isPassphrase({ words }: SecretTerm): boolean {
  return /passphrase|pass phrase|phrase de passe/.test(words);
}

type Link = {
  length: number;
  /** What follows is the secret, whatever it looks like. */
  isStrong: boolean;
  is: 'sign' | 'verb' | 'line' | 'words' | 'preposition' | 'question' | 'nothing';
};

/** The word begins a line, or is one of several labels in it. */
const LABEL = /(?:^|[\n,;|/(-])[ \t]{0,3}$/;
const LONGEST_REST = 260;
const LONGEST_PHRASE = 500;
const LONGEST_BEFORE = 120;
const IS_BEFORE =
  /\s(?:is|was|as|ist|est|es|è|é|это|war|als|comme|como|come|-|=)\s(?:\S{1,20}\s){0,3}$/iu;

const NOTES = {
  password: 'password',
  key: 'password',
  'one-time code': 'one-time code',
  'recovery code': 'recovery code',
  'card code': 'card code',
  'security answer': 'security answer',
} as const;

const SECURITY =
  /security (?:question|answer|check)|secret (?:question|answer)|sicherheitsfrage|geheimfrage|question (?:secrète|de sécurité)|pregunta (?:secreta|de seguridad)|pergunta (?:secreta|de segurança)|domanda (?:segreta|di sicurezza)|beveiligingsvraag|säkerhetsfråga|sikkerhedsspørgsmål|контрольн\p{L}+ вопрос|секретн\p{L}+ вопрос|güvenlik sorusu|gizli soru|pytanie (?:zabezpieczające|pomocnicze)|安全问题|秘密の質問|보안 질문/iu;
const NAMING =
  /name|nom|nombre|nome|naam|navn|namn|maiden|nazwisk|imie|jmeno|фамил|кличк|имя|answer|antwort|repons|respuesta|resposta|risposta|svar|ответ|soyad|adi$|called|heisst|word|cognome|apellido|ονομα|שם|اسم|नाम/;

const verbs = (list: string) =>
  list
    .trim()
    .split(/\s+/)
    .sort((one, other) => other.length - one.length)
    .map((verb) => verb.replaceAll('_', ' '))
    .join('|');
const NO_LETTER = "(?![\\p{L}\\p{M}\\p{N}'])";
/** “kata sandi saya”, “parola mea”. */
const CLOSE =
  '(?:[ \\t]{1,2}(?:saya|aku|anda|mea|mia|mio|mía|mío|minha|minhas|mou|μου|του|שלי|שלך|của tôi|của mình|yangu|benim))?["\')\\]]{0,2}';
const SIGN =
  '[ \\t]{0,3}(?:->|=>|:=|={1,2}|:)[ \\t]{0,3}\\n{0,2}[ \\t]{0,3}|[ \\t]{1,3}(?:-{1,2}>?|→)[ \\t]{1,3}';
const ADVERB =
  '(?:[ \\t]{1,2}(?:still|now|actually|just|currently|simply|probably|jetzt|noch|aktuell|maintenant|ahora|agora|adesso|nu|сейчас|теперь))?';
const verbLink = (list: string) =>
  `[ \\t]{1,3}(?:(?:should|will|must|would) be|${list})${NO_LETTER}${ADVERB}(?:${SIGN})?[ \\t\\n]{0,3}`;
const VERB = verbLink(verbs(linkVerbs));
/** Between words without spaces, “is” has none either. */
const PARTICLE = '[ \\t]{0,2}(?:は|が|を|是|为|為|는|은|이|가|:|คือ|เป็น|ແມ່ន|គឺ)[ \\t]{0,2}';

const signed = new RegExp(`^${CLOSE}(?:${SIGN})`, 'u');
const verbal = new RegExp(`^${CLOSE}(?:${VERB})`, 'iu');
const own = ownVerbs.map(({ term, verbs: list }) => ({
  term,
  pattern: new RegExp(`^${CLOSE}(?:${verbLink(verbs(list))})`, 'iu'),
}));
const particle = new RegExp(`^${PARTICLE}`, 'u');
const nextLine = /^["')\]]{0,2}[ \t.]{0,3}\n{1,2}[ \t]{0,3}/;
const preposition = new RegExp(
  `^${CLOSE}[ \\t]{1,3}(?:${linkPrepositions.trim().split(/\s+/).join('|')})${NO_LETTER}[ \\t]{1,3}`,
  'iu',
);
/** “for my account is”, “that you sent me was”. */
const FILLER = "[ \\t]{1,2}[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'@.-]{0,40}";
const fillers = new RegExp(
  `^(?:${FILLER}){1,5}?(?:${SIGN}|${VERB}|\\?[ \\t]{1,3}(?:(?:it's|it is|it was|was)[ \\t]{1,3})?)`,
  'iu',
);
const fillersToCard =
  /^(?:[ \t:=#"'(-]{1,3}(?:is|was|are|code|number|ist|lautet|on|of|the|my|card|back)(?!\p{L})){1,5}[ \t:=#"'(-]{0,4}/iu;
const question =
  /^["')\]]{0,2}[ \t]{0,2}\?["']?[\s-]{1,4}(?:(?:it's|it is|it was|that's|answer|es ist|c'est|es|è|это)(?![\p{L}])[:\s]{1,3})?/iu;
const OF_CODES =
  /^[ \t]{1,2}(?:you|i|that|which|from|in|by|we|they|sent|received|que|qui|der|den|die|das|dat|który|som|che|reçu|recibido|z|ze|из|от|from|is|was)(?!\p{L})/iu;
const nothing = new RegExp(`^${CLOSE}(?:[ \\t]{1,3}|(?=["'(]))#?`, 'iu');

const NEXT_WORD = /^(?:[ \t]|-|'s[ \t])([\p{L}][\p{L}\p{M}]{1,30})/u;

/** What may stand between a word for a secret and the secret, the likeliest first. */
function* linksIn(rest: string, term: SecretTerm): Generator<Link> {
  const match = (pattern: RegExp) => pattern.exec(rest)?.[0].length;
  const sign = match(signed);
  if (sign !== undefined) return yield { length: sign, isStrong: true, is: 'sign' };
  if (isSpaceless(term.words)) {
    const length = match(particle) ?? match(/^[ \t]{0,2}/) ?? 0;
    return yield { length, isStrong: true, is: 'verb' };
  }
  const ownVerb = own.find(({ term: words }) => words.test(term.words))?.pattern;
  const verb = match(verbal) ?? (ownVerb && match(ownVerb));
  if (verb !== undefined) return yield { length: verb, isStrong: true, is: 'verb' };
  if (term.kind === 'security answer') {
    const asked = match(question);
    if (asked !== undefined) yield { length: asked, isStrong: false, is: 'question' };
    return;
  }
  const line = match(nextLine);
  if (line !== undefined) return yield { length: line, isStrong: false, is: 'line' };
  if (term.kind === 'card code') {
    const card = match(fillersToCard);
    if (card !== undefined) yield { length: card, isStrong: false, is: 'words' };
  }
  const to = match(preposition);
  if (to !== undefined) yield { length: to, isStrong: false, is: 'preposition' };
  const gap = match(nothing);
  if (gap !== undefined) yield { length: gap, isStrong: false, is: 'nothing' };
  const mayBeFar = term.kind !== 'recovery code' && (!term.isAmbiguous || OF_CODES.test(rest));
  const far = mayBeFar ? match(fillers) : undefined;
  if (far !== undefined) yield { length: far, isStrong: false, is: 'words' };
}

const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const spaceless = new RegExp(`[${SPACELESS}]`, 'u');

function isSpaceless(text: string): boolean {
  return spaceless.test(text);
}

type Value = { word: string; start: number; end: number; isQuoted: boolean };

const QUOTED = /^(["'])([^"\n\ue000]{1,100}?)\1/u;
const PLAIN_VALUE = /^[^\s\ue000]{1,200}/u;

/** The quoted words, or the one word, at the beginning of a text. */
function valueAt(rest: string, term: SecretTerm): Value | undefined {
  const quoted = QUOTED.exec(rest);
  if (quoted?.[2] !== undefined) {
    return { word: quoted[2], start: 0, end: quoted[0].length, isQuoted: true };
  }
  const [found] = PLAIN_VALUE.exec(rest) ?? [];
  if (found === undefined) return undefined;
  const isWide = /[^\p{ASCII}\p{Script=Latin}]/u.test(term.words) && /^[\x21-\x7e]/.test(found);
  const [run = ''] = isWide ? (/^[\x21-\x7e]+/.exec(found) ?? []) : [found];
  // Without spaces it is not known where a word of the language ends.
  if (isSpaceless(run) && isSpaceless(term.words)) return undefined;
  const opening = /^["'(]{0,2}/.exec(run)?.[0].length ?? 0;
  const word = run.slice(opening).replace(/["']?[.,;:)]{0,9}["',})]{0,3}$/, '');
  if (word === '') return undefined;
  return { word, start: opening, end: opening + word.length, isQuoted: false };
}

const DIGITS =
  '(?:[A-Z]-)?(?:\\d{3}[ -]\\d{3}|\\d{2}[ -]\\d{2}[ -]\\d{2}|\\d{4}[ -]\\d{4}|\\d{4,10}|\\d(?:[ -]\\d){3,7})(?![\\d.,]\\d|\\d|[ -]\\d{5})';
const MIXED =
  '(?=[A-Z\\d-]*\\d)(?=[\\d-]*[A-Z])[A-Z\\d]{3,12}(?:-[A-Z\\d]{3,12}){0,3}(?![\\p{L}\\d-])';
const codeAt = new RegExp(`^["'(#]{0,2}(${DIGITS})`, 'diu');
const mixedCodeAt = new RegExp(`^["'(#]{0,2}(${MIXED})`, 'diu');
const anotherCode = new RegExp(
  `^["')]{0,2}(?:[ \\t,/&+]|and|or|und|oder|et|y|e){1,5}(${DIGITS})`,
  'diu',
);

/** “Code: 482913”, on a line of its own. */
const LABELLED_CODE =
  /(?:^|[\n,;|/])[ \t]{0,3}(?:code|kode?|código|codigo|codice|код|koodi|κωδικός)[ \t]{0,2}[:=][ \t]{0,2}((?:[A-Z]-)?(?:\d{3}[ -]\d{3}|\d{4,8}))(?![\d.,]\d|[\p{L}\d])/dgiu;

function codesAt(rest: string, link: Link): Finding[] {
  const code = codeAt.exec(rest) ?? (link.isStrong ? mixedCodeAt.exec(rest) : null);
  const [start, end] = code?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return [];
  const findings = [{ start, end, what: 'one-time code' }];
  const [from, to] = anotherCode.exec(rest.slice(end))?.indices?.[1] ?? [];
  if (from !== undefined && to !== undefined) {
    findings.push({ start: end + from, end: end + to, what: 'one-time code' });
  }
  return findings;
}

const recoveryWords =
  /^["'(]{0,2}((?:[\p{Ll}\p{Lo}\p{M}]{2,12}[ ,]{1,2}){5,30}[\p{Ll}\p{Lo}\p{M}]{2,12})/du;
const recoveryCode =
  /^[\s,;"'()\d.]{0,6}?(?:and[ \t])?(?<![\p{L}\d])((?=[A-Za-z-]{0,30}\d)(?:\d{3,5} \d{3,5}|[A-Za-z\d]{3,16})(?:[- ]?[A-Za-z\d]{3,16}(?=[-\s,;.]|$)(?<=-[A-Za-z\d]{3,16})){0,7})(?![\p{L}\d])/du;
const MOST_CODES = 16;

function recoveryCodesAt(rest: string): Finding[] {
  const [from, to] = recoveryWords.exec(rest)?.indices?.[1] ?? [];
  if (from !== undefined && to !== undefined) {
    return [{ start: from, end: to, what: 'recovery code' }];
  }
  const findings: Finding[] = [];
  let at = 0;
  while (findings.length < MOST_CODES) {
    const [start, end] = recoveryCode.exec(rest.slice(at))?.indices?.[1] ?? [];
    if (start === undefined || end === undefined || end - start < 5) break;
    findings.push({ start: at + start, end: at + end, what: 'recovery code' });
    at += end;
  }
  return findings;
}

function cardCodeAt(rest: string): Finding[] {
  const [start, end] = /^["'(#]{0,2}(\d{3,4})(?![\d.,]\d|\d)/du.exec(rest)?.indices?.[1] ?? [];
  return start === undefined || end === undefined ? [] : [{ start, end, what: 'card code' }];
}

const ANSWER =
  /^["'(]{0,2}(?:(?:an?|the|une?|eine?|el|la|le|called|named|der|die|das|um|uma|een|il) )?([^\n.,;!?:"\ue000]{1,60})/iu;
const CONTINUES =
  / (?:and|but|if|that|because|please|can|could|when|so|it|und|aber|bitte|et|mais|y|pero|ma|en|maar|и|но|for|in case|is|are)(?!\p{L})[\s\S]*$/iu;

const answerTo =
  /(?<![\p{L}])(?:answer|antwort|réponse|reponse|respuesta|resposta|risposta|antwoord|svar|ответ|odpowiedź|odpowiedz|cevap|答え|答案|답)[ \t]{0,2}(?:[:=]|is|->|-(?=[ \t]))[ \t\n]{0,3}["']?([^\n.,;!?"\ue000]{2,60})/dgiu;
const bornIn = /(?<!\p{L})born in (?:the (?:city|town|village) of )?([^\n.,;!?"\ue000]{2,40})/dgiu;

/** What is called an answer where a security question is spoken of. */
function answers(text: string, isNoRemark: (word: string) => boolean): Finding[] {
  return [answerTo, bornIn].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const [start, end] = indices?.[1] ?? [];
      if (start === undefined || end === undefined) return [];
      const clause = text.slice(start, end).replace(CONTINUES, '').trimEnd();
      const [first = ''] = clause.split(/\s+/);
      if (!isNoRemark(first) && !/^[\p{Lu}\d]/u.test(clause)) return [];
      return [{ start, end: start + clause.length, what: 'security answer' }];
    }),
  );
}

const pair =
  /(?<!\p{L})(?:log-?ins?|log in details|login details|credentials?|creds|zugangsdaten|anmeldedaten|identifiants|credenciales|credenciais|credenziali|inloggegevens|dane logowania|логин|giriş bilgileri)(?:[ \t]{1,2}(?:is|are|sind|sont|son|são|sono|zijn))?[ \t]{0,2}[:=]?[ \t\n]{1,3}[^\s\ue000:/|,]{2,64}(?:[ \t]{0,2}[/|:,][ \t]{0,2}|[ \t\n])([^\s\ue000]{4,100})/dgiu;

/** “login: jane / hunter2” */
function pairs(text: string): Finding[] {
  return [...text.matchAll(pair)].flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [];
    if (start === undefined || end === undefined) return [];
    const word = text.slice(start, end).replace(/[.,;:)]{1,9}$/, '');
    const isSecret = isCryptic(word) && /\d/.test(word) && /\p{L}/u.test(word);
    return isSecret ? [{ start, end: start + word.length, what: 'password' }] : [];
  });
}

function shift(offset: number): (finding: Finding) => Finding {
  return ({ start, end, what }) => ({ start: start + offset, end: end + offset, what });
}
