import { createRandom } from '../../playground/workspace/faults/random.ts';
import { type Count, count } from './count.ts';
import type { CustomerCase } from './customer-case.ts';
import { killAtRandom } from './kill-at-random.ts';
import { progressLine } from './progress-line.ts';
import { runCases } from './run-cases.ts';
import type { Scenario } from './scenarios.ts';
import { settle } from './settle.ts';
import { addSlackFaults } from './slack-faults.ts';
import { type Environment, startEnvironment } from './start-environment.ts';
import { readStored } from './stored.ts';

export type Result = Count & { name: string; kills: number; seconds: number };

type Report = (line: string) => void;

/** Runs a scenario: customers write and escalate while the bot is killed and Slack or the model fails; then counts. */
export async function runScenario(
  scenario: Scenario,
  { seed, report }: { seed: number; report: Report },
): Promise<Result> {
  const startedAt = performance.now();
  await using environment = await startEnvironment(scenario, seed);
  const run: Run = { seed, cases: [], kills: 0 };
  const reporting = setInterval(() => report(progressLine(scenario, environment, run)), 5_000);
  try {
    await runCustomersAndKills(scenario, environment, run);
    await settle(environment, run.cases);
    for (const { stop } of environment.instances) await stop();
  } finally {
    clearInterval(reporting);
  }
  const stored = await readStored(environment.database);
  const model = { calls: environment.model.requests.length, maxCalls: maxCalls(scenario, run) };
  return {
    ...count({ cases: run.cases, fixture: environment, stored, model }),
    name: scenario.name,
    kills: run.kills,
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

/** The cases and kills of a run so far. */
type Run = { seed: number; cases: CustomerCase[]; kills: number };

async function runCustomersAndKills(
  { faultsOf, kills, customers }: Scenario,
  environment: Environment,
  run: Run,
): Promise<void> {
  const { slack, model, instances } = environment;
  const { seed, cases } = run;
  const onKill = () => {
    run.kills += 1;
  };
  const everyMs = Math.max(400, (kills / customers / instances.length) * KILL_TAKES_MS);
  if (faultsOf === 'slack') addSlackFaults(slack);
  if (faultsOf === 'model') model.startFailing();
  await Promise.all([
    killAtRandom({ instances, kills, slack, random: createRandom(seed), onKill }),
    runCases(environment, { count: customers, everyMs, seed, cases }),
  ]);
  slack.faults.clear();
  model.stopFailing();
}

/** About how long a kill, a start and a moment of work take. */
const KILL_TAKES_MS = 2_700;

/** Two calls a ticket, and again those that a kill interrupts. A model that fails is called more often. */
function maxCalls({ faultsOf, wastedPerKill }: Scenario, { cases, kills }: Run): number {
  const escalated = cases.filter(({ entryPoint }) => entryPoint !== undefined).length;
  return faultsOf === 'model' ? Number.POSITIVE_INFINITY : 2 * escalated + kills * wastedPerKill;
}
