import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ClockMove } from '../../playground/demo/clock/clock-move.ts';
import { createControls } from '../../playground/demo/controls/create-controls.ts';
import { startEnvironment } from '../../playground/demo/start-environment.ts';

const stops = new AsyncDisposableStack();
after(() => stops.disposeAsync());
const environment = await startEnvironment({ progress: () => {}, stops });
const { slack, customers, clock } = environment;
const controls = await createControls({ ...environment, scenarios: [], model: undefined });
stops.defer(controls.stop);
await controls.start();

test('the clock of the page moves the time of the workspace and of the bot', async () => {
  await move('morning');
  const early = clock.now();
  const inTheMorning = await statusOf('john');
  for (const _ of Array(10)) await move('hour');
  const atNight = await statusOf('nora');

  assert.doesNotMatch(inTheMorning.shown, /Somebody is there again/);
  assert.match(atNight.shown, /Somebody is there again/);
  assert.ok(Number(atNight.ts) * 1000 - early >= 10 * 3_600_000);
});

test('a bot that was killed goes on in the moved time', async () => {
  await controls.act({ type: 'kill bot' }, nobody);
  await controls.act({ type: 'start bot' }, nobody);

  const status = await statusOf('gil');

  assert.match(status.shown, /Somebody is there again/);
});

const nobody = { tab: '', onStep() {} };

async function move(to: ClockMove): Promise<void> {
  await controls.act({ type: 'move clock', to }, nobody);
}

/** What a customer reads of the request that they make in direct messages. */
async function statusOf(name: 'john' | 'nora' | 'gil') {
  const customer = customers[name];
  const written = await slack.as(customer).directMessage('I was charged twice for a TV');
  await slack.delivered();
  await slack.as(customer).command('/escalate');
  return slack.waitFor(
    () =>
      slack
        .directMessages(customer)
        .find(({ ts, shown }) => ts > written.ts && shown.includes('Your request')),
    { what: `the status of ${name}'s request`, timeoutMs: 60_000 },
  );
}
