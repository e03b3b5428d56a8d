import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DatabaseUnusable } from '../../src/database/database-unusable.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { newDatabase } from '../support/new-database.ts';
import { startNoting } from '../support/note-jobs.ts';
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
