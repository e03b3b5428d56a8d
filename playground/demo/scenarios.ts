import type { SmallCompany } from '../small-company.ts';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Person } from '../workspace/team/person.ts';
import type { ClockMove } from './clock/clock-move.ts';
import type { Customers } from './people.ts';

/** What a customer writes, and where, until they ask for a person. */
export type Conversation = {
  /** The channel that they write in; without it, the direct messages with the bot. */
  channel?: Channel;
  /** What they write. A line with an `answer` waits until the bot has posted it. */
  lines: { text: string; answer?: string }[];
  /** How they escalate; `nobody`: they do not, and an agent makes a ticket of it once they have waited. */
  entryPoint: 'command' | 'button' | 'nobody';
};

/** One customer's conversation, and what becomes of it. */
export type Scenario = Conversation & {
  name: string;
  title: string;
  /** What to look for while it runs. */
  description: string;
  customer: Person;
  /** A conversation before, of the same customer if no other is named, with a ticket of its own. */
  earlier?: Conversation & { customer?: Person };
  /** How the clock is moved before all that. */
  begins?: readonly ClockMove[];
  /** What happens with the ticket afterwards, and with that of the earlier conversation. */
  acts?: readonly Act[];
};

/**
 * Somebody writes in the ticket's thread or in the conversation, or presses a button, and fills in by
 * label what it opens, which may be shown once more to be confirmed; or the clock is moved. And what
 * somebody then reads: in the thread of a card, in the channel of the last one, or in the conversation.
 * Of several buttons, each is in the form that the one before it has opened.
 */
export type Act = { leadsTo: { words: string; to: 'agents' | 'channel' | 'customer' } } & (
  | PersonsAct
  | { moves: readonly ClockMove[] }
);

export type PersonsAct = { by: 'agent' | 'customer' } & (
  | { writes: string }
  | { presses: string | readonly string[]; fills?: Fills }
);

/** What is entered in a form; of a menu that asks the bot, the first that it offers for these words. */
export type Fills = Record<string, string | { search: string }>;

/** A scenario whose ticket is known in advance. */
export type CheckedScenario = Scenario & {
  ticket: { channel: Channel; shows: string[]; hides: string[] };
};

/** The recipe's three conversations, a customer without an account, and a borrowed email. */
export function scenarios(
  { john, nora, gil }: Customers,
  company: SmallCompany,
): CheckedScenario[] {
  const greeting = { text: 'Hi!', answer: 'What brings you here today?' };
  return [
    {
      name: 'tv',
      title: 'A TV charged twice',
      description: 'It goes to billing, with his charges from the shop’s records.',
      customer: john,
      lines: [
        greeting,
        {
          text: 'I purchased a TV a week ago but the charge is showing up twice on my bank statement. Can I get a refund?',
        },
      ],
      entryPoint: 'command',
      ticket: { channel: company.billing, shows: ['johndoe@gmail.com', '349.99 USD'], hides: [] },
    },
    {
      name: 'monitor',
      title: 'Discounts on a monitor',
      description: 'It goes to sales, with what is on sale and his rewards.',
      customer: john,
      lines: [greeting, { text: "I'm looking to buy a new monitor. Any discounts available?" }],
      entryPoint: 'button',
      ticket: {
        channel: company.sales,
        shows: ['80.00 USD instead of 160.00 USD', '10% off'],
        hides: [],
      },
    },
    {
      name: 'locked-out',
      title: 'Locked out of site and email',
      description: 'It goes to support, with his account’s details and never a password.',
      customer: john,
      lines: [
        greeting,
        {
          text: "I forgot my site password and I'm also locked out of my email, how else can I verify my identity?",
        },
      ],
      entryPoint: 'command',
      ticket: { channel: company.support, shows: ['Account details', 'locked'], hides: [] },
    },
    {
      name: 'unknown',
      title: 'A customer in #help whom the shop does not know',
      description: 'No account has this email: the ticket says so.',
      customer: nora,
      channel: company.help,
      lines: [
        {
          text: 'You charged my credit card 20 dollars and I never ordered anything. I want a refund.',
          answer: 'Talk to a person',
        },
      ],
      entryPoint: 'button',
      ticket: { channel: company.billing, shows: ['No account has this email'], hides: [] },
    },
    {
      name: 'borrowed-email',
      title: "A guest who types somebody else's email",
      description: 'It is not confirmed, so the ticket shows none of that person’s records.',
      customer: gil,
      lines: [
        { text: 'Hello', answer: 'Please enter your email.' },
        { text: 'johndoe@gmail.com', answer: 'What brings you here today?' },
        { text: 'Please tell me what was charged to my credit card last month.' },
      ],
      entryPoint: 'command',
      ticket: {
        channel: company.billing,
        shows: ['johndoe@gmail.com, which is not confirmed', 'No personal records'],
        hides: ['349.99', 'AMEX'],
      },
    },
  ];
}

/** One thing that was looked for on a ticket, and whether it is so. */
export type Check = { isRight: boolean; text: string };

/** Looks whether the ticket is in the right channel and shows what it should. A model may send it elsewhere. */
export function checksOf(
  { ticket: { channel, shows, hides } }: CheckedScenario,
  card: Message,
  engine: 'offline' | 'model',
): Check[] {
  const isThere = card.channel === channel.id;
  const places =
    engine === 'model' ? [] : [{ isRight: isThere, text: placeText(channel, isThere) }];
  return [
    ...places,
    ...shows.map((text) => check(text, { card, isWanted: true })),
    ...hides.map((text) => check(text, { card, isWanted: false })),
  ];
}

function placeText({ name }: Channel, isThere: boolean): string {
  return isThere ? `The ticket is in #${name}.` : `The ticket is not in #${name}.`;
}

function check(text: string, { card, isWanted }: { card: Message; isWanted: boolean }): Check {
  const isShown = card.shown.includes(text);
  const verb = isShown ? 'shows' : 'does not show';
  return { isRight: isShown === isWanted, text: `The ticket ${verb} “${text}”.` };
}
