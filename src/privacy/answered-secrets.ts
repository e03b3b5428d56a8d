import type { Finding } from './finding.ts';
import { createSecretTerms, type SecretTerm, wordsIn } from './secret-terms.ts';
import type { SecretKind } from './secret-words.ts';
import { createValueWords, hasDigit, isCryptic } from './value-words.ts';

/** What one message asks for and the next one answers. */
export type AnsweredSecrets = {
  findAnswer: (text: string, before: string) => Finding[];
  isAsking: (text: string) => boolean;
};

/**
 * Prepares to find a secret that is a message of its own: behind “What is your PIN?”, or behind the
 * writer's own “my password is:”.
 */
export function createAnsweredSecrets(): AnsweredSecrets {
  const findTerms = createSecretTerms();
  const { isNoRemark } = createValueWords();

  return {
    findAnswer: (text, before) => {
      const asked = text.length > LONGEST_ANSWER ? undefined : askedFor(before);
      return asked ? answerTo(asked, text) : [];
    },
    isAsking: (text) => askedFor(text) !== undefined,
  };

  function askedFor(before: string): SecretKind | undefined {
    const last = before.slice(-LONGEST_QUESTION);
    const term = findTerms(last, wordsIn(last)).at(-1) ?? codeIn(last);
    if (!term) return undefined;
    return isAnnounced(last, term) || isAsked(last, term) ? term.kind : undefined;
  }

  function answerTo(kind: SecretKind, text: string): Finding[] {
    const lead = LEAD.exec(text)?.[0].length ?? 0;
    const answer = text.slice(lead).trimEnd();
    const words = [...answer.matchAll(/[^\s\ue000]+/g)];
    const whole = { start: lead, end: lead + answer.length };
    switch (kind) {
      case 'one-time code':
      case 'card code':
        return parts(answer, kind === 'card code' ? CARD_CODE : CODE, { at: lead, what: kind });
      case 'security answer':
        if (words.length === 0 || words.length > 4 || answer.endsWith('?')) return [];
        return isWord(words[0]?.[0]) ? [{ ...whole, what: kind }] : [];
      case 'recovery code':
        if (words.length > 11 && /^[\p{Ll}\s,]+$/u.test(answer)) return [{ ...whole, what: kind }];
        return cryptic(words, { at: lead, what: kind });
      case 'password':
      case 'key': {
        const [only, ...others] = words;
        const isOne = only !== undefined && others.length === 0 && isWord(only[0]);
        const isSecret = isOne && (kind === 'password' || hasDigit(only[0]));
        if (isSecret && !answer.endsWith('?')) return [{ ...whole, what: 'password' }];
        return cryptic(words, { at: lead, what: 'password' });
      }
      default:
        return kind satisfies never;
    }
  }

  function isWord(word = ''): boolean {
    return word.length > 2 && isNoRemark(word) && !COURTESY.test(word);
  }
}

/** A code of which nothing says that it is another than the one that was sent. */
function codeIn(text: string): SecretTerm | undefined {
  const [match] = text.matchAll(CODE_WORD);
  if (!match) return undefined;
  const { 0: word, index } = match;
  const place = { start: index, end: index + word.length };
  return { ...place, kind: 'one-time code', words: word, isAmbiguous: true };
}

