import type { Actor, Outcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { botMessagesOf, conversationOf, statusesOf } from './conversation.ts';
import { type CustomerCase, newLine, type SlackFixture } from './customer-case.ts';
import type { EntryPoint } from './entry-points.ts';
import { PATIENCE_MS, untilItWorks } from './until-it-works.ts';

type Escalate = (customerCase: CustomerCase, fixture: SlackFixture) => Promise<unknown>;

/** How a customer escalates: where they see it fail, they try again, as people do. */
export const escalateBy: Record<EntryPoint, Escalate> = {
  command: async (customerCase, fixture) => {
    await greeting(customerCase, fixture);
    await typeCommand(customerCase, fixture, () => '');
  },
  form: async (customerCase, fixture) => {
    await typeCommand(customerCase, fixture, () => '');
    customerCase.root ??= await status(customerCase, fixture);
  },
  words: async (customerCase, fixture) => {
    await typeCommand(customerCase, fixture, () => newLine(customerCase));
    customerCase.root ??= await status(customerCase, fixture);
  },
  button: async (customerCase, fixture) => {
    const message = await greeting(customerCase, fixture);
    await click(customerCase, fixture, (actor) => actor.press(message, 'Talk to a person'));
  },
  shortcut: async (customerCase, fixture) => {
    const own = conversationOf(customerCase, fixture.slack).find(
      ({ user }) => user === customerCase.customer.id,
    );
    if (!own) throw new Error(`Case ${customerCase.id} has no message to click on`);
    await click(customerCase, fixture, (actor) => actor.shortcut('escalate_message', own));
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
 * Types `/escalate`, and fills in the form if one opens. The text of a command that failed visibly
 * may be stored or not; the customer writes a new line.
 */
async function typeCommand(
  customerCase: CustomerCase,
  { slack }: SlackFixture,
  newText: () => string,
) {
  const actor = slack.as(customerCase.customer);
  let answer: string | undefined;
  const fillIn = async () => {
    answer ??= newLine(customerCase);
    actor.fill({ 'What do you need help with?': answer });
    return (await actor.submit()).status === 'closed';
  };
  await untilItWorks(async () => {
    if (actor.modal) return fillIn();
    const text = newText();
    const { status, shown } = await actor.command('/escalate', {
      ...(customerCase.channel && { in: customerCase.channel }),
      text,
    });
    if (actor.modal) return fillIn();
    if (status === 'acknowledged' && shown?.includes('Your request H-')) return true;
    if (text !== '') markUncertain(customerCase, text);
    return false;
  });
}

function markUncertain({ lines, uncertainLines }: CustomerCase, line: string): void {
  lines.splice(lines.indexOf(line), 1);
  uncertainLines.push(line);
}

/** Clicks, and clicks again where the bot answers that it failed. */
async function click(
  customerCase: CustomerCase,
  { slack }: SlackFixture,
  act: (actor: Actor) => Promise<Outcome>,
) {
  const actor = slack.as(customerCase.customer);
  const channel = conversationOf(customerCase, slack)[0]?.channel ?? '';
  const answers = () => actor.ephemerals(slack.channel(channel));
  await untilItWorks(async () => {
    const before = answers().length;
    const { status } = await act(actor);
    if (status !== 'acknowledged') return false;
    const answer = await slack
      .waitFor(() => answers()[before] ?? statusesOf(customerCase, slack)[0], { timeoutMs: 5_000 })
      .catch(() => undefined);
    return answer === undefined || answer.shown.includes('Your request H-');
  });
}

function greeting(customerCase: CustomerCase, { slack }: SlackFixture): Promise<Message> {
  const what = `a greeting in case ${customerCase.id}`;
  return slack.waitFor(() => botMessagesOf(customerCase, slack)[0], {
    what,
    timeoutMs: PATIENCE_MS,
  });
}

function status(customerCase: CustomerCase, { slack }: SlackFixture): Promise<Message> {
  const what = `a status in case ${customerCase.id}`;
  return slack.waitFor(() => statusesOf(customerCase, slack)[0], { what, timeoutMs: PATIENCE_MS });
}
