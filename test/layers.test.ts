import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawing, drawRooms } from './support/draw-rooms.ts';
import { importsIn, levelOf, roomOf } from './support/rooms.ts';
import { sourceFiles } from './support/source-files.ts';

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

test('a desk file imports from the desk alone', () => {
  const text = readFileSync(new URL('../desk.ts', import.meta.url), 'utf8');

  const imported = [...text.matchAll(/from '(.+)'/g)].map(([, from]) => from);

  assert.deepEqual(imported, ['./src/desk/desk.ts']);
});

test('the drawing of the rooms is that of the imports: npm run draw', () => {
  assert.equal(readFileSync(drawing, 'utf8'), drawRooms());
});
