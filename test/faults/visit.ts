import type { SmallCompany } from '../../playground/small-company.ts';
import type { Random } from '../../playground/workspace/faults/random.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Person } from '../../playground/workspace/team/person.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { Door } from './door.ts';

/** Where customers go about. */
export type Town = {
  slack: Workspace;
  company: SmallCompany;
  /** What the bot has posted, each message as it first stood. */
  posted: readonly Message[];
};

/** One customer's one conversation. */
export type Visit = {
  id: number;
  customer: Person;
  /** Undefined: the direct messages with the bot. */
  channel: Channel | undefined;
  /** How they call for a person; undefined when they never do. */
  door: Door | undefined;
  /** The first message of their thread, in a channel. */
  root: Message | undefined;
  /** Every line that they wrote. No two lines of a run are alike. */
  said: string[];
  /** Lines behind a command that was seen to fail: nobody promised to save them, or not to. */
  uncertain: string[];
  /** The chance that decides what they do. */
  random: Random;
};

/** Says something that nobody said before. */
export function newLine({ id, said, uncertain, random }: Visit): string {
  const topic = topics[Math.floor(random() * topics.length)];
  const line = `Line ${said.length + uncertain.length + 1} of case ${id}: ${topic}`;
  said.push(line);
  return line;
}

const topics = [
  'I was charged twice for a TV.',
  'Are there any discounts on a monitor?',
  'I forgot my password.',
  'The sky is blue today.',
];
