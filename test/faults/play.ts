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
  const story: Story = { seed, visits: [], kills: 0 };
  const telling = setInterval(() => report(tell(scenario, stage, story)), 5_000);
  try {
    await liveThrough(scenario, stage, story);
    await settle(stage, story.visits);
    for (const { stop } of stage.instances) await stop();
  } finally {
    clearInterval(telling);
  }
  const stored = await readStored(stage.database);
  const model = { calls: stage.model.requests.length, most: mostCalls(scenario, story) };
  return {
    ...count({ visits: story.visits, town: stage, stored, model }),
    name: scenario.name,
    kills: story.kills,
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

/** What has happened so far. */
type Story = { seed: number; visits: Visit[]; kills: number };

async function liveThrough(
  { trouble, kills, customers }: Scenario,
  stage: Stage,
  story: Story,
): Promise<void> {
  const { slack, model, instances } = stage;
  const { seed, visits } = story;
  const onKill = () => {
    story.kills += 1;
  };
  const everyMs = Math.max(400, (kills / customers / instances.length) * KILL_TAKES_MS);
  if (trouble === 'slack') makeTrouble(slack);
  if (trouble === 'model') model.fallIll();
  await Promise.all([
    killAtRandom({ instances, kills, slack, random: createRandom(seed), onKill }),
    sendCustomers(stage, { count: customers, everyMs, seed, visits }),
  ]);
  slack.faults.clear();
  model.recover();
}

/** About how long a kill, a start and a moment of work take. */
const KILL_TAKES_MS = 2_700;

/** Two questions a ticket, and again what a kill interrupts. A model that fails is asked more often. */
function mostCalls({ trouble, wastedPerKill }: Scenario, { visits, kills }: Story): number {
  const called = visits.filter(({ door }) => door !== undefined).length;
  return trouble === 'model' ? Number.POSITIVE_INFINITY : 2 * called + kills * wastedPerKill;
}
