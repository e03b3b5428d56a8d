import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../playground/workspace/faults/random.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { BotInstance } from './bot-instance.ts';

/**
 * Kills instances with `kill -9` at random moments and starts them again. Half of the kills wait
 * for the bot to do something, since a kill of an idle process proves little; every sixth kills a
 * process that is still starting; and where there are two instances, some kill both at once.
 */
export async function killAtRandom({
  instances,
  kills,
  slack,
  random,
  onKill,
}: {
  instances: BotInstance[];
  kills: number;
  slack: Workspace;
  random: Random;
  onKill: () => void;
}): Promise<void> {
  for (let killed = 0; killed < kills; ) {
    await randomMoment(slack, random);
    const victims = chooseVictims(instances, random).slice(0, kills - killed);
    await Promise.all(victims.map(({ kill }) => kill()));
    killed += victims.length;
    for (const _ of victims) onKill();
    for (const { start } of victims) start();
    if (random() < 1 / 6) continue;
    await Promise.all(victims.map(({ ready }) => ready()));
  }
  await Promise.all(instances.map(({ ready }) => ready()));
}

async function randomMoment(slack: Workspace, random: Random): Promise<void> {
  if (random() < 0.5) return sleep(random() * 1_200);
  await Promise.race([nextCall(slack), sleep(1_500)]);
  await sleep(random() * 40);
}

/** Resolves at the bot's next call of Slack; it writes to its database right before and after one. */
function nextCall(slack: Workspace): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = slack.subscribe(({ type }) => {
      if (type !== 'called') return;
      unsubscribe();
      resolve();
    });
  });
}

function chooseVictims(instances: BotInstance[], random: Random): BotInstance[] {
  if (random() < 0.15) return instances;
  return instances.slice(Math.floor(random() * instances.length)).slice(0, 1);
}
