import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorAnswer } from '../../src/llm/error-answer.ts';
import { retryAfterMs } from '../../src/llm/retry-after.ts';

const now = Date.parse('2026-11-05T10:00:00Z');

const asked: [retryAfter: string, waitMs: number][] = [
  ['7', 7_000],
  ['0.2', 200],
  ['Thu, 05 Nov 2026 10:00:09 GMT', 9_000],
  ['Thu, 05 Nov 2026 09:59:00 GMT', 0],
  ['-5', 0],
  ['soon', 0],
];

for (const [retryAfter, waitMs] of asked) {
  test(`a server that answers "Retry-After: ${retryAfter}" asks to wait ${waitMs} ms`, () => {
    const headers = new Headers({ 'retry-after': retryAfter });
    const error = new ErrorAnswer({ status: 429, body: 'Too many requests', headers });

    assert.equal(retryAfterMs(error, now), waitMs);
  });
}

test('without the header, or without an answer, nobody asks to wait', () => {
  const error = new ErrorAnswer({ status: 429, body: 'Too many requests', headers: new Headers() });

  assert.equal(retryAfterMs(error, now), 0);
  assert.equal(retryAfterMs(new Error('No connection'), now), 0);
});
