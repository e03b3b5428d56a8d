import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import pg from 'pg';
import { startShop } from '../../../playground/shop/start-shop.ts';
import { RecordsUnavailable } from '../../../src/customers/records/record-source.ts';
import type { Account } from '../../../src/customers/records/records.ts';
import { createSqlSource } from '../../../src/customers/records/sql-source.ts';
import type { SectionId } from '../../../src/desk/desk.ts';

const shop = await startShop();
await query(await readFile(new URL('badly-kept-views.sql', import.meta.url), 'utf8'));
const source = createSqlSource(shop);
const john: Account = { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' };
after(async () => {
  await source.stop();
  await shop.stop();
});

test('secrets that a view offers are not read', async () => {
  const [found] = await source.findAccounts('johndoe@gmail.com');
  const details = await source.sections['account-details']?.(john);

  assert.deepEqual(Object.keys(found ?? {}), ['id', 'email', 'name']);
  assert.deepEqual(details?.[0], { label: 'Username', value: 'johndoe' });
  assert.doesNotMatch(JSON.stringify([found, details]), /Hash|pet|Rex/);
});

test('a card number in place of its last digits is refused and not repeated', async () => {
  await assert.rejects(read('billing-details'), (error) => {
    assert.ok(error instanceof RecordsUnavailable);
    assert.match(error.message, /support_charges.+exactly four digits.+paymentMethod\.last4/s);
    return !`${error.message} ${error.cause}`.includes('1234');
  });
});

test('a missing view is named with the remedy', async () => {
  await assert.rejects(read('rewards'), {
    name: 'RecordsUnavailable',
    message:
      'Cannot read support_rewards (relation "support_rewards" does not exist): ' +
      'create the view as docs/customer-records.md shows',
  });
});

test('a missing column is named with the remedy', async () => {
  await query(
    `drop view support_purchases;
    create view support_purchases as select customer_id, item, price, currency from purchases`,
  );

  // Of an account without charges, whose view is wrong as well.
  await assert.rejects(read('billing-details', { ...john, id: '1004' }), {
    name: 'RecordsUnavailable',
    message:
      'Cannot read support_purchases (column "purchased_at" does not exist): ' +
      'add the column as docs/customer-records.md shows',
  });
});

test('a read cannot write, not even through a view', async () => {
  await assert.rejects(read('sale-items'), {
    name: 'RecordsUnavailable',
    message: 'Cannot read support_offers: a view must not write',
  });

  assert.deepEqual(await query('select * from views_seen'), []);
});

async function read(section: SectionId, account = john): Promise<unknown> {
  return source.sections[section]?.(account);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(shop);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
