import { z } from 'zod';
import { Duration, WorkingDuration } from './duration.ts';
import { Hours, TimeOfDay, WEEKDAYS } from './hours.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import { SomeTexts } from './texts.ts';

/** When the bot greets a customer who opens a conversation in an intake channel. */
export const Greet = z.enum(['always', 'mentioned', 'never']);
export type Greet = z.infer<typeof Greet>;

/** What customers read of an agent's name, before the desk's own: the first name, all of it, or none. */
export const AgentNames = z.enum(['first', 'full', 'team']);
export type AgentNames = z.infer<typeof AgentNames>;

/** The kinds of records that a category can call for; each becomes a section of its cards. */
export const SectionId = z.enum(['billing-details', 'sale-items', 'rewards', 'account-details']);
export type SectionId = z.infer<typeof SectionId>;

const ChannelAddress = z
  .string()
  .regex(/^(#[^\s#@]+|[CG][A-Z0-9]+)$/, 'write a channel as #name or as its id, C…');

/** Within which working time agents are to answer; `false`: nobody is told when they have not. */
const Targets = z.strictObject({
  /** From the escalation on. */
  firstReply: WorkingDuration,
  /** From what the customer wrote after an answer. */
  nextReply: WorkingDuration,
});
export type Targets = z.infer<typeof Targets>;

/** Who is mentioned when nobody has a ticket whose answer is overdue. */
const EscalateTo = z
  .string({ error: 'write the id of a user, U…, or of a user group, S…' })
  .regex(/^[UWS][A-Z0-9]+$/, 'write the id of a user, U…, or of a user group, S…; never its name');
/**
 * How long a ticket waits for its customer after the last answer, before they are reminded and before it
 * is resolved; either may be left out.
 */
const Waiting = z
  .strictObject({ remind: Duration.optional(), resolve: Duration.optional() })
  .refine(
    ({ remind, resolve }) => remind === undefined || resolve === undefined || remind < resolve,
    'a customer is reminded before their ticket is resolved: make `resolve` longer than `remind`',
  );
export type Waiting = z.infer<typeof Waiting>;

const Category = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a category id is lower-case letters, digits, - and _')
    .refine((id) => id !== 'unclear', '"unclear" is what no category fits; choose another id'),
  title: z.string().min(1).max(60),
  description: z.string().min(1),
  /** What one might take for it and is not, for the model. */
  not: z.string().min(1).optional(),
  /** Words, and words that belong together, that speak for this category. */
  keywords: z.array(z.string().min(2)).default([]),
  /**
   * What people say, as a pattern that beats the keywords within it: `open * account`, where `*` is up to
   * three words and `open|close` either word.
   */
  phrases: z.array(z.string().min(2)).default([]),
  /** Sentences as customers write them; others are compared with these. */
  examples: z.array(z.string().min(2)).default([]),
  channel: ChannelAddress,
  context: z.array(SectionId).default([]),
  /** Where they differ from the desk's. */
  targets: Targets.or(z.literal(false)).optional(),
  escalateTo: EscalateTo.optional(),
});
export type Category = z.infer<typeof Category>;

/** When the week's report is posted. */
const WeeklyReport = z
  .union(
    [
      z.boolean(),
      z.strictObject({ day: z.enum(WEEKDAYS).default('monday'), at: TimeOfDay.default(9 * 60) }),
    ],
    { error: "write weeklyReport as true, or as { day: 'monday', at: '9:00' }" },
  )
  .transform((when) => {
    if (typeof when === 'object') return { day: when.day, minutes: when.at };
    return when ? { day: WEEKDAYS[0], minutes: 9 * 60 } : undefined;
  });

/**
 * What becomes of a conversation that nobody has answered: after so much working time it is in a list in
 * the triage channel, or becomes a ticket. Without `then` it is listed; where the bot never greets, or the
 * channel is shared with another organisation, it becomes a ticket.
 */
const Unanswered = z.strictObject({
  after: WorkingDuration.prefault('15m'),
  // biome-ignore lint/suspicious/noThenProperty: It is a word and never a function, so nothing awaits it.
  then: z.enum(['list', 'escalate']).optional(),
});
export type Unanswered = z.infer<typeof Unanswered>;

const Intake = z.strictObject({
  channel: ChannelAddress,
  greet: Greet.default('always'),
  unanswered: Unanswered.or(z.literal(false)).prefault({}),
});

/**
 * What makes a reply of what an agent types in the thread of a card. Slack reads `>` as a quote, `/` as a
 * command and `@` as a mention, and a word is too easily typed in a note.
 */
const ReplyPrefix = z.string().refine(isReplyPrefix, {
  error:
    'a reply prefix is one word of 20 characters at most, such as !reply, that begins with none of > / @ & < ` and with no letter or digit',
});

/** As Slack names a user's, such as `de` or `pt-BR`. */
const LANGUAGE = 'write a language as de or pt-BR';
const Language = z.string().refine(isLanguage, LANGUAGE);

