import { z } from 'zod';

/** Where Slack shows a text, and how many characters it takes there. */
const longest = {
  message: 2_000,
  label: 2_000,
  header: 150,
  button: 75,
  option: 75,
  title: 24,
  'form-button': 24,
} as const;

type TextRule = {
  in: keyof typeof longest;
  /** What must be in it, as `{ticket}`. */
  needs?: readonly string[];
  /** What may be in it. */
  may?: readonly string[];
};

/**
 * Every text that customers read, by its key: the list is closed, and no record of a customer is ever a
 * value. `{ticket}` is a number such as H-6, `{team}` is `status.team` or `status.team-of`, `{category}`
 * is a category's title, `{email}` is masked.
 *
 * English is in `src/slack/messages/english.ts`, German in `desks/texts.de.ts`: neither compiles
 * without a key of this list. A desk file changes some of them.
 *
 * @example
 * texts: { 'button.talk': 'Get a human', 'home.title': 'What can we do for you?' }
 */
export const customerTexts = {
  // The bot's first answer in a conversation.
  'greeting.hello': { in: 'message' },
  'greeting.hello-with-email': { in: 'message', may: ['email'] },
  'greeting.ask-email': { in: 'message' },
  'greeting.ask-issue': { in: 'message' },
  'greeting.introduction-in-channel': { in: 'message' },
  'greeting.introduction-direct': { in: 'message' },
  'button.enter-email': { in: 'button' },
  'button.talk': { in: 'button' },
  // To a customer who mentions the bot in their own conversation.
  'offer.talk': { in: 'message' },

  // Where a request stands: one message, which is updated.
  'status.triaging': { in: 'message', needs: ['ticket'] },
  'status.with-team': { in: 'message', needs: ['ticket'], may: ['team'] },
  'status.was-with-team': { in: 'message', needs: ['ticket'], may: ['team'] },
  'status.resolved': { in: 'message', needs: ['ticket'] },
  // `{whole}` is the request that it was split off, `{other}` the one that it was merged into.
  'status.part-triaging': { in: 'message', needs: ['ticket', 'whole'] },
  'status.part-with-team': { in: 'message', needs: ['ticket', 'whole'], may: ['team'] },
  'status.goes-on': { in: 'message', needs: ['ticket', 'other'] },
  'status.went-on': { in: 'message', needs: ['ticket', 'other'] },
  'status.team': { in: 'message' },
  'status.team-of': { in: 'message', needs: ['category'] },
  // Behind the status, outside of the desk's hours.
  'status.somebody-back': { in: 'message', needs: ['date'] },

  // What the customer writes while a request is open, or after its end.
  'added.to-ticket': { in: 'message', needs: ['ticket'] },
  'added.opens-again': { in: 'message', needs: ['ticket'] },
  'added.no-longer-read': { in: 'message', needs: ['ticket'] },
  'button.new-request': { in: 'button' },
  // In a public thread, when the answer went to the direct messages.
  'reply.answered-directly': { in: 'message' },

  // It waits for its customer, and ends where nobody answers.
  'waiting.reminder': { in: 'message', needs: ['ticket'] },
  'waiting.closes': { in: 'message', needs: ['date'] },
  'waiting.closed': { in: 'message', needs: ['ticket'] },
  'waiting.go-on-until': { in: 'message', needs: ['date'] },
  'waiting.go-on': { in: 'message' },

  // The end.
  'resolved.if-not': { in: 'message' },
  'button.not-solved': { in: 'button' },
  'feedback.question': { in: 'message' },
  'feedback.good': { in: 'button' },
  'feedback.bad': { in: 'button' },
  'feedback.title': { in: 'title', may: ['ticket'] },
  'feedback.label': { in: 'label' },
  'feedback.hint': { in: 'label' },
  'feedback.close': { in: 'form-button' },

  // The Home tab.
  'home.title': { in: 'header' },
  'home.introduction': { in: 'message' },
  'home.requests': { in: 'message' },
  'home.no-requests': { in: 'message' },
  'home.newer': { in: 'button' },
  'home.older': { in: 'button' },
  'home.more': { in: 'message' },
  'home.on-its-way': { in: 'message' },
  'home.with-team': { in: 'message' },
  'home.with-agent': { in: 'message', needs: ['agent'] },
  'home.waiting-for-you': { in: 'message' },
  'home.resolved': { in: 'message' },
  'home.closed': { in: 'message' },
  'home.goes-on': { in: 'message', needs: ['other'] },

  // Forms.
  'form.send': { in: 'form-button' },
  'form.save': { in: 'form-button' },
  'form.choose': { in: 'form-button' },
  'form.cancel': { in: 'form-button' },
  'form.talk-title': { in: 'title' },
  'form.talk-label': { in: 'label' },
  'form.pick-label': { in: 'label' },
  'form.no-words': { in: 'option' },
  'form.email-title': { in: 'title' },
  'form.email-label': { in: 'label' },

  // What is answered at once, to whoever acted.
  'answer.not-saved': { in: 'message' },
  'answer.another-workspace': { in: 'message' },
  'answer.cannot-read': { in: 'message' },
  'answer.where-to-write': { in: 'message', needs: ['channels'] },
  'answer.write-directly': { in: 'message' },
  'answer.nobodys-thread': { in: 'message' },
  'answer.others-thread': { in: 'message' },
  'answer.not-yours': { in: 'message' },
  'answer.not-your-email': { in: 'message' },
  'answer.not-your-request': { in: 'message' },
  'answer.not-your-new-request': { in: 'message' },
  'answer.not-your-feedback': { in: 'message' },
  'answer.no-email': { in: 'message' },
  'answer.no-text': { in: 'message' },
  'answer.no-choice': { in: 'message' },
} as const satisfies Record<string, TextRule>;

