import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import pg from 'pg';
import { DirectoryDown } from '../../src/customers/customer-directory.ts';
import { createSqlDirectory } from '../../src/customers/sql-directory.ts';
import { openShop } from '../support/open-shop.ts';

const shop = await openShop();
await query(await readFile(new URL('badly-kept-views.sql', import.meta.url), 'utf8'));
const directory = createSqlDirectory(shop);
after(async () => {
  await directory.stop();
  await shop.stop();
});

test('secrets that a view offers are not read', async () => {
  const [customer] = await directory.findByEmail('johndoe@gmail.com');
  const account = await directory.account('1001');

  assert.deepEqual(Object.keys(customer ?? {}), ['id', 'email', 'name']);
  assert.equal(account?.username, 'johndoe');
  assert.doesNotMatch(JSON.stringify([customer, account]), /Hash|pet|Rex/);
});

test('a card number in place of its last digits is refused and not repeated', async () => {
  await assert.rejects(directory.charges('1001'), (error) => {
    assert.ok(error instanceof DirectoryDown);
    assert.match(error.message, /support_charges.+exactly four digits.+paymentMethod\.last4/s);
    return !`${error.message} ${error.cause}`.includes('1234');
  });
});

test('a missing view is named with the remedy', async () => {
  await assert.rejects(directory.rewards('1001'), {
    name: 'DirectoryDown',
    message:
      'Cannot read support_rewards (relation "support_rewards" does not exist): ' +
      'create the view as docs/customer-records.md shows',
  });
});

test('a missing column is named with the remedy', async () => {
  await assert.rejects(directory.purchases('1001'), {
    name: 'DirectoryDown',
    message:
      'Cannot read support_purchases (column "purchased_at" does not exist): ' +
      'add the column as docs/customer-records.md shows',
  });
});

test('a read cannot write, not even through a view', async () => {
  await assert.rejects(directory.offers(), {
    name: 'DirectoryDown',
    message: 'Cannot read support_offers: a view must not write',
  });

  assert.deepEqual(await query('select * from views_seen'), []);
});

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(shop);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