export const SavedReply = z.strictObject({
  title: z.string().min(1).max(75),
  text: z
    .string()
    .min(1)
    .max(3000)
    .refine(
      (text) =>
        (text.match(/\{\w+\}/g) ?? []).every((name) =>
          PLACEHOLDERS.some((known) => known === name),
        ),
      `a saved reply has these placeholders: ${PLACEHOLDERS.join(', ')}`,
    ),
});
export type SavedReply = z.infer<typeof SavedReply>;

/** Why tickets are resolved. The id is stored; the title may change. */
const ResolveReason = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a reason’s id is lower-case letters, digits, - and _'),
  title: z.string().min(1).max(75),
});
export type ResolveReason = z.infer<typeof ResolveReason>;

/** How much of what customers and agents attach is carried to the other side. */
const FileLimits = z.strictObject({
  perMessage: z.int().min(1).max(20).default(10),
  /** One file; it is in memory while it is carried. */
  megabytes: z.number().positive().max(100).default(25),
  megabytesPerCustomerAndDay: z.number().positive().default(200),
});
export type FileLimits = z.infer<typeof FileLimits>;

const BLOCK =
  'write the block_id of the block that names the submitter, or its place, 0 for the first';
const FIELD = 'write which field of the section names the submitter, 0 for the first';
const isPlace = (place: number) => Number.isInteger(place) && place >= 0;

/**
 * An app whose posts in the intake channels are somebody's requests, such as a form of Workflow
 * Builder. Its app id (`A…`) or bot id (`B…`) counts, never the name that it gives itself.
 *
 * The submitter is the one user who is mentioned in one block of the post, named by its `block_id` or
 * by its place, 0 for the first; in a section with fields, `field` names one of those. It must be a
 * block that the app alone writes: what somebody types into the form belongs in another. Where two
 * users are mentioned there, or none, the post is nobody's request.
 *
 * @example
 * forms: [{ app: 'A0SUPPORT', submitter: { block: 'submitter' } }]
 */
const Form = z.strictObject({
  app: z
    .string({ error: 'write the id of the app, A…, or of its bot, B…' })
    .regex(/^[AB][A-Z0-9]+$/, 'write the id of the app, A…, or of its bot, B…; never its name'),
  submitter: z.strictObject({
    block: z
      .union([z.string(), z.number()], { error: BLOCK })
      .refine((block) => (typeof block === 'string' ? block !== '' : isPlace(block)), BLOCK),
    field: z.number({ error: FIELD }).refine(isPlace, FIELD).optional(),
  }),
});
export type Form = z.infer<typeof Form>;

/**
 * The configuration of one support team: where customers write, which categories there are, and
 * who gets what. The desk file exports one as `desk`.
 */
export const Desk = z
  .strictObject({
    intake: z.array(Intake).check(noneTwice('channel')),
    categories: z
      .array(Category)
      .min(1, 'a desk needs at least one category')
      .check(noneTwice('id'), noneTwice('title')),
    triageChannel: ChannelAddress,
    /** What the company is and sells, in a line, for the model. */
    about: z
      .string()
      .min(1)
      .max(300)
      .regex(/^[^\n\r]*$/, 'write `about` in one line')
      .optional(),
    /** What agents read the model's summaries in. Default: en. */
    agentsLanguage: Language.optional(),
    /** What becomes of a ticket whose category the model alone names; `npm run eval` recommends a value. */
    whenKeywordsSilent: z.enum(['triage', 'route']).default('triage'),
    /** What becomes of a ticket for which the model and the keywords name different categories. */
    whenKeywordsDisagree: z.enum(['triage', 'model', 'keywords']).default('triage'),
    /** Private, and for its full members alone: they are the leads. Without one, the owner is the one lead. */
    leadsChannel: ChannelAddress.optional(),
    /** The last week in figures, once a week in the leads' channel. */
    weeklyReport: WeeklyReport.optional(),
    report: z
      .strictObject({
        /** With figures of each agent. */
        byAgent: z.boolean().default(false),
      })
      .optional(),
    /** What the team is called; customers read it behind each agent's name. */
    name: z.string().min(1).max(40).default('Support'),
    agentNames: AgentNames.default('first'),
    /** Answers to choose from; `{customer}`, `{agent}` and `{ticket}` are filled in. */
    savedReplies: z.array(SavedReply).check(noneTwice('title')).default([]),
    /** A new message of an agent that begins with this word, in the thread of a card, is a reply. */
    replyPrefix: ReplyPrefix.optional(),
    /** Where there are any, *Resolve* asks for one. */
    resolveReasons: z
      .array(ResolveReason)
      .max(100)
      .check(noneTwice('id'), noneTwice('title'))
      .default([]),
    /** Customers are asked at the end how it went. */
    feedback: z.boolean().default(true),
    /** When the team is there; what is due is counted in this time. */
    hours: Hours.prefault({}),
    targets: Targets.or(z.literal(false)).prefault({ firstReply: '1h', nextReply: '4h' }),
    /** What customers read in place of the bot's own texts, in the desk's language. */
    texts: SomeTexts.optional(),
    /** The desk's own language: of who reads Slack in one that it does not have. Default: en. */
    language: Language.optional(),
    /** Further languages, each for customers who read Slack in it: `{ de: german }`. */
    languages: z
      .record(Language, SomeTexts, {
        error: ({ code }) => (code === 'invalid_key' ? LANGUAGE : undefined),
      })
      .optional(),
    escalateTo: EscalateTo.optional(),
    /** `false`: tickets wait for their customers for as long as it takes. */
    waiting: Waiting.or(z.literal(false)).default(false),
    files: FileLimits.prefault({}),
    forms: z.array(Form).check(noneTwice('app')).default([]),
    /** Slack Connect teams whose emails are trusted: the team's id and its email domain. */
    vouchedTeams: z.record(z.string().regex(/^[TE][A-Z0-9]+$/), z.string()).default({}),
    /** Top-level messages of one customer this close together are one conversation. */
    sameConversationMinutes: z.number().nonnegative().default(2),
    /** An open conversation without a message for so long is no longer offered by /escalate. */
    quietAfterDays: z.number().positive().default(7),
    /** For so many seconds *Resolve* can be undone before its customer is told. */
    undoSeconds: z.number().nonnegative().default(60),
    /** For so many days after *Resolve*, what its customer writes opens the ticket again. */
    reopenWithin: z.number().nonnegative().default(7),
  })
  .check(noIntakeForAgents(), hasTextsOfItsLanguage());
