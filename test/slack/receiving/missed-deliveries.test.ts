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
