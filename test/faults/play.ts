import { createRandom } from '../../playground/workspace/faults/random.ts';
import { type Count, count } from './count.ts';
import { sendCustomers } from './customers.ts';
import { killAtRandom } from './killer.ts';
import type { Scenario } from './scenarios.ts';
import { settle } from './settle.ts';
import { type Stage, setStage } from './stage.ts';
import { readStored } from './stored.ts';
import { tell } from './tell.ts';
import { makeTrouble } from './trouble.ts';
import type { Visit } from './visit.ts';

export type Result = Count & { name: string; kills: number; seconds: number };

type Report = (line: string) => void;

/** Plays a scenario: customers come while the bot is killed and all else fails; then it counts. */
export async function play(
  scenario: Scenario,
  { seed, report }: { seed: number; report: Report },
): Promise<Result> {
  const startedAt = performance.now();
  await using stage = await setStage(scenario, seed);
  const visits: Visit[] = [];
  const progress = { kills: 0 };
  const onKill = () => {
    progress.kills += 1;
  };
  const telling = setInterval(() => report(tell(scenario, stage, { visits, ...progress })), 5_000);
  try {
    await goWrong(scenario, { stage, visits, seed, onKill });
    await settle(scenario, stage, visits);
    for (const { stop } of stage.instances) await stop();
  } finally {
    clearInterval(telling);
  }
  const { requests } = stage.model;
  const called = visits.filter(({ door }) => door !== undefined).length;
  const wasted = progress.kills * scenario.wastedPerKill;
  const most = scenario.trouble === 'model' ? Number.POSITIVE_INFINITY : 2 * called + wasted;
  const stored = await readStored(stage.database);
  return {
    ...count({ visits, town: stage, stored, model: { calls: requests.length, most } }),
    ...{ name: scenario.name, kills: progress.kills },
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

async function goWrong(
  { trouble, kills, customers }: Scenario,
  {
    stage,
    visits,
    seed,
    onKill,
  }: { stage: Stage; visits: Visit[]; seed: number; onKill: () => void },
): Promise<void> {
  const { slack, model, instances } = stage;
  if (trouble === 'slack') makeTrouble(slack);
  if (trouble === 'model') model.fallIll();
  const everyMs = Math.max(400, (kills / customers) * KILL_TAKES_MS);
  await Promise.all([
    killAtRandom({ instances, kills, slack, random: createRandom(seed), onKill }),
    sendCustomers(stage, { count: customers, everyMs, seed, visits }),
  ]);
  slack.faults.clear();
  model.recover();
}

/** About how long a kill, a start and a moment of work take. */
const KILL_TAKES_MS = 3_000;
