import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInputBudget } from '../../src/triage/input-budget.ts';

const lines = (count: number, { of = 'CUSTOMER', isFirst = true } = {}) =>
  Array.from({ length: count }, (_, index) => ({ text: `${of}: line ${index}`, isFirst }));

test('what is within the budget stays as it is', () => {
  const { fitLines, isExceeded } = createInputBudget(200);
  const given = lines(20);

  assert.deepEqual(
    fitLines(given),
    given.map(({ text }) => text),
  );
  assert.equal(isExceeded(), false);
});

test('of more lines the first and the last are left, those that come first before the others', () => {
  const { fitLines, isExceeded } = createInputBudget(200);
  const bots = lines(100, { of: 'BOT', isFirst: false });
  const given = lines(100).flatMap((line, index) => [line, ...bots.slice(index, index + 1)]);

  const shown = fitLines(given);

  assert.ok(isExceeded());
  const left = shown.filter((line) => line !== undefined);
  assert.ok(left.every((line) => line.startsWith('CUSTOMER: ')));
  assert.ok(left.includes('CUSTOMER: line 1') && left.includes('CUSTOMER: line 98'));
  assert.ok(!left.includes('CUSTOMER: line 50'));
});

test('a long line beside short ones is shortened, and they are all there', () => {
  const long = { text: `Begin ${'blah '.repeat(5_000)}end`, isFirst: true };

  const shown = createInputBudget(300).fitLines([...lines(5), long, ...lines(5)]);

  assert.ok(shown.every((line) => line !== undefined));
  assert.match(shown[5] ?? '', /^Begin blah .+ \[…\] .+ blah end$/);
  assert.ok((shown[5] ?? '').length > 600);
});

for (const [what, character] of Object.entries({
  'one byte': 'a',
  'three bytes': '退',
  'four bytes': '🙂',
})) {
  test(`characters of ${what} stay whole where a line is shortened`, () => {
    const text = `b${character.repeat(40_000)}`;

    const [shown = ''] = createInputBudget(300).fitLines([{ text, isFirst: true }]);

    assert.ok(shown.length > 50 && shown.length < 4_000);
    assert.ok(shown.isWellFormed());
  });
}
