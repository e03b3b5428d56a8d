import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../playground/workspace/team/change.ts';
import { isComplete, outcomeOf } from './case-outcome.ts';
import type { CustomerCase } from './customer-case.ts';
import type { Environment } from './start-environment.ts';

/** Waits until everything that must arrive has arrived, and then for anything that arrives too much. */
export async function settle(environment: Environment, cases: CustomerCase[]): Promise<void> {
  const { slack } = environment;
  await slack.delivered();
  let lastActivityAt = Date.now();
  const unsubscribe = slack.subscribe((change) => {
    if (isActivity(change)) lastActivityAt = Date.now();
  });
  const areAllComplete = () =>
    cases.every((customerCase) => isComplete(outcomeOf(customerCase, environment)));
  const isDone = async () => areAllComplete() && (await isIdle(environment));
  while (!(await isDone()) && Date.now() - lastActivityAt < GIVE_UP_AFTER_MS) await sleep(500);
  await sleep(QUIET_FOR_MS);
  unsubscribe();
}

async function isIdle({ instances }: Environment): Promise<boolean> {
  const idle = await Promise.all(instances.map((instance) => instance.isIdle()));
  return idle.every(Boolean);
}

/** The bot posts, or catches up with what it may have missed, which takes long. */
function isActivity(change: Change): boolean {
  if (change.type === 'called') return change.call.method.startsWith('conversations.');
  return change.type.startsWith('message');
}

/** The jobs of a killed instance are taken over within a minute; after a longer silence nothing more arrives. */
const GIVE_UP_AFTER_MS = 90_000;
const QUIET_FOR_MS = 3_000;
