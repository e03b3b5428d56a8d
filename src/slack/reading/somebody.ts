/** Somebody of the support team, as a pattern: `a real person`, `one of your colleagues`. */
export const SOMEBODY =
  '(?:(?:an?|the|some|any|another|one of(?: your)?|your) )?(?:(?:real|live|human|actual|other|support|service|customer|sales|billing) )*(?:humans?|human being|person|people|somebody|someone|agents?|representatives?|reps?|operators?|advisors?|staff member|member of (?:the |your )?(?:staff|team)|team members?|staff|colleagues?|employees?|managers?|supervisors?)';

/** What may follow somebody who is wanted, rather than something of theirs. */
const END =
  '(?=$| (?:to|who|that|for|from|of|on|at|in|about|regarding|concerning|here|there|now|please|pls|plz|asap|instead|again|today|with|directly|right|soon|as|than|if|when|unless|or|and|not|thanks|thank|then|too|anymore|any more|immediately|urgently|first)\\b)';

const ADVERBS =
  '(?:(?:please|pls|plz|kindly|just|really|now|still|also|rather|urgently|simply|finally|directly|maybe|perhaps|only|immediately|much|instead|somehow|desperately|badly) )*';
const WANTED = `${SOMEBODY}${END}`;
const IT = '(?:me|us|this|it|that|(?:my|the|this|our) [\\p{L}]+)';

/** What may be done to get to somebody: `talk to a person`, `get me an agent`, `escalate`. */
export const REACHING = `(?:${[
  `(?:talk|speak|chat|get in touch|get in contact|get through|be connected|be transferred|be put through|contact|reach|see)(?: directly| now| live)?(?: (?:to|with))? ${WANTED}`,
  `(?:(?:connect|transfer|forward|redirect|route)|(?:pass|hand|put|give|send|bring|refer|get|connect|transfer|forward|redirect|route) ${IT})(?: on| over| through| in touch| in contact| in| directly| now)*(?: (?:to|with|through)) ${WANTED}`,
  `(?:get|give|send|bring|find|call|pass|hand) (?:me|us)(?: in| over)? ${WANTED}`,
  `(?:get|bring|bring in|find|send|call|involve|have) ${WANTED}`,
  `(?:get|have) ${IT} escalated`,
  "escalate(?! (?:is|was|does|did|do|means?|works?|button|command|option|feature|policy)\\b)(?:\\b(?!['-]))",
].join('|')})`;

/** How somebody is wished for without such a verb: `need an agent`, `would like a person`. */
const WISHED = `(?:need|want|require|demand|request|prefer|ask for|asking for|looking for|insist on|would like|'d like|would prefer|'d prefer|'d love|would love) ${ADVERBS}(?:to have |to see )?(?:(?:help|support|assistance) (?:from|by) )?(?:(?!people\\b)${WANTED}|human (?:help|support|assistance)\\b|${IT} (?:to be )?escalated)`;

/** A wish for somebody that says whose it is; it may follow other words of its clause. */
export const OWN_WISH = `(?:${[
  `(?:can|could|may|might) (?:i|we) ${ADVERBS}(?:${REACHING}|get ${WANTED})`,
  `(?:can|could|would|will|can't|couldn't) (?:you|someone|somebody|anyone|anybody|one of you) ${ADVERBS}${REACHING}`,
  `(?:i|we)(?:'d| would| do|'m| am|'re| are)? ${ADVERBS}(?:want|need|wish|like|love|prefer|have|demand|request|insist|ask|asking|trying) ${ADVERBS}(?:you ${ADVERBS})?to ${ADVERBS}${REACHING}`,
  `(?:i|we)(?:'d| would) (?:rather|sooner) ${ADVERBS}${REACHING}`,
  `(?:i|we) must ${ADVERBS}${REACHING}`,
  `(?:i|we)(?: do| am| are|'m|'re)? ?${ADVERBS}${WISHED}`,
  `(?:let me|let us|let's) ${ADVERBS}${REACHING}`,
].join('|')})`;

/** The same said without a subject, which begins its clause. */
export const ORDER = `${ADVERBS}(?:${REACHING}|(?:want|need|would like|'d like|trying) to ${ADVERBS}${REACHING}|${WISHED})`;