type Rules = typeof customerTexts;
export type TextKey = keyof Rules;

/** All texts of one language. */
export type Texts = Record<TextKey, string>;

/** The names of what is filled into a text. */
export type PlaceholderOf<Key extends TextKey> =
  | (Rules[Key] extends { needs: readonly (infer Name extends string)[] } ? Name : never)
  | (Rules[Key] extends { may: readonly (infer Name extends string)[] } ? Name : never);

/** The keys of texts into which nothing is filled. */
export type KeyOfPlain = {
  [Key in TextKey]: [PlaceholderOf<Key>] extends [never] ? Key : never;
}[TextKey];

/** What stands in a text for a value. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Some texts of a language, each as a desk may have it. */
export const SomeTexts = z.custom<Partial<Texts>>(isObject, 'write texts as { key: text }').check(
  z.superRefine((texts, context) => {
    for (const [key, text] of Object.entries(texts)) {
      for (const message of problemsOf(key, text)) {
        context.addIssue({ code: 'custom', path: [key], message });
      }
    }
  }),
);

/** What is wrong with a text, each as a clause for the owner. */
function problemsOf(key: string, text: unknown): string[] {
  const rule = ruleOf(key);
  if (!rule) return ['customers read no text of this key; src/desk/texts.ts lists them'];
  if (typeof text !== 'string' || text.trim() === '') return ['write a text'];
  const { in: place, needs = [], may = [] } = rule;
  const known = [...needs, ...may];
  const found = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const has = known.length > 0 ? `it has ${listed(known)}` : 'it has none';
  const length = text.replace(PLACEHOLDER, SAMPLE).length;
  const most = longest[place];
  return [
    ...found.filter((name) => !known.includes(name)).map((name) => `there is no {${name}}; ${has}`),
    ...needs.filter((name) => !found.includes(name)).map((name) => `it lacks {${name}}`),
    ...(length > most ? [`it is ${length} characters long; Slack takes ${most} there`] : []),
    ...(place !== 'message' && /[\r\n]/.test(text) ? ['it must be one line'] : []),
  ];
}

/** A value counts as long as this: what makes a text too long in the end is cut. */
const SAMPLE = 'H-1234';

function ruleOf(key: string): TextRule | undefined {
  return new Map<string, TextRule>(Object.entries(customerTexts)).get(key);
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
