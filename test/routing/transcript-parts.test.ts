import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transcriptParts } from '../../src/routing/transcript-parts.ts';

/** Slack takes about 13,200 characters in a message's blocks, the title and the names included. */
const SLACKS_LIMIT = 13_200;

test('a short transcript is one part', () => {
  const lines = [customer('Hi'), { speaker: 'BOT', text: 'What brings you here today?' }];

  assert.deepEqual(transcriptParts(lines), [lines]);
});

test('nothing said is no part', () => {
  assert.deepEqual(transcriptParts([]), []);
});

test('an empty message stays a line', () => {
  assert.deepEqual(transcriptParts([customer('')]), [[customer('')]]);
});

test('a part is filled to the last character', () => {
  const line = customer('x'.repeat(4_500 - 'CUSTOMER'.length - 3));

  assert.deepEqual(transcriptParts([line, line]), [[line, line]]);
  assert.deepEqual(transcriptParts([line, line, line]), [[line, line], [line]]);
});

test('a message of 40,000 characters is cut into parts that lose nothing', () => {
  const text = '😀'.repeat(20_000);

  const parts = transcriptParts([customer(text)]);

  const pieces = parts.flat();
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.ok(pieces.every((piece) => piece.text.isWellFormed() && piece.speaker === 'CUSTOMER'));
  assert.ok(parts.every((part) => sizeOf(part) < SLACKS_LIMIT));
});

test('300 messages of participants with long names fit into their parts', () => {
  const line = { speaker: 'PARTICIPANT (U1)', participant: 'U1', text: 'Yes' };

  const parts = transcriptParts(Array.from({ length: 300 }, () => line));

  assert.equal(parts.flat().length, 300);
  const named = parts.map((part) => part.map((one) => ({ ...one, speaker: 'x'.repeat(94) })));
  assert.ok(named.every((part) => sizeOf(part) < SLACKS_LIMIT));
});

test('a transcript without end says how much of it is left out', () => {
  const parts = transcriptParts(Array.from({ length: 100 }, () => customer('x'.repeat(8_000))));

  assert.equal(parts.length, 40);
  assert.deepEqual(parts.at(-1), [
    { speaker: 'HANDOFF', text: '61 more lines are in the conversation.' },
  ]);
});

function customer(text: string) {
  return { speaker: 'CUSTOMER', text };
}

function sizeOf(part: { speaker: string; text: string }[]): number {
  return part.reduce((size, { speaker, text }) => size + speaker.length + text.length + 3, 40);
}
