import type { SmallCompany } from '../small-company.ts';
import type { Outcome } from '../workspace/acting/actor.ts';
import type { Channel } from '../workspace/team/channel.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Person } from '../workspace/team/person.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClockMove } from './clock/clock-move.ts';
import type { Conversation, Scenario } from './scenarios.ts';

/** Follows a scenario step by step. */
export type Observer = {
  /** Called before somebody writes or presses something; the scenario continues when it resolves. */
  before: (step: Step) => Promise<void>;
  /** Called once it is written or pressed. */
  after: (step: Step) => void;
  /** Called with what the customer reads as the bot's answer. */
  answered: (text: string) => void;
};

/** Who writes, presses or fills in what, and where. */
export type Step = {
  person: Person;
  does: 'write' | 'press' | 'fill in';
  text: string;
  at: Place;
};

/** A channel, or a thread in it. */
export type Place = { channel: Channel; thread: string | undefined };

export type ScenarioContext = {
  slack: Workspace;
  company: SmallCompany;
  observer: Observer;
  /** Where the customer acts: a form opens there. */
  device?: string;
  /** How long the scenario waits for each message that the bot must post. */
  patienceMs: number;
  /**
   * After how long the customer continues without an answer: the bot greets no open conversation
   * again. Without it a missing answer is an error after `patienceMs`.
   */
  silenceMs?: number;
  /** Resolves once the bot has the time, too. */
  moveClock: (move: ClockMove) => Promise<void>;
};

/** Where a ticket arrived. */
export type Arrival = {
  channel: Channel;
  card: Message;
  transcript: () => Message[];
  /** Where that of the earlier conversation did. */
  earlier?: Arrival | undefined;
};

/** Runs a scenario until the agents have its tickets and transcripts. @throws when they do not arrive. */
export async function runScenario(scenario: Scenario, context: ScenarioContext): Promise<Arrival> {
  const { customer, earlier: before, begins = [] } = scenario;
  for (const move of begins) await context.moveClock(move);
  const earlier = before && (await runConversation({ customer, ...before }, context));
  return { ...(await runConversation(scenario, context)), earlier };
}

type CustomersConversation = Conversation & Pick<Scenario, 'customer'>;

async function runConversation(
  conversation: CustomersConversation,
  context: ScenarioContext,
): Promise<Arrival> {
  const { slack, patienceMs } = context;
  const { customer } = conversation;
  const known = new Set(cardsOf(customer, context).map(({ card }) => card.ts));
  const written = await writeLines(conversation, context);
  if (conversation.entryPoint === 'nobody') await letWait(conversation, context);
  else await escalate(conversation, { ...context, ...written });

  const arrived = () => cardsOf(customer, context).find(({ card }) => !known.has(card.ts));
  const what = `the ticket of ${customer.realName}`;
  const { channel, card } = await slack.waitFor(arrived, { what, timeoutMs: patienceMs });
  const transcript = () => slack.thread(channel, card).slice(1);
  const isThere = () => transcript().length > 0;
  await slack.waitFor(isThere, { what: 'the transcript', timeoutMs: patienceMs });
  return { channel, card, transcript };
}

/** A customer's cards that are not resolved, each with its channel. */
export function cardsOf(
  { realName }: Person,
  { slack, company }: Pick<ScenarioContext, 'slack' | 'company'>,
): { channel: Channel; card: Message }[] {
  const { billing, sales, support, triage } = company;
  return [billing, sales, support, triage]
    .flatMap((channel) => slack.messages(channel).map((card) => ({ channel, card })))
    .filter(({ card }) => card.shown.includes(realName) && card.shown.includes('[Resolve]'));
}

type Written = { answer: Message | undefined; at: Place };

async function writeLines(
  { customer, channel, lines }: CustomersConversation,
  { slack, device, observer, patienceMs, silenceMs }: ScenarioContext,
): Promise<Written> {
  const actor = slack.as(customer, device);
  const home = channel ?? directMessages(customer, slack);
  let at: Place = { channel: home, thread: undefined };
  let answer: Message | undefined;
  for (const { text, answer: expected } of lines) {
    const step = { person: customer, does: 'write', text, at } as const;
    await observer.before(step);
    const posted = await actor.say(home, text, { thread: at.thread });
    observer.after(step);
    if (channel) at = { channel, thread: at.thread ?? posted.ts };
    if (expected === undefined) continue;
    const isExpected = ({ bot, shown, ts }: Message) =>
      bot && ts > posted.ts && shown.includes(expected);
    const find = () =>
      (channel ? slack.thread(channel, posted) : slack.directMessages(customer)).find(isExpected);
    const what = `the answer “${expected}”`;
    const waiting = slack.waitFor(find, { what, timeoutMs: silenceMs ?? patienceMs });
    answer = await (silenceMs === undefined ? waiting : waiting.catch(() => undefined));
    if (!answer) continue;
    at = { channel: home, thread: answer.threadTs ?? at.thread };
    observer.answered(answer.shown);
  }
  return { answer, at };
}

/** Nobody answers, until an agent makes a ticket of it in the list of who waits. */
async function letWait(
  { customer, lines }: CustomersConversation,
  { slack, company: { triage, agents }, observer, patienceMs, moveClock }: ScenarioContext,
): Promise<void> {
  await slack.delivered();
  for (const move of ['morning', 'hour'] as const) await moveClock(move);
  const words = lines[0]?.text ?? '';
  const inList = () =>
    slack
      .messages(triage)
      .findLast(({ shown }) => shown.includes(words) && shown.includes(`[${MAKE_TICKET}]`));
  const what = `${customer.realName} in the list of who waits`;
  const list = await slack.waitFor(inList, { what, timeoutMs: patienceMs });
  const at = { channel: triage, thread: undefined };
  const step = { person: agents.amy, does: 'press', text: MAKE_TICKET, at } as const;
  await observer.before(step);
  await slack.as(agents.amy).press(list, MAKE_TICKET);
  observer.after(step);
}

const MAKE_TICKET = 'Make it a ticket';

async function escalate(
  { customer, entryPoint }: CustomersConversation,
  { slack, device, observer, answer, at }: ScenarioContext & Written,
): Promise<void> {
  const actor = slack.as(customer, device);
  const isButton = entryPoint === 'button' && answer !== undefined;
  const step: Step = isButton
    ? { person: customer, does: 'press', text: 'Talk to a person', at }
    : { person: customer, does: 'write', text: '/escalate', at };
  let outcome: Outcome;
  do {
    await observer.before(step);
    outcome = isButton
      ? await actor.press(answer, 'Talk to a person')
      : await actor.command('/escalate', { in: at.channel });
    observer.after(step);
    if (outcome.shown !== undefined) observer.answered(outcome.shown);
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
