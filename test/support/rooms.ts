import { dirname, join } from 'node:path/posix';
import { sourceFiles } from './source-files.ts';

/**
 * The rooms of the bot, from the top. A file imports from its own room and from rooms further down;
 * rooms of one line know nothing of one another.
 */
export const rooms: { names: string[]; what: string }[] = [
  { names: ['main', 'rerun', 'report'], what: 'the processes: signals, exit codes' },
  { names: ['bot'], what: 'builds every room; jobs, readiness, upkeep' },
  { names: ['config'], what: 'environment and desk file → Config' },
  { names: ['slack/receiving'], what: 'web server, sockets, Bolt' },
  { names: ['slack/listeners'], what: 'one file a door, button or form' },
  { names: ['slack/catch-up'], what: 'what was missed while the bot was away' },
  { names: ['slack/sending'], what: 'the messenger, ephemeral answers' },
  { names: ['slack/messages'], what: 'what each kind of message looks like' },
  { names: ['slack/reading'], what: 'what an event says, in our words' },
  { names: ['slack/workspace'], what: 'client, channels, profiles, agents' },
  { names: ['triage'], what: 'five calls, and an offline engine' },
  { names: ['waiting', 'reports'], what: 'who waits, what is due; the week in figures' },
  { names: ['routing'], what: 'tickets to their destinations, follow-ups' },
  { names: ['tickets'], what: 'escalate, move, resolve' },
  { names: ['greeting'], what: 'the bot’s questions at the opening' },
  { names: ['conversations'], what: 'collecting what customers write' },
  { names: ['customers'], what: 'who a Slack user is, and their records' },
  { names: ['outbox'], what: 'what is to be posted, delivered once' },
  { names: ['jobs'], what: 'durable work' },
  { names: ['settings'], what: 'the desk as it is in use' },
  {
    names: ['desk', 'privacy', 'llm', 'database', 'log', 'pauses', 'secret-files', 'read-dotenv'],
    what: 'know no room above',
  },
  {
    names: ['clean-text'],
    what: 'the door for texts from outside',
  },
  {
    names: ['error-code', 'cannot-start', 'fields-of'],
    what: 'the code of a failed call; what the owner must repair; unknown values',
  },
];

/** An import of one of this repository's own files, as paths from its root. */
export type Import = { from: string; to: string };

export function importsIn(folder: string): Import[] {
  return sourceFiles(folder).flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, imported = '']) => ({
      from: path,
      to: join(dirname(path), imported),
    })),
  );
}

/** A folder of src, or of src/slack, or a file that is there alone. */
export function roomOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return (first === 'slack' ? `slack/${second}` : first).replace(/\.ts$/, '');
}

/** How far down a file's room is; -1 for a room that is not in the list. */
export function levelOf(path: string): number {
  return rooms.findIndex(({ names }) => names.includes(roomOf(path)));
}
