import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import pg from 'pg';
import { RecordsUnavailable } from '../../../src/customers/records/record-source.ts';
import type { Account, Fact } from '../../../src/customers/records/records.ts';
import { createSqlSource, type SqlSource } from '../../../src/customers/records/sql-source.ts';
import { startPostgres } from '../../support/start-postgres.ts';
import { testRecordSource } from './record-source-contract.ts';

const john: Account = { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' };
const priya: Account = { id: '1004', email: 'priya.raman@example.org', name: 'Priya Raman' };
const sharers: Account[] = [3001, 3002, 3003].map((id) => ({
  id: String(id),
  email: 'Family@example.com',
  name: `Member ${id}`,
}));

const postgres = await startPostgres();
if ('whyNot' in postgres) {
  test('SQL record source on PostgreSQL', { skip: postgres.whyNot });
} else {
  const shop = await openShop(await postgres.newDatabase());
  await shop.run(await sqlFile('customers-to-share.sql'));
  const brokenShop = await openShop(await postgres.newDatabase());
  await brokenShop.run('drop schema public cascade');
  const sources: SqlSource[] = [];
  const open = (connectionString: string, queryTimeoutMs = 3_000) => {
    const source = createSqlSource({ connectionString, queryTimeoutMs });
    sources.push(source);
    return source;
  };
  const source = open(shop.connectionString);
  after(async () => {
    for (const opened of sources) await opened.stop();
    for (const { close } of [shop, brokenShop]) await close();
    await postgres.stop();
  });

  testRecordSource('The six views', {
    source,
    known: {
      account: john,
      shared: { email: 'family@example.com', accounts: sharers, marked: 'account-details' },
      withoutRecords: priya,
      crowdedEmail: 'crowd@example.com',
    },
    broken: open(brokenShop.connectionString),
  });

  test('of many charges and purchases the newest 25 of each are read, newest first', async () => {
    const facts = await billing(source, { id: '4001', email: 'crowd@example.com', name: 'Crowd' });

    const numbers = (prefix: string) =>
      facts
        .filter(({ label }) => label.startsWith(prefix))
        .map(({ value }) => Number(/No\. (\d+)/.exec(value)?.[1]));
    const newest = Array.from({ length: 25 }, (_, index) => 40 - index);
    assert.deepEqual(numbers('Charge of'), newest);
    assert.deepEqual(numbers('Purchase of'), newest);
  });

  test('the next offer to end is read first, and 25 offers and rewards at most', async () => {
    const offers = (await source.sections['sale-items']?.()) ?? [];
    const rewards = (await source.sections.rewards?.(account('4001'))) ?? [];

    assert.deepEqual(
      offers
        .map(({ label }) => label)
        .filter((label) => label.startsWith('Offer'))
        .slice(0, 3),
      ['Offer 1', 'Offer 2', 'Offer 3'],
    );
    assert.equal(offers.length, 25);
    assert.equal(rewards.length, 25);
    assert.match(rewards[0]?.value ?? '', /^Reward 1, until /);
  });

  test('of two rows of account details the newest is read', async () => {
    const facts = await source.sections['account-details']?.(account('3001'));

    assert.equal(facts?.[0]?.value, 'user-3001');
    assert.equal(facts.length, 6);
  });

  test("a moment without a time zone is taken as UTC, whatever the database's time zone is", async () => {
    const [charge] = await billing(source, account('5001'));

    assert.equal(charge?.label, 'Charge of 5 Nov 2026');
  });

  test('the reader of docs/customer-records.md can read every section', async () => {
    const docs = await readFile(
      new URL('../../../docs/customer-records.md', import.meta.url),
      'utf8',
    );
    const [grants = ''] = /create role handoff_reader[^`]+/.exec(docs) ?? [];
    await shop.run(grants);
    const address = new URL(shop.connectionString);
    address.username = 'handoff_reader';
    address.password = 'choose-one';
    const reader = open(address.href);

    assert.deepEqual(await reader.findAccounts(john.email), [john]);
    for (const read of Object.values(reader.sections)) assert.ok(await read(john));

    await shop.run('revoke select on support_offers from handoff_reader');
    await assert.rejects(async () => reader.sections['sale-items']?.(), {
      name: 'RecordsUnavailable',
      message:
        'Cannot read support_offers: grant select on it to the user of CUSTOMERS_DATABASE_URL',
    });
  });

  test('a wrong password is reported with the remedy and without the password', async () => {
    const reader = open(shop.connectionString.replace(':password@', ':hunter2@'));

    await assert.rejects(reader.findAccounts(john.email), (error) => {
      assert.ok(error instanceof RecordsUnavailable);
      assert.match(error.message, /check the user and password in CUSTOMERS_DATABASE_URL$/);
      return !error.message.includes('hunter2');
    });
  });

  test('a view that is too slow is given up, and PostgreSQL stops working on it', async () => {
    const slow = open(shop.connectionString, 200);
    await shop.run('alter view support_rewards rename to quick_rewards');
    await shop.run(
      'create view support_rewards as select *, pg_sleep(30)::text from quick_rewards',
    );

    await assert.rejects(async () => slow.sections.rewards?.(account('4001')), {
      message: 'Cannot read support_rewards: the view is too slow; index what it reads',
    });

    const running = `select 1 from pg_stat_activity where state = 'active' and query like '%support_rewards%' and pid <> pg_backend_pid()`;
    assert.deepEqual(await shop.run(running), []);
  });

  test('a read that failed does not fail the next one', async () => {
    const reader = open(brokenShop.connectionString);

    await assert.rejects(reader.findAccounts(john.email), RecordsUnavailable);
    await brokenShop.run('create schema if not exists public');
    await brokenShop.run(await sqlFile('../../../playground/shop/tables.sql'));
    await brokenShop.run('create view support_customers as select id, email, name from customers');

    assert.deepEqual(await reader.findAccounts(john.email), []);
  });

  test('however many readings there are, two connections are opened', async () => {
    const quiet = await openShop(await postgres.newDatabase());
    const busy = open(quiet.connectionString);

    const readings = Array.from({ length: 12 }, () => busy.findAccounts(john.email));
    await Promise.all(readings);

    const connections = await quiet.run(
      `select pid from pg_stat_activity where application_name = 'handoff' and datname = current_database()`,
    );
    await quiet.close();
    assert.equal(connections.length, 2);
  });
}

type Shop = {
  connectionString: string;
  run(sql: string): Promise<unknown[]>;
  close(): Promise<void>;
};

/** The playground's shop, in a database of its own on PostgreSQL. */
async function openShop(connectionString: string): Promise<Shop> {
  const client = new pg.Client(connectionString);
  await client.connect();
  for (const file of ['tables', 'records', 'views']) {
    await client.query(await sqlFile(`../../../playground/shop/${file}.sql`));
  }
  return {
    connectionString,
    run: async (sql) => (await client.query(sql)).rows,
    close: () => client.end(),
  };
}

function sqlFile(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

async function billing(source: SqlSource, owner: Account): Promise<Fact[]> {
  return (await source.sections['billing-details']?.(owner)) ?? [];
}

function account(id: string): Account {
  return { id, email: 'crowd@example.com', name: 'Somebody' };
}
