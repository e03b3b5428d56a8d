import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { DatabaseUnusable } from '../../src/database/database-unusable.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { newDatabase } from '../support/new-database.ts';
import { NoteDown, startNoting } from '../support/note-jobs.ts';
import { until } from '../support/until.ts';
import { testDatabase } from './database-contract.ts';

const nothing = { from: 'template0' };
const connectionString = await newDatabase(nothing);
if (connectionString === undefined) {
  test('PostgreSQL', { skip: 'there is no PostgreSQL' });
} else {
  const { stop } = await testDatabase('PostgreSQL', { kind: 'postgres', connectionString });
  after(stop);

  test('four instances that start at once bring the tables up to date once', async () => {
    const address = await emptyAddress();

    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase(address)));

    for (const { queries, close } of databases) {
      assert.deepEqual(await queries.selectFrom('tickets').selectAll().execute(), []);
      await close();
    }
  });

  test('two instances on one database keep the order of a key', async () => {
    const address = await emptyAddress();
    const databases = await Promise.all([openDatabase(address), openDatabase(address)]);
    const page: { key: string; number: number }[] = [];
    const instances = await Promise.all(databases.map((database) => startNoting(database, page)));
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);

    for (const number of numbers) await instances[number % 2]?.note({ key: 'one', number });

    await until(() => page.length >= numbers.length);
    assert.deepEqual(instances[0]?.noted('one'), numbers);
    for (const { jobs } of instances) await jobs.stop();
    for (const { close } of databases) await close();
  });

  test('an instance that starts leaves alone what another is at work on', async () => {
    const address = await emptyAddress();
    const databases = await Promise.all([openDatabase(address), openDatabase(address)]);
    const [one, other] = databases.map((database) =>
      createJobs({ database, onError: () => {}, stopTimeoutMs: 100 }),
    );
    assert.ok(one && other);
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    one.handle(NoteDown, () => {
      begun.resolve();
      return mayEnd.promise;
    });
    await one.start();
    await databases[0]?.transaction((transaction) =>
      one.enqueue(transaction, { kind: NoteDown, payload: { key: 'one', number: 1 } }),
    );
    await begun.promise;

    await other.start();

    const { rows } = await sql`select state, retry_count from pgboss.job`.execute(
      databases[1]?.queries ?? assert.fail(),
    );
    assert.deepEqual(rows, [{ state: 'active', retry_count: 0 }]);
    mayEnd.resolve();
    for (const { stop } of [other, one]) await stop();
    for (const { close } of databases) await close();
  });

  test('connections that are lost while nothing runs are replaced', async () => {
    const address = await emptyAddress();
    const { queries, close } = await openDatabase(address);
    const client = new pg.Client(address);
    await client.connect();

    const { rowCount } = await client.query(`select pg_terminate_backend(pid)
      from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);
    await client.end();

    await until(async () => {
      const rows = await queries
        .selectFrom('tickets')
        .selectAll()
        .execute()
        .catch(() => undefined);
      return rows?.length === 0;
    });
    assert.ok(rowCount);
    await close();
  });

  test('tables that cannot be brought up to date end the start, with the step that failed', async () => {
    const address = await emptyAddress();
    const client = new pg.Client(address);
    await client.connect();
    await client.query('create table workspaces (other integer)');
    await client.end();

    await assert.rejects(
      openDatabase(address),
      /^DatabaseUnusable: Cannot bring the database up to date \(001-first-tables\): relation "workspaces" already exists \(42P07\)\.$/,
    );
  });

  test('a wrong password is told without it', async () => {
    const wrong = connectionString.replace(':password@', ':hunter2@');

    await assert.rejects(
      openDatabase({ kind: 'postgres', connectionString: wrong }),
      (error: unknown) => {
        assert.ok(error instanceof DatabaseUnusable);
        assert.match(error.message, /^DATABASE_URL: .+ \(28P01\)/);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });
}

async function emptyAddress() {
  const connectionString = await newDatabase(nothing);
  assert.ok(connectionString);
  return { kind: 'postgres', connectionString } as const;
}
