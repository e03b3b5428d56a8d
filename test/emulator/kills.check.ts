import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../playground/workspace/faults/random.ts';
import { readStored } from '../faults/stored.ts';
import { freePort } from '../support/free-port.ts';
import { prepareData, startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';
import type { BotCalls } from './bot-calls.ts';
import { addCompany } from './company.ts';
import { type Customer, playCustomer } from './customer.ts';
import { createDeliveries } from './deliveries.ts';
import { startEmulatedSlack } from './emulated-slack.ts';
import { startKilledBot } from './kill-and-start.ts';
import { isComplete, problemsOf, readOutcome } from './outcome.ts';

// `npm run test:emulator`: the real bot against npm `emulate`, a Slack that is not ours. It is killed
// while customers write. The seed decides what people do and when the bot is killed; it cannot decide
// how the machine schedules its processes.

const CUSTOMERS = 24;
const KILLS = 10;

// biome-ignore lint/style/noProcessEnv: a seed is handed in to repeat a run.
const seed = Number(process.env.SEED ?? Date.now() % 100_000);
const names = Array.from({ length: CUSTOMERS }, (_, index) => `customer-${index}`);
const slack = await startEmulatedSlack(['agent', ...names]);
after(slack.stop);
const company = await addCompany(slack, 'agent');
const folder = await temporaryFolder();
await prepareData(folder);
const port = await freePort();
const signingSecret = 'a-secret-of-this-run';

test('a bot that is killed again and again makes one ticket of each request', async (context) => {
  const random = createRandom(seed);
  const killed = await startKilledBot({
    start: () =>
      startHandoffProcess(folder, {
        PORT: String(port),
        SLACK_BOT_TOKEN: slack.bot.token,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.calls.apiUrl,
        DATA_DIR: 'data',
      }),
    calls: slack.calls,
    random: createRandom(seed + 1),
  });
  const deliveries = createDeliveries({
    url: `http://127.0.0.1:${port}/slack/events`,
    signingSecret,
    team: slack.team,
    bot: slack.bot.user,
    random,
  });
  const customers: Customer[] = [];
  const play = async (name: string, index: number) => {
    await sleep(index * 1_000);
    const help = index % 3 === 0 ? undefined : company.help;
    const who = { name, client: slack.as(name), help };
    customers.push(await playCustomer(who, { bot: slack.bot.user, deliveries, random }));
  };

  await Promise.all([killed.killAtRandom(KILLS), ...names.map(play)]);
  await deliveries.settled();
  // What was given up during the last start is found by the next.
  await killed.killAndStart();
  const outcome = await settledOutcome(customers);
  const ready = await fetch(`http://127.0.0.1:${port}/ready`);
  await killed.stop();
  const stored = await readStored({ kind: 'folder', folder: join(folder, 'data') });

  context.diagnostic(`seed ${seed}`);
  context.diagnostic(
    `${customers.length} customers, ${stored.lines.length} lines, ${stored.tickets} tickets, ${outcome.posts} posts`,
  );
  context.diagnostic(`kills ${JSON.stringify(killed.counts)}`);
  context.diagnostic(`deliveries ${JSON.stringify(deliveries.counts)}`);
  context.diagnostic(`methods that the emulator lacks: ${unknownMethods(slack.calls).join(', ')}`);
  assert.deepEqual(problemsOf(outcome), []);
  assert.deepEqual(stored.lines.toSorted(), customers.flatMap(({ lines }) => lines).toSorted());
  assert.equal(ready.status, 200);
  assert.partialDeepStrictEqual(stored, { tickets: CUSTOMERS, notPosted: 0, failedJobs: 0 });
});

/** Waits until everything that must arrive has arrived, and then for anything that arrives too much. */
async function settledOutcome(customers: Customer[]) {
  const read = () =>
    readOutcome(customers, { agent: slack.as('agent'), bot: slack.bot.user, company });
  const isQuietFor = (ms: number) => Date.now() - slack.calls.lastAt() > ms;
  while (!isComplete(await read()) && !isQuietFor(GIVE_UP_AFTER_MS)) await sleep(4_000);
  while (!isQuietFor(QUIET_FOR_MS)) await sleep(500);
  return read();
}

function unknownMethods({ counts }: BotCalls): string[] {
  return [...counts].filter(([, { unknown }]) => unknown > 0).map(([method]) => method);
}

const GIVE_UP_AFTER_MS = 45_000;
const QUIET_FOR_MS = 5_000;
