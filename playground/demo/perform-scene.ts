import type { SmallCompany } from '../small-company.ts';
import type { Outcome } from '../workspace/acting/actor.ts';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Person } from '../workspace/team/person.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Scene } from './scenes.ts';

/** Whoever follows a scene: told of each step, and given the time to read it. */
export type Audience = {
  /** What somebody is about to write or press, and where; resolves when it is time. */
  before: (step: { person: Person; words: string; at: Spot }) => Promise<void>;
  /** What the customer reads as the bot's answer. */
  answered: (words: string) => void;
};

/** A channel, or a thread in it. */
export type Spot = { channel: Channel; thread: string | undefined };

export type Theatre = {
  slack: Workspace;
  company: SmallCompany;
  audience: Audience;
  /** How long each thing that the bot owes may take. */
  patienceMs: number;
  /** After how long the customer writes on without an answer: an open conversation is not greeted anew. */
  silenceMs?: number;
};

export type Arrival = { channel: Channel; card: Message; transcript: () => Message[] };

/** Plays a scene until its ticket and the transcript are with the agents. @throws when they do not come. */
export async function performScene(scene: Scene, theatre: Theatre): Promise<Arrival> {
  const { slack, patienceMs } = theatre;
  const { customer } = scene;
  const known = new Set(cardsOf(customer, theatre).map(({ card }) => card.ts));
  const written = await writeLines(scene, theatre);
  await escalate(scene, { ...theatre, ...written });

  const arrived = () => cardsOf(customer, theatre).find(({ card }) => !known.has(card.ts));
  const what = `the ticket of ${customer.realName}`;
  const { channel, card } = await slack.waitFor(arrived, { what, timeoutMs: patienceMs });
  const transcript = () => slack.thread(channel, card).slice(1);
  const isThere = () => transcript().length > 0;
  await slack.waitFor(isThere, { what: 'the transcript', timeoutMs: patienceMs });
  return { channel, card, transcript };
}

/** The cards that agents may work on, and the channels they stand in. */
export function cardsOf(
  { realName }: Person,
  { slack, company }: Pick<Theatre, 'slack' | 'company'>,
): { channel: Channel; card: Message }[] {
  const { billing, sales, support, triage } = company;
  return [billing, sales, support, triage]
    .flatMap((channel) => slack.messages(channel).map((card) => ({ channel, card })))
    .filter(({ card }) => card.shown.includes(realName) && card.shown.includes('[Resolve]'));
}

type Written = { answer: Message | undefined; at: Spot };

async function writeLines(
  { customer, channel, lines }: Scene,
  { slack, audience, patienceMs, silenceMs }: Theatre,
): Promise<Written> {
  const actor = slack.as(customer);
  const place = channel ?? directMessages(customer, slack);
  let at: Spot = { channel: place, thread: undefined };
  let answer: Message | undefined;
  for (const { text, answer: expected } of lines) {
    await audience.before({ person: customer, words: text, at });
    const said = await actor.say(place, text, { thread: at.thread });
    if (channel) at = { channel, thread: at.thread ?? said.ts };
    if (expected === undefined) continue;
    const isIt = ({ bot, shown, ts }: Message) => bot && ts > said.ts && shown.includes(expected);
    const found = () =>
      (channel ? slack.thread(channel, said) : slack.directMessages(customer)).find(isIt);
    const what = `the answer “${expected}”`;
    const waiting = slack.waitFor(found, { what, timeoutMs: silenceMs ?? patienceMs });
    answer = await (silenceMs === undefined ? waiting : waiting.catch(() => undefined));
    if (!answer) continue;
    at = { channel: place, thread: answer.threadTs ?? at.thread };
    audience.answered(answer.shown);
  }
  return { answer, at };
}

async function escalate(
  { customer, door }: Scene,
  { slack, audience, answer, at }: Theatre & Written,
): Promise<void> {
  const actor = slack.as(customer);
  const isButton = door === 'button' && answer !== undefined;
  const words = isButton ? '[Talk to a person]' : '/escalate';
  let outcome: Outcome;
  do {
    await audience.before({ person: customer, words, at });
    outcome = isButton
      ? await actor.press(answer, 'Talk to a person')
      : await actor.command('/escalate', { in: at.channel });
    if (outcome.shown !== undefined) audience.answered(outcome.shown);
  } while (outcome.status === 'failed');
}

function directMessages(person: Person, slack: Workspace): Channel {
  slack.directMessages(person);
  const opened = slack
    .as(person)
    .channels()
    .find(({ kind }) => kind === 'im');
  if (!opened) throw new Error(`${person.name} has no direct messages with the bot`);
  return opened;
}
