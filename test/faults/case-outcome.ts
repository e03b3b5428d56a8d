import type { SmallCompany } from '../../playground/small-company.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { STATUS, statusesOf } from './conversation.ts';
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
  return {
    customerCase,
    statuses,
    cards,
    transcripts: threads.filter((message) => isTranscript(message, name)),
    timesShown: (line) => shown.split(line).length - 1,
  };
}

/** Whether everything that must arrive has arrived; duplicates are no reason to wait longer. */
export function isComplete({ customerCase, statuses, cards, timesShown }: CaseOutcome): boolean {
  if (customerCase.entryPoint === undefined) return true;
  const hasTicket = statuses.some(isUpToDate) && cards.length > 0;
  return hasTicket && customerCase.lines.every((line) => timesShown(line) > 0);
}

/** What is missing or duplicated, one problem a line. */
export function problemsOf(outcome: CaseOutcome): string[] {
  const { customerCase, statuses, cards, transcripts, timesShown } = outcome;
  const { id, channel, entryPoint, lines, uncertainLines } = customerCase;
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
