import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrowingIds } from '../../src/jobs/growing-ids.ts';

test('each id is greater than the one before, whatever the clock does', () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_600_000_000_000, 1_700_000_000_001];
  const nextId = createGrowingIds({ now: () => times.shift() ?? 1_700_000_000_001 });

  const ids = Array.from({ length: 10_000 }, nextId);

  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.match(ids[0] ?? '', /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
