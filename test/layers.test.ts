import assert from 'node:assert/strict';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import { sourceFiles } from './support/source-files.ts';

/**
 * The rooms of the bot, from the top. A file imports from its own room and from rooms further down;
 * rooms on one line know nothing of one another.
 */
const order = [
  ['main', 'rerun'],
  ['bot'],
  ['config'],
  ['slack/receiving'],
  ['slack/listeners'],
  ['slack/catch-up'],
  ['slack/sending'],
  ['slack/messages'],
  ['slack/reading'],
  ['slack/workspace'],
  ['triage'],
  ['routing'],
  ['tickets'],
  ['greeting'],
  ['conversations'],
  ['customers'],
  ['outbox'],
  ['jobs'],
  ['desk', 'privacy', 'llm', 'database', 'log', 'pauses'],
  ['error-code'],
];

/** These know nothing of one another; the demo's files drive them all. */
const apart = ['src', 'playground/workspace', 'playground/shop', 'playground/page'];

test('every file of the bot is in a room of the list', () => {
  const paths = sourceFiles('src').map(({ path }) => path);

  const unknown = paths.filter((path) => levelOf(path) === -1);

  assert.deepEqual(unknown, []);
});

test('imports in src go down the list of rooms only', () => {
  const upward = importsIn('src').filter(
    ({ from, to }) => roomOf(from) !== roomOf(to) && levelOf(from) >= levelOf(to),
  );

  assert.deepEqual(upward, []);
});

test('the bot and the rooms of the playground import nothing from one another', () => {
  const across = apart.flatMap((room) =>
    importsIn(room).filter(({ to }) => !to.startsWith(`${room}/`)),
  );

  assert.deepEqual(across, []);
});

type Import = { from: string; to: string };

/** The imports of this repository's own files, as paths from its root. */
function importsIn(folder: string): Import[] {
  return sourceFiles(folder).flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, imported = '']) => ({
      from: path,
      to: join(dirname(path), imported),
    })),
  );
}

/** A folder of src, or of src/slack, or a file that is there alone. */
function roomOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return (first === 'slack' ? `slack/${second}` : first).replace(/\.ts$/, '');
}

function levelOf(path: string): number {
  return order.findIndex((rooms) => rooms.includes(roomOf(path)));
}
