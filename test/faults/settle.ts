import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../playground/workspace/team/change.ts';
import { isComplete, lookFor } from './arrivals.ts';
import type { Stage } from './stage.ts';
import type { Visit } from './visit.ts';

/** Waits until all has come that must, and then for whatever else may come. */
export async function settle(stage: Stage, visits: Visit[]): Promise<void> {
  const { slack } = stage;
  await slack.delivered();
  let lastSignAt = Date.now();
  const unsubscribe = slack.subscribe((change) => {
    if (isSign(change)) lastSignAt = Date.now();
  });
  const isAllThere = () => visits.every((visit) => isComplete(lookFor(visit, stage)));
  const isDone = async () => isAllThere() && (await isIdle(stage));
  while (!(await isDone()) && Date.now() - lastSignAt < HOPELESS_MS) await sleep(500);
  await sleep(QUIET_MS);
  unsubscribe();
}

async function isIdle({ instances }: Stage): Promise<boolean> {
  const idle = await Promise.all(instances.map((instance) => instance.isIdle()));
  return idle.every(Boolean);
}

/** The bot at work, or on its way through what it may have missed, which goes on for long. */
function isSign(change: Change): boolean {
  if (change.type === 'called') return change.call.method.startsWith('conversations.');
  return change.type.startsWith('message');
}

/** A lost instance's jobs are taken over within a minute; when all is still for longer, no more comes. */
const HOPELESS_MS = 90_000;
const QUIET_MS = 3_000;
