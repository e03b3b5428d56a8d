import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRight } from './count.ts';
import { play } from './play.ts';
import { type Scenario, usual } from './scenarios.ts';
import { table } from './table.ts';

// `npm run test:faults` does the same a hundred times over, on both databases.

const atOnce = { concurrency: true };

test('whatever fails, nothing is lost and nothing is said twice', atOnce, async (when) => {
  await Promise.all([
    when.test('when the bot is killed again and again', () =>
      playRight({ ...usual, name: 'embedded', kills: 3, customers: 6, wastedPerKill: 4 }),
    ),
    when.test('when Slack fails in every way', () =>
      playRight({ ...usual, name: "Slack's faults", trouble: 'slack', customers: 6 }),
    ),
  ]);
});

async function playRight(scenario: Scenario): Promise<void> {
  const result = await play(scenario, { seed: 1, report: () => {} });
  assert.deepEqual(result.faults, []);
  assert.ok(result.checks.every(isRight), table([result]));
}
