import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../playground/workspace/faults/random.ts';
import type { CustomerCase, SlackFixture } from './customer-case.ts';
import { entryPoints } from './entry-points.ts';
import { runCase } from './run-case.ts';

/**
 * Starts customers one after another, each with the next way to escalate; several are active at the
 * same time. Resolves when all customers are done; the bot may still be working then.
 */
export async function runCases(
  fixture: SlackFixture,
  {
    count,
    everyMs,
    seed,
    cases,
  }: { count: number; everyMs: number; seed: number; cases: CustomerCase[] },
): Promise<void> {
  const underway: Promise<void>[] = [];
  for (let id = 1; id <= count; id += 1) {
    const customerCase = newCase(id, seed, fixture);
    cases.push(customerCase);
    underway.push(runCase(customerCase, fixture));
    await sleep(customerCase.random() * 2 * everyMs);
  }
  await Promise.all(underway);
}

/** The ways to escalate take turns, so that each is used; one customer in eight does not escalate. */
function newCase(id: number, seed: number, { slack, company }: SlackFixture): CustomerCase {
  const random = createRandom(seed * 10_000 + id);
  const name = `customer-${String(id).padStart(4, '0')}`;
  const customer = slack.addUser({ name, email: `${name}@shop.example` });
  slack.join(company.help, customer);
  return {
    id,
    customer,
    entryPoint: entryPoints[id % (entryPoints.length + 1)],
    channel: random() < 0.5 ? company.help : undefined,
    root: undefined,
    lines: [],
    uncertainLines: [],
    replies: [],
    attached: [],
    sentFiles: [],
    random,
  };
}
