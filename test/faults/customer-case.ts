import type { SmallCompany } from '../../playground/small-company.ts';
import type { NewFile } from '../../playground/workspace/acting/actor.ts';
import type { Random } from '../../playground/workspace/faults/random.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Person } from '../../playground/workspace/team/person.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { AgentsAtWork } from './agents-at-work.ts';
import type { EntryPoint } from './entry-points.ts';

/** Slack, as the customers' cases use it. */
export type SlackFixture = {
  slack: Workspace;
  company: SmallCompany;
  agents: AgentsAtWork;
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
  /** What agents answered, in order. */
  replies: string[];
  /** The names of the files that the customer attached, and that agents sent. All files of a run differ. */
  attached: string[];
  sentFiles: string[];
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

/** A file, in about one of three cases, whose name differs from every other file's. */
export function someFiles({ id, random }: CustomerCase, names: string[], of: string): NewFile[] {
  if (random() > 1 / 3) return [];
  const name = `${of}-${id}-${names.length + 1}.txt`;
  names.push(name);
  return [{ name, mimetype: 'text/plain', content: name }];
}

const topics = [
  'I was charged twice for a TV.',
  'Are there any discounts on a monitor?',
  'I forgot my password.',
  'The sky is blue today.',
];
