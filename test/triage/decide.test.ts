import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/triage/decide.ts';
import { categories } from '../support/categories.ts';

const model = { kind: 'model' } as const;
const offline = { kind: 'offline', because: 'no model is configured' } as const;
const unclear = 'It is unclear which agents this is for.';

const table = [
  { first: 'billing', second: 'billing', goesTo: 'billing', because: null },
  { first: 'unclear', second: 'unclear', goesTo: 'triage', because: unclear },
  {
    first: 'billing',
    second: 'sale',
    goesTo: 'triage',
    because: 'Opinions differ: classified as Billing, summarized for Sales.',
  },
  {
    first: 'unclear',
    second: 'sale',
    goesTo: 'triage',
    because: 'Opinions differ: classified as unclear, summarized for Sales.',
  },
  {
    first: 'sale',
    second: 'unclear',
    goesTo: 'triage',
    because: 'Opinions differ: classified as Sales, summarized for unclear.',
  },
];

for (const { first, second, goesTo, because } of table) {
  test(`classified as ${first} and summarized for ${second}, a ticket goes to ${goesTo}`, () => {
    const decision = decide(
      classifiedAs(first),
      { agentType: second, summary: '', engine: model },
      categories,
    );

    assert.deepEqual(decision, { destination: goesTo, reason: because });
  });
}

test('a second opinion that no model gave does not overrule the first', () => {
  const opinion = { agentType: 'sale', summary: '', engine: offline };

  const decision = decide(classifiedAs('billing'), opinion, categories);

  assert.deepEqual(decision, { destination: 'billing', reason: null });
});

function classifiedAs(category: string) {
  return { reasoning: '', category, email: null, engine: model };
}
