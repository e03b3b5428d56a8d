import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMissedDeliveries } from '../../../src/slack/receiving/missed-deliveries.ts';

/** The memory of missed deliveries, what it planned to read, and its time in seconds. */
function openMemory() {
  const planned: number[] = [];
  const state = { seconds: 0, fails: false };
  const missed = createMissedDeliveries({
    async planCatchUp(lostAt) {
      if (state.fails) throw new Error('The database is down.');
      planned.push(lostAt.getTime() / 1000);
    },
    now: () => new Date(state.seconds * 1000),
  });
  return { missed, planned, state };
}

test('what was missed is read from the first loss on, once', async () => {
  const { missed, planned, state } = openMemory();
  await missed.makeUp();
  for (state.seconds of [10, 20]) missed.note();

  await missed.makeUp();
  await missed.makeUp();
  state.seconds = 30;
  missed.note();
  await missed.makeUp();

  assert.deepEqual(planned, [10, 30]);
});

test('a loss is remembered until its catch-up is planned', async () => {
  const { missed, planned, state } = openMemory();
  state.seconds = 10;
  missed.note();

  state.fails = true;
  await assert.rejects(missed.makeUp());
  state.fails = false;
  await missed.makeUp();

  assert.deepEqual(planned, [10]);
});

test('a loss from before is read from at once; if that fails, with what was missed since', async () => {
  const { missed, planned, state } = openMemory();
  state.seconds = 60;
  missed.note();

  state.fails = true;
  await assert.rejects(missed.makeUpFrom(new Date(20_000)));
  state.fails = false;
  await missed.makeUp();
  await missed.makeUpFrom(new Date(50_000));
  await missed.makeUp();

  assert.deepEqual(planned, [20, 50]);
});

test('what is missed while the catch-up before is planned is read too', async () => {
  const planned: Date[] = [];
  const missed = createMissedDeliveries({
    async planCatchUp(lostAt) {
      if (planned.push(lostAt) === 1) missed.note();
    },
    now: () => new Date(planned.length * 1000),
  });
  missed.note();

  await missed.makeUp();
  await missed.makeUp();
  await missed.makeUp();

  assert.deepEqual(planned, [new Date(0), new Date(1_000)]);
});