const CODE_WORD =
  /(?<!(?:error|promo|discount|coupon|voucher|zip|postal|post|country|status|product|item|order|source|qr|bar|area|gift|booking|tracking|reference|response|sort|swift|fehler)[ -])(?<!\p{L})(?:code|kode?|código|codice|код)(?! (?:promo|postal|postale|erreur|error|de réduction|de error|d'erreur|de descuento|sconto|errore))(?!\p{L})/giu;

const LONGEST_QUESTION = 400;
const LONGEST_ANSWER = 400;

/** The text ends with the word, or with what leads on to the secret. */
function isAnnounced(text: string, { start, end, isAmbiguous }: SecretTerm): boolean {
  const rest = text.slice(end);
  const ahead = text.slice(Math.max(0, start - 60), start);
  if (NEGATION.test(ahead)) return false;
  if (ENDS_WITH_LINK.test(rest)) return true;
  const isEnd = /^["')\].!…\s]*$/.test(rest);
  return isEnd && (HERE_IS.test(ahead) || (!isAmbiguous && ONLY_WORDS.test(ahead)));
}

/** It asks for the secret itself, and not whether it works. */
function isAsked(text: string, { start, end }: SecretTerm): boolean {
  const ahead =
    text
      .slice(Math.max(0, start - 120), start)
      .split(/[.!?\n](?=\s)/)
      .at(-1) ?? '';
  const rest = text.slice(end, end + 120);
  if (NEGATION.test(ahead)) return false;
  if (IMPERATIVE.test(ahead)) return true;
  const isQuestion = /[?？]/.test(rest);
  if (isQuestion && (WHICH.test(ahead) || /^(?:\s\S{1,15}){0,4}\s*[?？]/.test(rest))) {
    // “Does the password work?” asks for no password; “And the PIN?” does.
    return WHICH.test(ahead) || (ahead.trim().split(/\s+/).length < 5 && !YES_OR_NO.test(ahead));
  }
  return isQuestion && /什么|什麼|多少|何|なん|무엇|뭐|뭔|อะไร/.test(rest);
}

const ENDS_WITH_LINK =
  /^["')\]]{0,2}(?:[ \t]{1,2}(?:is|was|ist|lautet|war|est|es|era|é|è|er|är|to|jest|je|este|это|είναι|הוא|היא|هو|هي|है|là|adalah|saya|μου|mea|mia|שלי|के))?[ \t]{0,2}(?:[:=>]|->|[-–—]|\.{3}|…)?\s*$|^[はが是为为는은이가：:\s]{1,3}$/iu;
const HERE_IS =
  /(?<!\p{L})(?:here|here's|here is|this is|that's|that is|it's|these are|my new|try|use|hier|das ist|voici|voilà|c'est|aqui|aquí|este es|esta es|aqui está|ecco|questo è|hier is|dit is|her er|här är|tässä|oto|to jest|tady|вот|это|işte|ini)(?:[ \t]{1,2}\p{L}{1,12}){0,3}[ \t]{1,3}$/iu;
const ONLY_WORDS =
  /^\s*(?:(?:my|the|our|mein|das|die|der|meine|mon|ma|le|la|mi|el|o|a|minha|il|mio|mia|mijn|het|min|mitt|mój|moje|mé|мой|мій|ο|το)[ \t]{1,3})?$/iu;
const NEGATION =
  /(?<!\p{L})(?:never|not|don't|dont|no|without|forgot|forgotten|lost|reset|change|changed|nie|nicht|kein\w*|niemals|vergessen|jamais|pas|ne|oublié|nunca|não|olvid\p{L}+|esquec\p{L}+|non|mai|dimenticat\p{L}+|nooit|niet|geen|vergeten|aldrig|inte|ikke|nigdy|zapomnia\p{L}+|не|никогда|забыл\p{L}*|asla)(?!\p{L})/iu;
const IMPERATIVE =
  /(?<!\p{L})(?:send|give|tell|share|type|enter|provide|confirm|need|post|write|text|schick\p{L}*|senden|sende|gib|geben|nenn\p{L}*|sag\p{L}*|teilen|brauche\p{L}*|envoye\p{L}*|donne\p{L}*|indique\p{L}*|communique\p{L}*|envíe\p{L}*|envia\p{L}*|envie\p{L}*|dame|deme|indique|dime|diga\p{L}*|informe|mand\p{L}+|invi\p{L}+|stuur|geef|skicka|send|podaj|wyślij|poślete|pošlete|пришлите|отправьте|назовите|сообщите|скажите|укажите|введите|gönder\p{L}*|söyle\p{L}*|yaz\p{L}*|kirim\p{L}*|請|请)(?!\p{L})/iu;
const WHICH =
  /(?<!\p{L})(?:what|what's|whats|which|how|wie|welche\p{L}?|was|quel\p{L}{0,2}|quels|comment|cuál|cual|qué|qual|que|quale|wat|welk\p{L}?|vad|vilk\p{L}+|hvad|hva|hvilk\p{L}+|mikä|jaki\p{L}?|jakie|jaké|jak|как\p{L}*|какой|який|ποιος|ποιο|ποια|מה|ما|क्या|nedir|ne|apa|gì)(?!\p{L})|什么|何|뭐/iu;
const YES_OR_NO =
  /^\W*(?:does|do|did|is|was|has|have|can|could|will|are|ist|hat|kann|funktioniert|est-ce|le|la|es|está|funciona|funziona|werkt|działa|работает)(?!\p{L})/iu;

const LEAD =
  /^["'\s]*(?:(?:sure|ok|okay|yes|yeah|ja|oui|sí|si|sim|sì|да|hi|hello|of course|here(?:'s| is| it is| you go)?|it(?:'s| is| was)?|i think|that(?:'s| is)|this is|my|the|mine is|answer|es ist|das ist|er lautet|c'est|es|è|é|это|het is|det är|det er|to|is|was|pin|code|password)(?![\p{L}\p{N}'])[\s,:;.!-]{0,4}){0,6}["']?/iu;
const COURTESY =
  /^(?:ok|okay|k|yes|yeah|yep|no|nope|sure|sorry|thanks?|thx|cheers|please|moment|wait|one|hold|hi|hello|hey|ja|nein|danke|bitte|oui|non|merci|sí|si|no|gracias|sim|não|obrigad[oa]|sì|grazie|nee|dank|tak|nie|dziękuję|да|нет|спасибо|ok\p{P}*|done|what|why|who|how|where|when|which|which\?|i|i'm|im|we|you|cannot|can't|won't|don't|dunno|idk|lol|great|never|nothing|none|unknown|let|see|just)(?!\p{L})/iu;
const CODE =
  /(?<![\p{L}\d.,])(?:[A-Z]-)?(?:\d{3}[ -]\d{3}|\d{4,10}|(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,12})(?![\d.,]\d|[\p{L}\d])/giu;
const CARD_CODE = /(?<![\p{L}\d.,])\d{3,4}(?![\d.,]\d|[\p{L}\d])/gu;

type At = { at: number; what: string };

function parts(answer: string, pattern: RegExp, { at, what }: At): Finding[] {
  return [...answer.matchAll(pattern)].map(({ 0: part, index }) => ({
    start: at + index,
    end: at + index + part.length,
    what,
  }));
}

function cryptic(words: RegExpExecArray[], { at, what }: At): Finding[] {
  return words
    .map((word) => ({ index: word.index, secret: word[0].replace(/[.,;:)]{1,9}$/, '') }))
    .filter(({ secret }) => isCryptic(secret))
    .map(({ index, secret }) => ({ start: at + index, end: at + index + secret.length, what }));
}
