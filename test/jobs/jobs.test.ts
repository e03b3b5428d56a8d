import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { openDatabase } from '../../src/database/open-database.ts';
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
