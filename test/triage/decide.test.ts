import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/triage/decide.ts';

const model = { kind: 'model' } as const;
const offline = { kind: 'offline', because: 'no-model' } as const;

const table = [
  { first: 'billing', second: 'billing', goesTo: 'billing', reason: null },
  { first: 'unclear', second: 'unclear', goesTo: 'triage', reason: { code: 'unclear' } },
  {
    first: 'billing',
    second: 'sale',
    goesTo: 'triage',
    reason: { code: 'split', classified: 'billing', summarized: 'sale' },
  },
  {
    first: 'unclear',
    second: 'sale',
    goesTo: 'triage',
    reason: { code: 'split', classified: 'unclear', summarized: 'sale' },
  },
  {
    first: 'sale',
    second: 'unclear',
    goesTo: 'triage',
    reason: { code: 'split', classified: 'sale', summarized: 'unclear' },
  },
];

for (const { first, second, goesTo, reason } of table) {
  test(`classified as ${first} and summarized for ${second}, a ticket goes to ${goesTo}`, () => {
    const decision = decide({ category: first }, { agentType: second, engine: model });

    assert.deepEqual(decision, { destination: goesTo, reason });
  });
}

test('a second opinion that no model gave does not overrule the first', () => {
  const decision = decide({ category: 'billing' }, { agentType: 'sale', engine: offline });

  assert.deepEqual(decision, { destination: 'billing', reason: null });
});
