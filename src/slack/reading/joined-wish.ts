import { isNamedPolitely } from './request-clause.ts';
import { SOMEBODY } from './somebody.ts';

/**
 * Whether a clause is two that an `and` joins, of which the second is a plain wish for a person:
 * `stop charging me and connect me to an agent`. The first decides whether the second is the author's
 * own: it is an order or tells of the author, and nothing in it makes the second denied, reported,
 * supposed or a question. In doubt it is no wish.
 */
export function joinsWish(clause: string, { isQuestion }: { isQuestion: boolean }): boolean {
  return joints.some(({ joint, isWishBehind }) =>
    [...clause.matchAll(joint)].some(({ 0: and, index }) => {
      const first = clause.slice(0, index);
      const second = clause.slice(index + and.length);
      return isWishBehind(first, second, isQuestion);
    }),
  );
}

type Joint = {
  joint: RegExp;
  isWishBehind: (first: string, second: string, isQuestion: boolean) => boolean;
};

const COURTESY =
  "(?:(?:hi|hello|hey|ok|okay|well|yes|no|so|sorry|just|now|please|pls|plz|kindly|immediately|at once|finally|today|yesterday|last (?:night|week|month|year)|this (?:morning|week|month)|bitte|hallo|dann|jetzt|gestern|heute|svp|s'il vous plaît|bonjour|hier|por favor|hola|ayer|hoy) )*";

const LIMIT = '(?:if|unless|when|whenever|until|once|in case|not|later|tomorrow|or)\\b';
/** Behind somebody who is wanted comes nothing but what it is about, and courtesies. */
const END = `(?: (?:from|of|on|in) (?:your|the)(?: (?:support|service|customer|sales|billing))* team)?(?: (?:who|that) can help(?: me| us)?| for help)?(?: (?:about|regarding|concerning)(?: (?!${LIMIT})\\S+)+)?(?: (?:please|pls|plz|now|right now|right away|asap|immediately|urgently|today|directly|at once|instead|here|quickly|thanks|thank you))*$`;
/** Not people in general, with whom the author's own business may be. */
const SOMEONE = `(?!(?:[a-z]+ ){0,2}(?:people|staff|employees?|humans)\\b)${SOMEBODY}`;
const TALK =
  '(?:talk|speak|chat|be connected|be transferred|be put through)(?: directly| now)? (?:to|with)';

const order = new RegExp(
  `^(?:(?:please|pls|plz|kindly|just|finally|immediately|directly|at once|now) )*(?:${[
    `(?:connect|transfer|forward|redirect|route|put|pass|hand|refer) (?:me|us)(?: on| over| through| in touch| in contact| directly| now| straight)* (?:to|with) ${SOMEONE}`,
    `(?:get|give) (?:me|us) ${SOMEONE}`,
    `let (?:me|us) (?:talk|speak|chat)(?: directly| now)? (?:to|with) ${SOMEONE}`,
    `escalate (?:this|it)(?: to ${SOMEONE})?`,
  ].join('|')})${END}`,
);
const bareWish = new RegExp(
  `^(?:(?:really|now|still|just|urgently|also|therefore) )*(?:want|need|wish|prefer) (?:to ${TALK} ${SOMEONE}|an? (?:(?:real|live|human|actual|support) (?:human|person|agent|representative|rep|operator)|human|person))${END}`,
);
/** No negation before it goes on in `would`. */
const wouldLike = new RegExp(
  `^(?:now |also |therefore )?(?:would|'d) (?:like|love|prefer) (?:to ${TALK} )?${SOMEONE}${END}`,
);

/** A first clause that is an order: the verbs are those that customers give support. */
const orders = new RegExp(
  `^${COURTESY}(?:(?:can|could|would) you (?:please |just )*|(?:i|we)(?:'d| would)? (?:want|need|like) you to (?:please )?)?(?:stop|cancel|refund|reimburse|repay|credit|reverse|revoke|undo|fix|correct|repair|check|verify|review|investigate|resolve|help|delete|remove|close|pause|block|unblock|unlock|lock|reset|restore|resend|return|replace|unsubscribe|end|quit|give me back|look (?:into|at)|forget)(?= |$)`,
);
const asksYou = new RegExp(`^${COURTESY}(?:can|could|would) you `);
const ofAuthor = new RegExp(`^${COURTESY}(?:i|we|i'm|i've|we're|we've) `);

/** With these the second clause may be somebody else's, or only supposed. */
const isOthers =
  /\b(?:if|when|whenever|unless|until|once|while|whether|how|what|why|who|which|where|that|because|before|after|they|he|she|said|says?|told|tell|asked|think|thought|guess|suppose|hope|maybe|perhaps|might|may|should|must|promis\w+|claim\w*|pretend\w*|offer\w*|suggest\w*|imagin\w+|people who|button|text|label|menu|wording|prompt|script|example)\b|\b(?:could|would)\b(?! not)/;
