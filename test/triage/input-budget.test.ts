import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInputBudget } from '../../src/triage/input-budget.ts';

test('a text within the budget stays as it is', () => {
  const { fit, isExceeded } = createInputBudget(100);

  assert.equal(fit('x'.repeat(100)), 'x'.repeat(100));
  assert.equal(fit('y'.repeat(50), 1 / 2), 'y'.repeat(50));
  assert.equal(isExceeded(), false);
});

test('of a longer one the beginning and the end are left, in whole lines where they are short', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `CUSTOMER: line ${index}`).join('\n');
  const { fit, isExceeded } = createInputBudget(200);

  const shown = fit(lines);

  assert.ok(isExceeded());
  assert.match(shown, /^CUSTOMER: line 0\nCUSTOMER: line 1\n.+CUSTOMER: line 99$/s);
  assert.ok(shown.split('\n').every((line) => /^CUSTOMER: line \d+$|^\[…/.test(line)));
});

for (const [what, character] of Object.entries({
  'one byte': 'a',
  'three bytes': '退',
  'four bytes': '🙂',
})) {
  test(`characters of ${what} stay whole, and count as such`, () => {
    const shown = createInputBudget(500).fit(`b${character.repeat(2_000)}`);

    assert.ok(Buffer.byteLength(shown) <= 500);
    assert.ok(Buffer.byteLength(shown) > 480);
    assert.ok(shown.isWellFormed());
    assert.doesNotMatch(shown, /\ufffd/);
  });
}
