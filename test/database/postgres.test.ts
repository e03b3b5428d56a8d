import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DatabaseUnusable } from '../../src/database/database-unusable.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { startNoting, until } from '../support/note-jobs.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { testDatabase } from './database-contract.ts';

const postgres = await startPostgres();
if ('whyNot' in postgres) {
  test('PostgreSQL', { skip: postgres.whyNot });
} else {
  const { newDatabase } = postgres;
  const { stop } = await testDatabase('PostgreSQL', {
    ...{ kind: 'postgres', connectionString: await newDatabase() },
  });
  after(async () => {
    await stop();
    await postgres.stop();
  });

  test('four instances that start at once bring the tables up to date once', async () => {
    const address = { kind: 'postgres', connectionString: await newDatabase() } as const;

    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase(address)));

    for (const { queries, close } of databases) {
      assert.deepEqual(await queries.selectFrom('tickets').selectAll().execute(), []);
      await close();
    }
  });

  test('two instances on one database keep the order of a key', async () => {
    const address = { kind: 'postgres', connectionString: await newDatabase() } as const;
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

  test('a wrong password is told without it', async () => {
    const connectionString = (await newDatabase()).replace(':password@', ':hunter2@');

    await assert.rejects(openDatabase({ kind: 'postgres', connectionString }), (error: unknown) => {
      assert.ok(error instanceof DatabaseUnusable);
      assert.match(error.message, /^DATABASE_URL: .+ \(28P01\)/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  });
}
