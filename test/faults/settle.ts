import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../playground/workspace/team/change.ts';
import { isComplete, lookFor } from './arrivals.ts';
import type { Scenario } from './scenarios.ts';
import type { Stage } from './stage.ts';
import type { Visit } from './visit.ts';

/** Waits until all has come that must, and then for whatever else may come. */
export async function settle(scenario: Scenario, stage: Stage, visits: Visit[]): Promise<void> {
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
