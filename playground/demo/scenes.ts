import type { SmallCompany } from '../small-company.ts';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Person } from '../workspace/team/person.ts';
import type { Cast } from './cast.ts';

/** A customer's story: who they are, and what they write where. */
export type Scene = {
  name: string;
  title: string;
  /** What to watch for, for who looks on. */
  words: string;
  customer: Person;
  /** The channel that they write in; without it, the direct messages with the bot. */
  channel?: Channel;
  /** What they write; each line waits for the bot's answer, where one is due. */
  lines: { text: string; answer?: string }[];
  door: 'command' | 'button';
};

/** A story of which is known what must come of it. */
export type ProvenScene = Scene & {
  ticket: { channel: Channel; shows: string[]; hides: string[] };
};

/** The recipe's three conversations, a stranger to the shop, and a borrowed email. */
export function scenes({ john, nora, gil }: Cast, company: SmallCompany): ProvenScene[] {
  const greeting = { text: 'Hi!', answer: 'What brings you here today?' };
  return [
    {
      name: 'tv',
      title: 'A TV charged twice',
      words: 'It goes to billing, with his charges from the shop’s records.',
      customer: john,
      lines: [
        greeting,
        {
          text: 'I purchased a TV a week ago but the charge is showing up twice on my bank statement. Can I get a refund?',
        },
      ],
      door: 'command',
      ticket: { channel: company.billing, shows: ['johndoe@gmail.com', '349.99 USD'], hides: [] },
    },
    {
      name: 'monitor',
      title: 'Discounts on a monitor',
      words: 'It goes to sales, with what is on sale and his rewards.',
      customer: john,
      lines: [greeting, { text: "I'm looking to buy a new monitor. Any discounts available?" }],
      door: 'button',
      ticket: { channel: company.sales, shows: ['80', '10%'], hides: [] },
    },
    {
      name: 'locked-out',
      title: 'Locked out of site and email',
      words: 'It goes to support, with his account’s details and never a password.',
      customer: john,
      lines: [
        greeting,
        {
          text: "I forgot my site password and I'm also locked out of my email, how else can I verify my identity?",
        },
      ],
      door: 'command',
      ticket: { channel: company.support, shows: ['Account details'], hides: [] },
    },
    {
      name: 'unknown',
      title: 'A customer in #help whom the shop does not know',
      words: 'No account has this email: the ticket says so.',
      customer: nora,
      channel: company.help,
      lines: [
        {
          text: 'You charged my credit card 20 dollars and I never ordered anything. I want a refund.',
          answer: 'Talk to a person',
        },
      ],
      door: 'button',
      ticket: { channel: company.billing, shows: ['No account has this email'], hides: [] },
    },
    {
      name: 'borrowed-email',
      title: "A guest who types somebody else's email",
      words: 'Slack does not vouch for it, so the ticket shows no record until an agent confirms.',
      customer: gil,
      lines: [
        { text: 'Hello', answer: 'Please enter your email.' },
        { text: 'johndoe@gmail.com', answer: 'What brings you here today?' },
        { text: 'Please tell me what was charged to my credit card last month.' },
      ],
      door: 'command',
      ticket: {
        channel: company.billing,
        shows: ['not confirmed', 'Slack does not vouch'],
        hides: ['349.99'],
      },
    },
  ];
}

/** Whether the ticket is where it should be and shows what it should. */
export function isRight(
  { ticket }: ProvenScene,
  card: Message,
  engine: 'offline' | 'model',
): boolean {
  const isThere = engine === 'model' || card.channel === ticket.channel.id;
  return (
    isThere &&
    ticket.shows.every((words) => card.shown.includes(words)) &&
    !ticket.hides.some((words) => card.shown.includes(words))
  );
}
