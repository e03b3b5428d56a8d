import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../playground/workspace/faults/random.ts';
import type { Change } from '../../playground/workspace/team/change.ts';
import { isComplete, lookFor } from './arrivals.ts';
import { type Count, count } from './count.ts';
import { sendCustomers } from './customers.ts';
import { killAtRandom } from './killer.ts';
import type { Scenario } from './scenarios.ts';
import { type Stage, setStage } from './stage.ts';
import { readStored } from './stored-lines.ts';
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
    await rampage(scenario, { stage, visits, seed, onKill });
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

async function rampage(
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

/** Waits until all has come that must, and then for whatever else may come. */
async function settle(scenario: Scenario, stage: Stage, visits: Visit[]): Promise<void> {
  const { slack } = stage;
  await slack.delivered();
  let lastSignAt = Date.now();
  const unsubscribe = slack.subscribe((change) => {
    if (isSign(change, scenario)) lastSignAt = Date.now();
  });
  const stillMs = () => Date.now() - lastSignAt;
  const isAllThere = () => visits.every((visit) => isComplete(lookFor(visit, stage)));
  while (!isAllThere() && stillMs() < HOPELESS_MS) await sleep(500);
  while (stillMs() < QUIET_MS) await sleep(500);
  unsubscribe();
}

/** The bot at work. Looking for what it missed goes on for long, and counts where nothing else tells. */
function isSign(change: Change, { redeliverAfterMs }: Scenario): boolean {
  if (change.type !== 'called') return change.type.startsWith('message');
  return redeliverAfterMs.length === 0;
}

/** A lost instance's jobs are taken over within a minute; when all is still for longer, no more comes. */
const HOPELESS_MS = 90_000;
const QUIET_MS = 3_000;

function tell(
  { name, kills, customers }: Scenario,
  stage: Stage,
  progress: { visits: Visit[]; kills: number },
): string {
  const arrivals = progress.visits.map((visit) => lookFor(visit, stage));
  const done = arrivals.filter(isComplete).length;
  const tickets = arrivals.filter(({ statuses }) => statuses.length > 0).length;
  return `${name}: ${progress.kills}/${kills} kills, ${arrivals.length}/${customers} customers, ${tickets} tickets, ${done} cases complete`;
}
