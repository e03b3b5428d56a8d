import { REACHING, SOMEBODY } from './somebody.ts';

/**
 * Whether a clause takes a request back, wherever in the message it stands: it withdraws it, denies it,
 * or says that the matter is settled.
 */
export function isTakenBack(clause: string): boolean {
  return takeBacks.some((pattern) => pattern.test(clause));
}

/** Whether clauses begin with nothing but a `no`, which refuses what stands before them. */
export function beginsWithRefusal(clauses: string[]): boolean {
  return refusal.test(clauses.find((clause) => !interjection.test(clause)) ?? '');
}

const interjection =
  /^(?:(?:oh|ah|hm+|well|wait|ok|okay|sorry|actually|please|pls|plz|thanks|thank you|bitte|ach) ?)+$/;

const refusal = new RegExp(
  `^(?:(?:oh|ah|hm+|well|actually|ok|okay|sorry|but|lol) )*(?:${[
    '(?:(?:no|nope|nah|not|nein|non|doch|lieber) ?)+(?:(?:thanks?|thank you|way|need(?:ed)?|necessary|now|yet|really|required|wait|today|anymore|any|more|longer|please|sorry|nicht|danke|merci|gracias) ?)*',
    "(?:no )?i (?:do not|don't|dont)(?: think(?: so)?)?|i (?:guess|think|hope) not",
    '(?:already |all )?done|(?:i |we )?already did',
    'cancel|stop|abort|undo|withdraw|delete that',
    '(?:wait|or|or rather|rather|maybe|maybe rather|or maybe|better) (?:no|not)',
    '(?:doch|lieber|bitte|doch lieber) nicht',
    '(?:maybe )?later|tomorrow|why|what for',
  ].join('|')})$`,
);

/** Words before a take-back that do not change it. */
const FILLERS =
  "(?:(?:hi|hello|hey|ok|okay|well|yes|yeah|yep|no|nope|oh|ah|ahh|wait|sorry|thanks|thank you|great|cool|yay|actually|now|just|then|and|please|pls|plz|also|lol|so|but|edit|update|nice|super|perfect|already|it's|its|it is|this is|this was|that is|that was|that's|i was|i am|i'm|we are|we're|it was) )*";
const MATTER =
  '(?:it|this|that|everything|all|(?:(?:the|my|this|that|our) (?:[\\p{L}]+ )?)?(?:issue|problem|question|matter|case|request|thing|error|bug|order|payment|login|account|answer|solution))';
const BY_WHOM =
  '(?: (?:out|now|again|already|myself|ourselves|by myself|on my own|in the meantime|meanwhile|thanks|thank you|today|anyway|after all|for me|everyone|all|guys|there|in the (?:docs|documentation|manual|faq|settings|help)))*';

const DENIAL =
  "(?<!\\b(?:did|could|can|does|has|have|had|was|were|is|are|you're|still|am) )(?<![\\p{L}'])(?:do not|don't|dont|not|never|no longer|won't|wouldn't|will not|would not|no need to|needn't|no reason to)";

