import type { Message } from '../../playground/workspace/team/message.ts';
import type { Person } from '../../playground/workspace/team/person.ts';
import type { BotUnderTest } from './start-bot.ts';

/** What the customers of the recipe ask. */
export const doubleCharge =
  'I purchased a TV a week ago but the charge is showing up twice on my bank statement. Can I get a refund?';
export const discounts = "I'm looking to buy a new monitor. Any discounts available?";
export const lockedOut =
  "I forgot my site password and I'm also locked out of my email, how else can I verify my identity?";

export const whatBringsYou = 'What brings you here today?';
export const enterEmail = 'Please enter your email.';

/** Writes lines to the bot, waiting for its answer where one is due, and then escalates. */
export async function talkAndEscalate(
  { slack, settled }: BotUnderTest,
  { person, lines }: { person: Person; lines: { text: string; answer?: string }[] },
): Promise<void> {
  for (const { text, answer } of lines) {
    const asked = slack.directMessages(person).length;
    await slack.as(person).directMessage(text);
    if (answer === undefined) continue;
    await slack.waitFor(
      () =>
        slack.directMessages(person).some(({ shown }, at) => at > asked && shown.includes(answer)),
      { what: `“${answer}” after “${text}”` },
    );
  }
  await settled();
  await slack.as(person).command('/escalate');
}

/** The status that a customer sees in their direct messages, once the ticket has its agents. */
export function statusFor({ slack }: BotUnderTest, person: Person): Promise<Message> {
  return slack.waitFor(
    () =>
      slack.directMessages(person).find(({ shown }) => /^Your request H-\d+ is with/.test(shown)),
    { what: `the routed status of ${person.name}` },
  );
}
