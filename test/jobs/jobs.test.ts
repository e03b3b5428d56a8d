import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { TestClock } from 'pg-boss';
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

test('a job whose failure asks for a wait runs again after it, however often; others pause longer', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({
    database,
    onError: () => {},
    askedToWaitMs: (error) => (String(error).includes('Wait') ? 1_000 : undefined),
    pauses: { pollMs: 500, jobRetryMs: 3_600_000, longestJobRetryMs: 3_600_000 },
  });
  let tries = 0;
  jobs.handle(Greet, async () => {
    tries += 1;
    throw new Error(tries <= 2 ? 'Wait.' : 'No.');
  });
  await jobs.start();

  await database.transaction((transaction) =>
    jobs.enqueue(transaction, { kind: Greet, payload: { name: 'Ann' } }),
  );
  await until(() => tries === 3);
  await jobs.stop();

  const { rows } = await sql`
    select retry_delay, retry_backoff, start_after > now() + interval '10 minutes' as late
    from pgboss.job where name = ${Greet.name}`.execute(database.queries);
  await database.close();
  assert.deepEqual(rows, [{ retry_delay: 3_600, retry_backoff: true, late: true }]);
});

test('a job that cannot be read is kept as failed at once, and holds back no other of its key', async () => {
  const database = await openDatabase(await emptyDatabase());
  const errors: string[] = [];
  const onError = (error: unknown) => errors.push(error instanceof Error ? error.name : '');
  const jobs = createJobs({ database, onError, pauses });
  const greeted: string[] = [];
  const reported: string[] = [];
  const kind = { ...Greet, retryLimit: 20_000, payload: z.looseObject({ name: z.unknown() }) };
  jobs.handle({ ...Greet, retryLimit: 20_000 }, async ({ name }) => void greeted.push(name));
  jobs.handle(ReportFailedJob, async ({ kind: name }) => void reported.push(name));
  await jobs.start();

  for (const name of [null, 'Bob']) {
    await database.transaction((transaction) =>
      jobs.enqueue(transaction, { kind, payload: { name } }),
    );
  }
  await until(() => greeted.length > 0 && reported.length > 0);
  const failed = await countFailedJobs(database.queries);
  const again = await jobs.rerunFailed();
  await until(async () => (await countFailedJobs(database.queries)) === 1);

  await jobs.stop();
  await database.close();
  assert.deepEqual({ greeted, failed, again }, { greeted: ['Bob'], failed: 1, again: 1 });
  assert.equal(reported[0], 'greet');
  assert.deepEqual(new Set(errors), new Set(['PayloadUnreadable']));
});

test('a report that fails for good is kept, and not reported in its turn', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {}, pauses });
  const reported: string[] = [];
  jobs.handle({ ...Greet, retryLimit: 0 }, async () => {
    throw new Error('No.');
  });
  jobs.handle({ ...ReportFailedJob, retryLimit: 0 }, async ({ kind }) => {
    reported.push(kind);
    throw new Error('Nobody can be told.');
  });
  await jobs.start();

  await database.transaction((transaction) =>
    jobs.enqueue(transaction, { kind: Greet, payload: { name: 'Ann' } }),
  );
  await until(async () => (await countFailedJobs(database.queries)) === 2);
  await until(async () => (await countUnfinishedJobs(database.queries)) === 0);

  await jobs.stop();
  await database.close();
  assert.deepEqual(reported, ['greet']);
});

test('failed jobs run again in the order in which they failed', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {}, pauses });
  const greeted: string[] = [];
  jobs.handle(Greet, async ({ name }) => void greeted.push(name));
  await jobs.start();
  const names = ['Ann', 'Bob', 'Cy', 'Dan', 'Eve'];
  const failed = names.map((name, second) => ({
    id: name,
    kind: Greet.name,
    key: Greet.key(),
    payload: { name },
    at: new Date(second * 1_000),
  }));
  for (const job of failed.toReversed()) {
    await database.transaction((transaction) => keepFailedJob(transaction, job));
  }

  const count = await jobs.rerunFailed();
  await until(() => greeted.length === names.length);

  await jobs.stop();
  await database.close();
  assert.equal(count, names.length);
  assert.deepEqual(greeted, names);
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

test('a job for later waits for its time, and those behind it in its queue do not', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {}, pauses });
  const greeted: string[] = [];
  const kind = { ...Greet, key: ({ name }: { name: string }) => name };
  jobs.handle(kind, async ({ name }) => void greeted.push(name));
  await jobs.start();

  await database.transaction(async (transaction) => {
    const startAfter = new Date(Date.now() + 3_600_000);
    await jobs.enqueue(transaction, { kind, payload: { name: 'Ann' }, startAfter });
    await jobs.enqueue(transaction, { kind, payload: { name: 'Bob' } });
  });
  await until(async () => (await countUnfinishedJobs(database.queries)) === 1);

  await jobs.stop();
  await database.close();
  assert.deepEqual(greeted, ['Bob']);
});

test('a queue is what its kind says now, also where an older bot declared it', async () => {
  const database = await openDatabase(await emptyDatabase());

  for (const retryLimit of [3, 5]) {
    const jobs = createJobs({ database, onError: () => {} });
    jobs.handle({ ...Greet, retryLimit, longestPauseSeconds: 90 }, async () => {});
    await jobs.start();
    await jobs.stop();
  }

  const { rows } = await sql`
    select retry_limit, retry_delay, retry_delay_max, retry_backoff, policy, dead_letter,
      heartbeat_seconds, retention_seconds, deletion_seconds
    from pgboss.queue where name = ${Greet.name}`.execute(database.queries);
  await database.close();
  assert.deepEqual(rows, [
    {
      retry_limit: 5,
      retry_delay: 1,
      retry_delay_max: 90,
      retry_backoff: true,
      policy: 'key_strict_fifo',
      dead_letter: 'failed-job',
      heartbeat_seconds: 10,
      retention_seconds: 365 * 24 * 60 * 60,
      deletion_seconds: 60,
    },
  ]);
});

test('what is done is gone some minutes later', async () => {
  const database = await openDatabase(await emptyDatabase());
  const clock = new TestClock();
  const jobs = createJobs({ database, onError: () => {}, clock });
  const done: string[] = [];
  jobs.handle(Greet, async ({ name }) => void done.push(name));
  await jobs.start();
  for (const name of ['Ann', 'Bob', 'Cy']) {
    await database.transaction((transaction) =>
      jobs.enqueue(transaction, { kind: Greet, payload: { name } }),
    );
  }
  const count = async () => {
    const { rows } = await sql`select name from pgboss.job`.execute(database.queries);
    return rows.length;
  };
  const passing = async (isSo: () => Promise<boolean>, seconds: number) => {
    for (let passed = 0; passed < seconds && !(await isSo()); passed += 5) {
      await clock.tick(5_000);
      await sleep(20);
    }
  };

  await passing(async () => (await countUnfinishedJobs(database.queries)) === 0, 60);
  const before = await count();
  await passing(async () => (await count()) === 0, 600);

  assert.deepEqual([done.length, before], [3, 3]);
  assert.equal(await count(), 0);
  await jobs.stop();
  await database.close();
});
