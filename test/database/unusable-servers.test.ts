import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { DatabaseUnusable } from '../../src/database/database-unusable.ts';
import { problemWith, type Server } from '../../src/database/inspect-server.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { onServer } from '../support/create-database.ts';
import { newDatabase } from '../support/new-database.ts';
import { otherRole } from '../support/other-role.ts';

const empty = await newDatabase({ from: 'template0' });

const usable: Server = {
  version: 150_018,
  encoding: 'UTF8',
  database: 'shop',
  role: 'handoff',
  is_replica: false,
  search_path: '"$user", public',
  schema: 'public',
  pid: 1,
  may_create_schemas: true,
  has_job_schema: false,
  settings: {},
};

test('a server on which all is well has no problem', () => {
  assert.equal(problemWith(usable), undefined);
  const given = { ...usable, may_create_schemas: false, has_job_schema: true };
  assert.equal(problemWith(given), undefined);
});

test('a server that is no home for the bot says why, and the remedy', () => {
  const old = { ...usable, version: 120_022 };
  const replica = { ...usable, is_replica: true };

  assert.equal(problemWith(old), 'this is PostgreSQL 12. Handoff needs 13 or newer.');
  assert.match(problemWith(replica) ?? '', /read-only replica.+primary/);
});

if (empty === undefined) {
  test('databases that cannot be used', { skip: 'NOT TESTED ON POSTGRESQL' });
} else {
  const server = empty.slice(0, empty.lastIndexOf('/'));
  const database = empty.slice(empty.lastIndexOf('/') + 1);

  test('a database that does not keep text as UTF8 is refused with how to make one that does', async () => {
    const ascii = `${database}_ascii`;
    await onServer(
      server,
      `create database ${ascii} encoding 'SQL_ASCII' locale 'C' template template0`,
    );

    const refused = await refusal(`${server}/${ascii}`);
    await onServer(server, `drop database ${ascii}`);

    assert.match(
      refused,
      /^DATABASE_URL: the database \S+_ascii keeps text as SQL_ASCII.+create database handoff encoding 'UTF8'/,
    );
  });

  test('a search path without a schema is refused with the search path and the remedy', async () => {
    const role = await otherRole(empty, 'superuser');
    await onServer(server, `alter role ${role.name} set search_path = elsewhere`);

    const refused = await refusal(role.connectionString);

    assert.equal(
      refused,
      `DATABASE_URL: there is no schema for the tables: the search_path of ${role.name} is “elsewhere”. Run: alter role "${role.name}" in database "${database}" set search_path = public.`,
    );
  });

  test('a role that may create nothing is told what to grant, and works once that is done', async () => {
    const role = await otherRole(empty);
    const asOwner = new pg.Client({ connectionString: empty });
    await asOwner.connect();

    const withoutJobs = await refusal(role.connectionString);
    await asOwner.query(`create schema pgboss authorization "${role.name}"`);
    const withoutTables = await refusal(role.connectionString);
    await asOwner.query(`grant create on schema public to "${role.name}"`);
    const opened = await openDatabase({
      kind: 'postgres',
      connectionString: role.connectionString,
    });
    const jobs = createJobs({ database: opened, onError: () => {} });
    await jobs.start();
    await jobs.stop();
    await opened.close();
    await asOwner.query(`drop owned by "${role.name}"`);
    await asOwner.end();

    assert.match(withoutJobs, /create schema pgboss authorization "role_\w+"\.$/);
    assert.match(withoutTables, /^Cannot bring .+ permission denied .+ \(42501\).+grant create on/);
  });

  test('tables of a newer bot are left alone', async () => {
    const address = { kind: 'postgres', connectionString: await copy() } as const;
    await (await openDatabase(address)).close();
    const client = new pg.Client(address);
    await client.connect();
    await client.query("insert into kysely_migration values ('999-of-tomorrow', '2099-01-01')");
    await client.end();

    assert.match(await refusal(address.connectionString), /newer Handoff \(999-of-tomorrow\)/);
  });

  test('tables are found in whichever schema of the search path they are', async () => {
    const connectionString = await copy();
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('create schema aside');
    await client.query('create table aside.kysely_migration (of_another_program integer)');
    const inside = new URL(connectionString);
    inside.searchParams.set('options', '-c search_path=own,public');

    await (await openDatabase({ kind: 'postgres', connectionString: inside.href })).close();
    await client.query('create schema own');
    const again = await openDatabase({ kind: 'postgres', connectionString: inside.href });
    await again.close();
    const { rows } = await client.query(
      "select schemaname from pg_tables where tablename = 'tickets'",
    );
    await client.end();

    assert.deepEqual(rows, [{ schemaname: 'public' }]);
  });

  for (const code of ['40001', '40P01']) {
    test(`a transaction that is given up with ${code} is done again at once, and not for ever`, async () => {
      const database = await openDatabase({
        kind: 'postgres',
        connectionString: await copy(),
      });
      const lost = Object.assign(new Error('given up'), { code });
      let attempts = 0;

      const done = await database.transaction(async () => {
        attempts += 1;
        if (attempts < 3) throw lost;
        return attempts;
      });
      const never = database.transaction(async () => {
        attempts += 1;
        throw lost;
      });

      await assert.rejects(never, lost);
      assert.deepEqual([done, attempts], [3, 8]);
      await database.close();
    });
  }
}

async function refusal(connectionString: string): Promise<string> {
  try {
    const database = await openDatabase({ kind: 'postgres', connectionString });
    await database.close();
  } catch (error) {
    assert.ok(error instanceof DatabaseUnusable, String(error));
    return error.message;
  }
  return assert.fail('It was opened');
}

async function copy(): Promise<string> {
  return (await newDatabase({ from: 'template0' })) ?? assert.fail();
}
