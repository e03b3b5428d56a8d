import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../../src/database/open-database.ts';
import { countFailedJobs, keepFailedJob } from '../../src/jobs/failed-job-store.ts';
import { ReportFailedJob } from '../../src/jobs/failed-jobs.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { countUnfinishedJobs } from '../../src/jobs/pg-boss-tables.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { until } from '../support/until.ts';

const Greet = {
  name: 'greet',
  payload: z.object({ name: z.string() }),
  key: () => 'door',
  workers: 2,
  retryLimit: 3,
} as const;

const pauses = { pollMs: 500, jobRetryMs: 1_000, longestJobRetryMs: 1_000 };

test('a job runs once its transaction is committed, and in the order of its key', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: (error) => assert.fail(String(error)) });
  const greeted: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  jobs.handle(Greet, async ({ name }) => {
    greeted.push(name);
    if (greeted.length === 3) resolve();
  });
  await jobs.start();

  for (const name of ['Ann', 'Bob', 'Cy']) {
    await database.transaction((transaction) =>
      jobs.enqueue(transaction, { kind: Greet, payload: { name } }),
    );
  }
  await done;

  assert.deepEqual(greeted, ['Ann', 'Bob', 'Cy']);
  await jobs.stop();
  await database.close();
});

test('a job that has failed for good does not hold back the next of its key', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {} });
  const greeted: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  jobs.handle({ ...Greet, retryLimit: 0 }, async ({ name }) => {
    if (name === 'Ann') throw new Error('No.');
    greeted.push(name);
    resolve();
  });
  jobs.handle(ReportFailedJob, async () => {});
  await jobs.start();

  for (const name of ['Ann', 'Bob']) {
    await database.transaction((transaction) =>
      jobs.enqueue(transaction, { kind: Greet, payload: { name } }),
    );
  }
  await Promise.race([done, sleep(15_000, undefined, { ref: false })]);

  await jobs.stop();
  await database.close();
  assert.deepEqual(greeted, ['Bob']);
});

test('failed jobs are reported once each and run again in the order in which they failed', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {}, pauses });
  const greeted: string[] = [];
  const reported: string[] = [];
  let isBroken = true;
  jobs.handle({ ...Greet, retryLimit: 0 }, async ({ name }) => {
    if (isBroken) throw new Error('No.');
    greeted.push(name);
  });
  jobs.handle({ ...ReportFailedJob, retryLimit: 0 }, async ({ kind }) => {
    reported.push(kind);
    throw new Error('Nobody can be told.');
  });
  await jobs.start();
  for (const name of ['Ann', 'Bob']) {
    await database.transaction((transaction) =>
      jobs.enqueue(transaction, { kind: Greet, payload: { name } }),
    );
  }
  // Each of them, and the report of each.
  await until(async () => (await countFailedJobs(database.queries)) === 4);
  await until(async () => (await countUnfinishedJobs(database.queries)) === 0);
  isBroken = false;

  const count = await jobs.rerunFailed();
  await until(async () => (await countUnfinishedJobs(database.queries)) === 0);

  assert.equal(count, 4);
  assert.deepEqual(greeted, ['Ann', 'Bob']);
  assert.deepEqual(reported, ['greet', 'greet', 'greet', 'greet']);
  await jobs.stop();
  await database.close();
});

test('a failed job that is kept already is not kept twice', async () => {
  const database = await openDatabase(await emptyDatabase());
  const keep = () =>
    database.transaction((transaction) =>
      keepFailedJob(transaction, {
        id: 'one',
        kind: 'greet',
        key: null,
        payload: { name: 'Ann' },
        at: new Date(),
      }),
    );

  const kept = [await keep(), await keep()];

  assert.deepEqual(kept, [true, false]);
  assert.equal(await countFailedJobs(database.queries), 1);
  await database.close();
});
