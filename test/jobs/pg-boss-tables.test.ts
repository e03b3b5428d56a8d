import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { countUnfinishedJobs, PG_BOSS_SCHEMA_VERSION } from '../../src/jobs/pg-boss-tables.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { NoteDown } from '../support/note-jobs.ts';

const database = await openDatabase(await emptyDatabase());
const jobs = createJobs({ database, onError: () => {}, stopTimeoutMs: 100 });
jobs.handle(NoteDown, () => new Promise(() => {}));
after(database.close);

test('pg-boss’s tables are those that our own statements were written for', async () => {
  const { rows } = await sql`select version from pgboss.version`.execute(database.queries);

  assert.deepEqual(rows, [{ version: PG_BOSS_SCHEMA_VERSION }]);
});

test('the columns and states that our own statements name are there', async () => {
  const { rows: columns } = await sql`
    select column_name from information_schema.columns
    where table_schema = 'pgboss' and table_name = 'job'
      and column_name in ('state', 'start_after', 'retry_delay', 'retry_backoff')`.execute(
    database.queries,
  );
  const { rows: states } = await sql`
    select unnest(enum_range(null::pgboss.job_state))::text as state`.execute(database.queries);

  assert.equal(columns.length, 4);
  assert.deepEqual(states.map((row) => Object.values(Object(row))[0]).toSorted(), [
    'active',
    'cancelled',
    'completed',
    'created',
    'failed',
    'retry',
  ]);
});

test('what is not done is counted', async () => {
  assert.equal(await countUnfinishedJobs(database.queries), 0);

  await jobs.start();
  await database.transaction(async (transaction) => {
    await jobs.enqueue(transaction, { kind: NoteDown, payload: { key: 'one', number: 1 } });
    await jobs.enqueue(transaction, { kind: NoteDown, payload: { key: 'one', number: 2 } });
  });

  assert.equal(await countUnfinishedJobs(database.queries), 2);
  await jobs.stop();
  // The one that ran is put back, to be tried again.
  assert.equal(await countUnfinishedJobs(database.queries), 2);
});