export type Desk = z.infer<typeof Desk>;

/** What a desk file writes: a desk, with the defaults left out. */
export type DeskFile = z.input<typeof Desk>;

/** A desk whose own language is not English has texts in it. */
function hasTextsOfItsLanguage() {
  const Own = z.looseObject({
    language: z.string(),
    texts: z.unknown().optional(),
    languages: z.record(z.string(), z.unknown()).optional(),
  });
  return z.superRefine<unknown>(
    (desk, context) => {
      const { language, texts, languages = {} } = Own.parse(desk);
      if (language === 'en' || texts !== undefined || Object.hasOwn(languages, language)) return;
      context.addIssue({
        code: 'custom',
        path: ['language'],
        message: `there are no texts in ${language}; add them to \`languages\``,
      });
    },
    { when: ({ value }) => Own.safeParse(value).success },
  );
}

const Channels = z.looseObject({
  intake: z.array(z.looseObject({ channel: z.string() })),
  categories: z.array(z.looseObject({ channel: z.string() })),
  triageChannel: z.string(),
  leadsChannel: z.string().optional(),
});

/**
 * Refuses a channel of agents or leads that is an intake channel too, where the file itself shows it; one that
 * only Slack knows by two addresses is refused when they are looked up.
 */
function noIntakeForAgents() {
  return z.superRefine<unknown>(
    (desk, context) => {
      const { intake, categories, triageChannel, leadsChannel } = Channels.parse(desk);
      const open = new Set(intake.map(({ channel }) => channel.toLowerCase()));
      const addresses = [
        ...categories.map(({ channel }, index) => ({
          channel,
          path: ['categories', index, 'channel'],
        })),
        { channel: triageChannel, path: ['triageChannel'] },
      ];
      for (const { channel, path } of addresses) {
        if (!open.has(channel.toLowerCase())) continue;
        context.addIssue({
          code: 'custom',
          path,
          message: `${channel} is an intake channel as well: everybody there would read the tickets and count as an agent; give the agents a private channel of their own`,
        });
      }
      if (leadsChannel === undefined || !open.has(leadsChannel.toLowerCase())) return;
      context.addIssue({
        code: 'custom',
        path: ['leadsChannel'],
        message: `${leadsChannel} is an intake channel as well: everybody there would count as a lead; give the leads a private channel of their own`,
      });
    },
    { when: ({ value }) => Channels.safeParse(value).success },
  );
}

/** Refuses a list with two entries of one name, also where something else is wrong with them. */
function noneTwice<Key extends string>(key: Key) {
  const Named = z.array(z.looseObject({ [key]: z.string() }));
  return z.superRefine<Record<Key, string>[]>(
    (entries, context) => {
      const names = entries.map((entry) => entry[key]);
      const repeated = names.filter((name, index) => names.indexOf(name) !== index);
      for (const name of new Set(repeated)) {
        context.addIssue({ code: 'custom', message: `"${name}" is there twice` });
      }
    },
    { when: ({ value }) => Named.safeParse(value).success },
  );
}

function isLanguage(name: string): boolean {
  try {
    return /^[a-z]{2,3}(?:-|$)/.test(name) && Intl.getCanonicalLocales(name)[0] === name;
  } catch {
    return false;
  }
}

function isReplyPrefix(prefix: string): boolean {
  const isWord = /^[^\s\p{C}]{1,20}$/u.test(prefix);
  return isWord && !/^(?:[>/@&<`]|\p{L}|\p{N})/u.test(prefix.normalize('NFKC'));
}