const isNegated = /\b(?:not|never|no|without|nobody|cannot|dont|doesnt|wont|cant|didnt)\b|n't\b/;
/** A negation that may go on in a bare verb behind it. */
const isDenial = /\b(?:do|did|does|will|would) not\b|\b(?:never|don't|didn't|dont|didnt|won't)\b/;

function isEnglish(first: string, second: string, isQuestion: boolean): boolean {
  const polite = asksYou.exec(first)?.[0] ?? '';
  const wished = first.replace(/^(.*?)\b(?:i|we)(?:'d| would)? (?:want|need|like) you to /, '');
  const rest = polite === '' ? wished : first.slice(polite.length);
  if (isOthers.test(rest)) return false;
  if (order.test(second)) {
    return (!isQuestion || polite !== '') && orders.test(first) && !isNegated.test(first);
  }
  if (isQuestion || !ofAuthor.test(first)) return false;
  return wouldLike.test(second) || (bareWish.test(second) && !isDenial.test(first));
}

type FreeOrder = {
  /** The second clause has a subject or a verb of its own, that no negation before it reaches. */
  ownWish: RegExp;
  /** The same, if the author is the first clause's subject. */
  goesOn: RegExp;
  ofAuthor: RegExp;
  order: RegExp;
  orders: RegExp;
  negated: RegExp;
  others: RegExp;
};

/** In these languages a wish is known by its words, in whichever order they stand. */
function inFreeOrder(language: FreeOrder): Joint['isWishBehind'] {
  const { ownWish, goesOn, ofAuthor, order, orders, negated, others } = language;
  return (first, second, isQuestion) => {
    if (isQuestion || others.test(first) || !isNamedPolitely(second)) return false;
    if (ownWish.test(second)) return true;
    if (goesOn.test(second)) return ofAuthor.test(first);
    return order.test(second) && orders.test(first) && !negated.test(first);
  };
}

const german: FreeOrder = {
  ownWish:
    /^(?:(?:bitte|jetzt|ich|wir) )*(?:ich|wir) (?:möchten?|moechten?|will|wollen|würden?|wuerden?|brauchen?)(?= )/,
  goesOn: /^(?:bitte |jetzt )?(?:möchten?|moechten?|will|wollen|würden?|wuerden?)(?= )/,
  ofAuthor: new RegExp(`^${COURTESY}(?:ich|wir) `),
  order:
    /^(?:bitte |jetzt )*(?:(?:verbinden|geben) sie (?:mich|mir|uns)|(?:verbinde|verbindet|gib|gebt) (?:mich|mir|uns))(?= )/,
  orders: new RegExp(
    `^${COURTESY}(?:\\p{L}+en sie|stopp(?:e|t)?|hört?|storniert?e?|kündigt?e?|erstattet?|prüft?e?|löscht?e?) `,
    'u',
  ),
  negated: /(?<!\p{L})(?:nicht|kein\p{L}*|nie|niemals|ohne)(?!\p{L})/u,
  others:
    /(?<!\p{L})(?:wenn|falls|ob|dass|weil|sobald|damit|wie|warum|bis|nachdem|bevor|wer|sagt\p{L}*|gesagt|meint\p{L}*|schrieb|er|glaub\p{L}*|denk\p{L}*|vielleicht|hätten?|wäre)(?!\p{L})/u,
};

const french: FreeOrder = {
  ownWish: /^(?:maintenant )?(?:je|nous|j'ai|j'aimerais) /,
  goesOn: /^(?:voudrais|veux|souhaite|souhaiterais|aimerais) /,
  ofAuthor: new RegExp(`^${COURTESY}(?:je |j')`),
  order: /^(?:passez|mettez|connectez|transférez|donnez|laissez)-(?:moi|nous) /,
  orders: new RegExp(`^${COURTESY}(?:veuillez |merci de )?\\p{L}+ez(?:-(?:moi|nous|le|la))? `, 'u'),
  negated: /(?<!\p{L})(?:ne|n'\p{L}+|pas|plus|jamais|rien|sans)(?!\p{L})/u,
  others:
    /(?<!\p{L})(?:si|s'il|quand|lorsque|que|qu'\p{L}+|comme|où|qui|comment|pourquoi|dit|dis|disait|il|elle|ils|vous|peut-être)(?!\p{L})/u,
};

const spanish: FreeOrder = {
  ownWish: /^(?:ahora )?(?:quiero|quisiera|queremos|necesito|me gustaría|me gustaria) hablar /,
  goesOn: /^(?!)/,
  ofAuthor: /^(?!)/,
  order:
    /^(?:(?:pá|pa)s\p{L}*me|comun[íi]\p{L}+me|con[ée]ct\p{L}*me|p[óo]ng\p{L}*me|transfi[ée]r\p{L}*me) /u,
  orders: new RegExp(
    `^${COURTESY}(?:dej|par|cancel|devu[eé]lv|reemb[oó]ls|det[eé]n|revis|bloque|elimin|corrij|arregl)\\p{L}* `,
    'u',
  ),
  negated: /(?<!\p{L})(?:no|nunca|sin|jamás)(?!\p{L})/u,
  others:
    /(?<!\p{L})(?:si|cuando|que|porque|como|cómo|qué|quien|quién|dijo|dice|dijeron|para|él|ella|ellos|quizás?|tal vez)(?!\p{L})/u,
};

const joints: Joint[] = [
  { joint: / (?:and then|and|then) /g, isWishBehind: isEnglish },
  { joint: / und /g, isWishBehind: inFreeOrder(german) },
  { joint: / et /g, isWishBehind: inFreeOrder(french) },
  { joint: / y /g, isWishBehind: inFreeOrder(spanish) },
];
