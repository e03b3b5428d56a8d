import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnchanged } from '../../../src/slack/catch-up/thread-changes.ts';

const root = '1700000000.000100';
const last = '1700000060.000100';
const knownUntil = '1700000600.000000';
const thread = { root, count: 2, last, known: last };
const message = { ts: root, thread_ts: root, reply_count: 2, latest_reply: last };

test('a thread of which every reply is known is not read again', () => {
  assert.equal(isUnchanged({ thread, message, knownUntil }), true);
  const silent = { root, count: 0, last: null, known: root };
  assert.equal(isUnchanged({ thread: silent, message: { ts: root }, knownUntil }), true);
});

test('a thread with more replies than are known is read, also where the last is known', () => {
  assert.equal(isUnchanged({ thread, message: { ...message, reply_count: 3 }, knownUntil }), false);
});

test('a thread with a later reply is read, also where as many are known', () => {
  const later = { ...message, latest_reply: '1700000061.000100' };

  assert.equal(isUnchanged({ thread, message: later, knownUntil }), false);
});

test('a thread is read whose last words came in the two minutes before, since they may be edited', () => {
  assert.equal(isUnchanged({ thread, message, knownUntil: '1700000179.000000' }), false);
});

test('a thread of which Slack does not show how many replies it has is read', () => {
  assert.equal(isUnchanged({ thread, message: { ts: root, thread_ts: root }, knownUntil }), false);
  assert.equal(isUnchanged({ thread, message: { ts: root }, knownUntil }), false);
});
