import type { SmallCompany } from '../../playground/small-company.ts';
import type { Random } from '../../playground/workspace/faults/random.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Person } from '../../playground/workspace/team/person.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { EntryPoint } from './entry-points.ts';

/** Slack, as the customers' cases use it. */
export type SlackFixture = {
  slack: Workspace;
  company: SmallCompany;
  /** Every message that the bot has posted, each as it was first posted. */
  posted: readonly Message[];
};

/** One customer with one conversation. */
export type CustomerCase = {
  id: number;
  customer: Person;
  /** Undefined: the direct messages with the bot. */
  channel: Channel | undefined;
  /** How they escalate; undefined when they never do. */
  entryPoint: EntryPoint | undefined;
  /** The first message of their thread, in a channel. */
  root: Message | undefined;
  /** Every line that they wrote. All lines of a run differ. */
  lines: string[];
  /** Lines of a command that failed visibly: they may be stored or not. */
  uncertainLines: string[];
  /** Decides what they do. */
  random: Random;
};

/** Adds a line to the case that differs from every other line. */
export function newLine({ id, lines, uncertainLines, random }: CustomerCase): string {
  const topic = topics[Math.floor(random() * topics.length)];
  const line = `Line ${lines.length + uncertainLines.length + 1} of case ${id}: ${topic}`;
  lines.push(line);
  return line;
}

const topics = [
  'I was charged twice for a TV.',
  'Are there any discounts on a monitor?',
  'I forgot my password.',
  'The sky is blue today.',
];
