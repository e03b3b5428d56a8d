import type { SmallCompany } from '../../playground/small-company.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { STATUS, statusesOf } from './conversation-of.ts';
import type { Town, Visit } from './visit.ts';

/** What came of one visit, for its customer and for the agents to see. */
export type Arrival = {
  visit: Visit;
  statuses: Message[];
  cards: Message[];
  /** The first parts of transcripts. Where all lines come after the call for a person, there is none. */
  transcripts: Message[];
  /** How often each line stands in the threads of the cards. */
  timesShown: (line: string) => number;
};

export function lookFor(visit: Visit, { slack, company }: Town): Arrival {
  const statuses = statusesOf(visit, slack);
  const name = STATUS.exec(statuses[0]?.shown ?? '')?.[1] ?? 'no ticket';
  const cards = agentsChannels(company)
    .flatMap((channel) => slack.messages(channel))
    .filter(({ shown }) => shown.startsWith(`${name} · `));
  const threads = cards.flatMap((card) => slack.thread(slack.channel(card.channel), card).slice(1));
  const shown = threads.map((message) => message.shown).join('\n');
  return {
    visit,
    statuses,
    cards,
    transcripts: threads.filter((message) => isTranscript(message, name)),
    timesShown: (line) => shown.split(line).length - 1,
  };
}

/** Whether all is there that must come; what is there twice does not heal by waiting. */
export function isComplete({ visit, statuses, cards, timesShown }: Arrival): boolean {
  if (visit.door === undefined) return true;
  const isTold = statuses.some(isUpToDate) && cards.length > 0;
  return isTold && visit.said.every((line) => timesShown(line) > 0);
}

/** What is missing or there twice, in words. */
export function faultsOf(arrival: Arrival): string[] {
  const { visit, statuses, cards, transcripts, timesShown } = arrival;
  const faults = [
    ...(statuses.length === 1 ? [] : [`${statuses.length} statuses`]),
    ...(statuses.every(isUpToDate) ? [] : ['the status is out of date']),
    ...(cards.length === 1 ? [] : [`${cards.length} cards`]),
    ...(transcripts.length <= 1 ? [] : [`${transcripts.length} transcripts`]),
    ...visit.said.filter((line) => timesShown(line) === 0).map((line) => `not shown: ${line}`),
    ...[...visit.said, ...visit.uncertain]
      .filter((line) => timesShown(line) > 1)
      .map((line) => `shown twice: ${line}`),
  ];
  const where = visit.channel ? 'channel' : 'direct messages';
  return faults.map((fault) => `case ${visit.id} (${visit.door}, ${where}): ${fault}`);
}

/** A status begins with “I am bringing it to the right people now”, and must not stay so. */
function isUpToDate({ shown }: Message): boolean {
  return / is with our team/.test(shown);
}

function agentsChannels({ billing, sales, support, triage }: SmallCompany) {
  return [billing, sales, support, triage];
}

function isTranscript({ shown }: Message, name: string): boolean {
  return shown.startsWith(`Transcript of ${name}\n`);
}
