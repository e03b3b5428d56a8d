import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../../src/database/open-database.ts';
import { ReportFailedJob } from '../../src/jobs/failed-jobs.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const Greet = {
  name: 'greet',
  payload: z.object({ name: z.string() }),
  key: () => 'door',
  workers: 2,
  retryLimit: 3,
} as const;

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
