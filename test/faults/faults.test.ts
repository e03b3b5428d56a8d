import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRight } from './count.ts';
import { runScenario } from './run-scenario.ts';
import { defaults, type Scenario } from './scenarios.ts';
import { table } from './table.ts';

// `npm run test:faults` does the same a hundred times, on both databases.

const atOnce = { concurrency: true };

test('whatever fails, nothing is lost and nothing is posted twice', atOnce, async (when) => {
  await Promise.all([
    when.test('when the bot is killed again and again', () =>
      assertRight({ ...defaults, name: 'embedded', kills: 3, customers: 6, wastedPerKill: 4 }),
    ),
    when.test('when Slack fails in every way', () =>
      assertRight({ ...defaults, name: "Slack's faults", faultsOf: 'slack', customers: 6 }),
    ),
  ]);
});

async function assertRight(scenario: Scenario): Promise<void> {
  const result = await runScenario(scenario, { seed: 1, report: () => {} });
  assert.deepEqual(result.problems, []);
  assert.ok(result.checks.every(isRight), table([result]));
}