const takeBacks = [
  // It is withdrawn.
  '^FILLERS(?:never ?mind|nvm|forget (?:about )?(?:it|that|this|me|my|the (?:request|escalation)|SOMEBODY))(?![\\p{L}])(?!.*(?:\\b(?:bots?|robot|ai|machine|computer|answers?|reply)\\b))',
  '^FILLERS(?:hold (?:off|on|your horses)|scratch (?:that|this|it)|strike that|delete that|i withdraw|disregard|(?:you can )?ignore (?:that|this|it|me|my)|ignore$|false alarm|leave it|drop it|skip it|my (?:bad|mistake)|wrong (?:channel|thread|button|chat|window|bot)|(?:i )?(?:sent|posted|pressed|clicked|typed|wrote|asked)(?: (?:it|that|this))? by (?:mistake|accident)|on second thoughts?|take (?:that|it) back|cancel (?:that|this|it|(?:the|my) (?:request|escalation)))(?![\\p{L}])',
  '(?<![\\p{L}])(?:changed my mind|take (?:that|it|this) back|just kidding|only kidding)(?![\\p{L}])|^FILLERS(?:kidding|jk|joking|just joking|(?:an? )?joke)$',
  '^FILLERS(?:only |just )?(?:an? )?(?:testing|test)(?: (?:this|it|the bot|things|only))*$',
  "^FILLERS(?:all (?:good|set|done|fine|clear|sorted)|(?:i'm|i am|we're|we are|im) (?:good|fine|ok|okay|all set|all good|done)|don't (?:bother|worry)|do not (?:bother|worry)|dont (?:bother|worry))BY_WHOM$",
  // It is denied.
  'DENIAL(?: (?:want|need|wish|like|you|to|please|ever|just|even|really|actually|think|i|we|have to|be|for))* (?:REACHING|(?:want|need|wish|like|require)(?: to have)? SOMEBODY)(?![\\p{L}])',
  "(?:do not|don't|dont|no longer|not) (?:really |actually |even )?(?:want|need|require|wish for)(?: (?:it|this|that|help|one|anything|anybody|anyone|support|SOMEBODY))(?: (?:any ?more|anymore|now|right now|yet|after all|for (?:this|that|it)|thanks|or SOMEBODY|and SOMEBODY|to.*))*$",
  '^FILLERS(?:no|not|without) (?:more |longer )?SOMEBODY(?: (?:is|are|please|needed|required|necessary|thanks|thank you|now|yet|for (?:this|that|me|now)|(?:or|and|nor) SOMEBODY))*$',
  '^FILLERS(?:no (?:longer )?|not |no longer |un)(?:need|needed|necessary|required|relevant|an issue|a problem)(?: (?:any ?more|for (?:it|that|this|help|SOMEBODY)|now|yet|thanks|to (?:escalate|bother|involve|connect|talk|speak|transfer|get).*))*$',
  '(?<![\\p{L}])(?:refrain|keep) from escalating|(?<![\\p{L}])(?:stop|avoid|without) escalating',
  // A negation that is cut off from its verb: "do not, I repeat, escalate".
  "^(?:(?:please|pls|plz|just|kindly|and|but|so|i|we|you|now|no|oh|wait|sorry|actually|bitte|surtout) )*(?:do not|don't|dont|never|not|nicht|should not|shouldn't|must not|mustn't)(?: (?:please|ever|just|yet|now|bitte))*$",
  // It is settled.
  "^FILLERS(?:(?:i|we|i've|we've|i have|we have|he|she|they|somebody|someone|a colleague|my colleague) )?(?:(?:just|already|now|finally|have) )*(?:solved|resolved|fixed|sorted|figured)(?: MATTER)?BY_WHOM$",
  "^FILLERS(?:(?:i|we|i've|we've|i have|we have) )?(?:(?:just|already|now|finally|have) )*found (?:it|out how|the (?:answer|solution|setting|button|page|link|way|problem)|my (?:answer|mistake|error)|an? (?:answer|solution|way|workaround))BY_WHOM$",
  '^FILLERS(?:i |we )?(?:(?:was|were) (?:finally )?able|managed) to (?:fix|solve|resolve|sort|find|figure|reach|talk|speak)(?![\\p{L}])',
  '^FILLERS(?:i |we )?(?:have )?(?:just )?got it (?:now|working|sorted|fixed|solved|resolved|done|to work|running)BY_WHOM$|^FILLERSgot (?:it|that) sortedBY_WHOM$',
  "^FILLERS(?:MATTER|it's|that's)?(?: ?(?:is|was|has been|have been|are|got|has|just|now|already|seems|seems to be|looks|'s))*(?: ?)(?:solved|resolved|fixed|sorted|settled)BY_WHOM$",
  "^FILLERS(?:(?:MATTER|it's|that's) )?(?:(?:is|are|just|now|already|seems to be|suddenly) )*(?:works?|working|started working|fine|ok|okay|good) (?:now|again|after all)BY_WHOM$|^FILLERSMATTER (?:just )?(?:works? fine|started working)BY_WHOM$",
  '^FILLERS(?:someone|somebody|(?:an?|the|your|one) (?:agent|person|human)|(?:my|a) colleague|(?!nobody|none|bot)[\\p{L}]+ already) (?:has |have |is |just |already )*(?:helped|helping|called|assisted|contacted|fixed|solved|resolved)(?![\\p{L}])',
  "^FILLERS(?:i |we |i've |we've )?(?:have |has |was |were |been |got |already )+help(?:ed)?(?: already| now| thanks)*$",
  '^FILLERS(?:i )?(?:can )?see (?:it|the [\\p{L}]+) now$',
  "^FILLERS(?:i |i'll |i will |i can |we can |let me |we'll )+(?:do it|fix it|solve it|handle it|try(?: it)?|manage|figure it out)(?: myself| ourselves| again| later| first| alone| that| by myself)*$",
  // The same in German, French and Spanish.
  '(?<![\\p{L}])(?:vergiss (?:es|das)|vergessen sie (?:es|das)|schon gut|hat sich erledigt|(?:geht|funktioniert|klappt) (?:jetzt )?wieder|klappt jetzt|nicht mehr nötig|nicht nötig|nicht noetig|doch nicht|nein danke|alles gut|brauchen? kein(?:en|e)?)(?![\\p{L}])|^(?:(?:ist|schon|bereits|problem|danke|es|hat|habe|ich|es|selbst|die|lösung) )*(?:erledigt|gelöst|geloest|gefunden)$|^kein(?:en|e)? (?:SOMEBODY_DE)',
  "(?<![\\p{L}])(?:laissez?(?: |-)tomber|oubliez?(?: |-)(?:ça|ca|cela|le)|plus besoin|pas besoin|non merci|pas la peine|c'est (?:bon|réglé|regle|résolu|fait)|j'ai trouvé|(?:ça|ca) (?:re)?marche (?:maintenant|à nouveau|de nouveau)|n'escaladez pas)(?![\\p{L}])|^(?:(?:problème|c'est|est) )*(?:résolu|réglé)$",
  '(?<![\\p{L}])(?:olvíd[ae]lo|olvid[ae]lo|déj[ae]lo|dej[ae]lo|no importa|ya está|ya no(?= (?:gracias|quiero|necesito|hace falta)|$)|no hace falta|no gracias|no es necesario|lo encontré|ya lo encontré|ya funciona|ya hablé|ya tengo)(?![\\p{L}])|^(?:(?:ya|está|problema) )*(?:resuelto|solucionado)$',
].map((pattern) => new RegExp(filled(pattern), 'u'));

/** A pattern with its names filled in. */
function filled(pattern: string): string {
  return [...parts()].reduce((rest, [name, part]) => rest.replaceAll(name, () => part), pattern);
}

function parts(): Map<string, string> {
  return new Map([
    ['SOMEBODY_DE', 'mensch|mitarbeiter|berater|person|ansprechpartner'],
    ['FILLERS', FILLERS],
    ['DENIAL', DENIAL],
    ['REACHING', REACHING],
    ['MATTER', MATTER],
    ['BY_WHOM', BY_WHOM],
    ['SOMEBODY', SOMEBODY],
  ]);
}
