import type { SmallCompany } from '../../playground/small-company.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { botMessagesOf, conversationOf, STATUS, statusesOf } from './conversation.ts';
import type { CustomerCase, SlackFixture } from './customer-case.ts';

/** What Slack shows of one case, to its customer and to the agents. */
export type CaseOutcome = {
  customerCase: CustomerCase;
  statuses: Message[];
  cards: Message[];
  /** The first parts of transcripts. There is none where all lines come after the escalation. */
  transcripts: Message[];
  /** How often a line shows in the threads of the cards. */
  timesShown: (line: string) => number;
  /** The agents' answers as the customer sees them, and how often agents see one as sent. */
  replies: string[];
  timesSent: (reply: string) => number;
  /** How often the bot has posted a file, to agents or the customer. */
  timesPosted: (file: string) => number;
};

export function outcomeOf(
  customerCase: CustomerCase,
  { slack, company }: SlackFixture,
): CaseOutcome {
  const statuses = statusesOf(customerCase, slack);
  const name = STATUS.exec(statuses[0]?.shown ?? '')?.[1] ?? 'no ticket';
  const cards = agentsChannels(company)
    .flatMap((channel) => slack.messages(channel))
    .filter(({ shown }) => shown.startsWith(`${name} · `));
  const threads = cards.flatMap((card) => slack.thread(slack.channel(card.channel), card).slice(1));
  const shown = threads.map((message) => message.shown).join('\n');
  const byBot = [...threads, ...conversationOf(customerCase, slack)].filter(({ bot }) => bot);
  const files = byBot.flatMap((message) => message.files.map((file) => file.name));
  return {
    customerCase,
    statuses,
    cards,
    replies: botMessagesOf(customerCase, slack)
      .map((message) => message.shown)
      .filter((text) => /^Reply \d+ of case/.test(text)),
    timesSent: (reply) =>
      threads.filter(({ shown: text }) =>
        text.replace(' in direct messages\n', '\n').includes(` sent\n${reply}\n`),
      ).length,
    timesPosted: (file) => files.filter((name) => name === file).length,
    transcripts: threads.filter((message) => isTranscript(message, name)),
    timesShown: (line) => shown.split(line).length - 1,
  };
}

/** Whether everything that must arrive has arrived; duplicates are no reason to wait longer. */
export function isComplete(outcome: CaseOutcome): boolean {
  const { customerCase, statuses, cards, replies } = outcome;
  const { entryPoint, lines, attached, sentFiles } = customerCase;
  if (entryPoint === undefined) return true;
  return (
    statuses.some(isUpToDate) &&
    cards.length > 0 &&
    lines.every((line) => outcome.timesShown(line) > 0) &&
    customerCase.replies.every(
      (reply) => replies.includes(reply) && outcome.timesSent(reply) > 0,
    ) &&
    [...attached, ...sentFiles].every((file) => outcome.timesPosted(file) > 0)
  );
}

/** What is missing or duplicated, one problem a line. */
export function problemsOf(outcome: CaseOutcome): string[] {
  const { customerCase, statuses, cards, transcripts, timesShown, timesSent, timesPosted } =
    outcome;
  const { id, channel, entryPoint, lines, uncertainLines } = customerCase;
  const answered = outcome.replies.join(', ');
  const problems = [
    ...(statuses.length === 1 ? [] : [`${statuses.length} statuses`]),
    ...(statuses.every(isUpToDate) ? [] : ['the status is out of date']),
    ...(cards.length === 1 ? [] : [`${cards.length} cards`]),
    ...(transcripts.length <= 1 ? [] : [`${transcripts.length} transcripts`]),
    ...lines.filter((line) => timesShown(line) === 0).map((line) => `not shown: ${line}`),
    ...lines
      .concat(uncertainLines)
      .filter((line) => timesShown(line) > 1)
      .map((line) => `shown twice: ${line}`),
    ...(answered === customerCase.replies.join(', ') ? [] : [`answered: ${answered}`]),
    ...customerCase.replies
      .filter((reply) => timesSent(reply) !== 1)
      .map((reply) => `shown as sent ${timesSent(reply)} times: ${reply}`),
    ...[...customerCase.attached, ...customerCase.sentFiles]
      .filter((file) => timesPosted(file) !== 1)
      .map((file) => `posted ${timesPosted(file)} times: ${file}`),
  ];
  const where = channel ? 'channel' : 'direct messages';
  return problems.map((problem) => `case ${id} (${entryPoint}, ${where}): ${problem}`);
}

/** A status begins with “I am bringing it to the right people now”, and must be updated later. */
function isUpToDate({ shown }: Message): boolean {
  return / is with our team/.test(shown);
}

function agentsChannels({ billing, sales, support, triage }: SmallCompany) {
  return [billing, sales, support, triage];
}

function isTranscript({ shown }: Message, name: string): boolean {
  return shown.startsWith(`Transcript of ${name}\n`);
}
