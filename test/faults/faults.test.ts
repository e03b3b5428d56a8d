import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRight } from './count.ts';
import { play } from './play.ts';
import { type Scenario, usual } from './scenarios.ts';
import { table } from './table.ts';

// `npm run test:faults` does the same a hundred times over, on both databases.

test('a bot killed again and again while customers write loses nothing and says nothing twice', () =>
  playRight({ ...usual, name: 'embedded', kills: 4, customers: 8 }));

test('a bot whose Slack fails in every way loses nothing and says nothing twice', () =>
  playRight({ ...usual, name: "Slack's faults", trouble: 'slack', customers: 8 }));

async function playRight(scenario: Scenario): Promise<void> {
  const result = await play(scenario, { seed: 1, report: () => {} });
  assert.deepEqual(result.faults, []);
  assert.ok(result.checks.every(isRight), table([result]));
}
