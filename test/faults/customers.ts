import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../playground/workspace/faults/random.ts';
import { type Door, doors } from './door.ts';
import { makeVisit } from './make-visit.ts';
import type { Town, Visit } from './visit.ts';

/**
 * Sends customers one after another, each through a door of their own, while others are still at
 * it. Resolves when all are done; what the bot makes of it may come later.
 */
export async function sendCustomers(
  town: Town,
  {
    count,
    everyMs,
    seed,
    visits,
  }: { count: number; everyMs: number; seed: number; visits: Visit[] },
): Promise<void> {
  const underway: Promise<void>[] = [];
  for (let id = 1; id <= count; id += 1) {
    const visit = newVisit(id, seed, town);
    visits.push(visit);
    underway.push(makeVisit(visit, town));
    await sleep(visit.random() * 2 * everyMs);
  }
  await Promise.all(underway);
}

/** Doors take turns, so that each is used; one customer in eight calls for nobody. */
function newVisit(id: number, seed: number, { slack, company }: Town): Visit {
  const random = createRandom(seed * 10_000 + id);
  const name = `customer-${String(id).padStart(4, '0')}`;
  const customer = slack.addUser({ name, email: `${name}@shop.example` });
  slack.join(company.help, customer);
  const door: Door | undefined = doors[id % (doors.length + 1)];
  const channel = random() < 0.5 ? company.help : undefined;
  return { id, customer, channel, door, root: undefined, said: [], uncertain: [], random };
}
