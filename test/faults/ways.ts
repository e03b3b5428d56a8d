import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, Outcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { botsWords, placeOf, statusesOf } from './conversation-of.ts';
import type { Door } from './door.ts';
import { newLine, type Town, type Visit } from './visit.ts';

type Way = (visit: Visit, town: Town) => Promise<unknown>;

/** How a customer goes through each door: again where it is seen to fail, as people do. */
export const ways: Record<Door, Way> = {
  command: async (visit, town) => {
    await greeting(visit, town);
    await type(visit, town, () => '');
  },
  form: async (visit, town) => {
    await type(visit, town, () => '');
    visit.root ??= await status(visit, town);
  },
  words: async (visit, town) => {
    await type(visit, town, () => newLine(visit));
    visit.root ??= await status(visit, town);
  },
  button: async (visit, town) => {
    const message = await greeting(visit, town);
    await click(visit, town, (actor) => actor.press(message, 'Talk to a person'));
  },
  shortcut: async (visit, town) => {
    const own = placeOf(visit, town.slack).find(({ user }) => user === visit.customer.id);
    if (!own) throw new Error(`Case ${visit.id} has no message to click on`);
    await click(visit, town, (actor) => actor.shortcut('escalate_message', own));
  },
  mention: ({ customer, channel, root }, { slack }) => {
    const options = { mentions: [slack.bot], thread: root };
    const actor = slack.as(customer);
    return channel
      ? actor.say(channel, '@Handoff escalate', options)
      : actor.directMessage('@Handoff escalate', options);
  },
  text: ({ customer, channel, root }, { slack }) => {
    const actor = slack.as(customer);
    return channel
      ? actor.say(channel, '!escalate', { thread: root })
      : actor.directMessage('!escalate');
  },
};

/**
 * Types `/escalate`, and fills in the form if one opens. Words behind a command that was seen to
 * fail may have been saved or not; a person types them anew.
 */
async function type(visit: Visit, { slack }: Town, words: () => string) {
  const actor = slack.as(visit.customer);
  let answer: string | undefined;
  const fillIn = async () => {
    answer ??= newLine(visit);
    actor.fill({ 'What do you need help with?': answer });
    return (await actor.submit()).status === 'closed';
  };
  await untilItWorks(async () => {
    if (actor.modal) return fillIn();
    const text = words();
    const { status, shown } = await actor.command('/escalate', {
      ...(visit.channel && { in: visit.channel }),
      text,
    });
    if (actor.modal) return fillIn();
    if (status === 'acknowledged' && shown?.includes('Your request H-')) return true;
    if (text !== '') doubt(visit, text);
    return false;
  });
}

function doubt({ said, uncertain }: Visit, line: string): void {
  said.splice(said.indexOf(line), 1);
  uncertain.push(line);
}

/** Clicks; where the bot says that it did not work, again. */
async function click(visit: Visit, { slack }: Town, act: (actor: Actor) => Promise<Outcome>) {
  const actor = slack.as(visit.customer);
  const place = placeOf(visit, slack)[0]?.channel ?? '';
  const answers = () => actor.ephemerals(slack.channel(place));
  await untilItWorks(async () => {
    const before = answers().length;
    const { status } = await act(actor);
    if (status !== 'acknowledged') return false;
    const answer = await slack
      .waitFor(() => answers()[before] ?? statusesOf(visit, slack)[0], { timeoutMs: 5_000 })
      .catch(() => undefined);
    return answer === undefined || answer.shown.includes('Your request H-');
  });
}

async function untilItWorks(attempt: () => Promise<boolean>): Promise<void> {
  const giveUp = AbortSignal.timeout(PATIENCE_MS);
  while (!(await attempt())) {
    giveUp.throwIfAborted();
    await sleep(700);
  }
}

/** What Slack gave up to deliver waits until the bot stays up for long enough to catch up with it. */
const PATIENCE_MS = 900_000;

function greeting(visit: Visit, { slack }: Town): Promise<Message> {
  const what = `a greeting in case ${visit.id}`;
  return slack.waitFor(() => botsWords(visit, slack)[0], { what, timeoutMs: PATIENCE_MS });
}

function status(visit: Visit, { slack }: Town): Promise<Message> {
  const what = `a status in case ${visit.id}`;
  return slack.waitFor(() => statusesOf(visit, slack)[0], { what, timeoutMs: PATIENCE_MS });
}
