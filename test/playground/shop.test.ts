import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { startShop } from '../../playground/shop/start-shop.ts';

const shop = await startShop();
after(shop.stop);

const views = ['accounts', 'charges', 'customers', 'offers', 'purchases', 'rewards'];

test('the views show none of the tables’ secrets', async () => {
  const rows: unknown[] = [];
  for (const view of views) rows.push(...(await query(`select * from support_${view}`)));
  const shown = JSON.stringify(rows);

  const secrets = await query(`
    select password_hash as secret from customers
    union select security_question from customers
    union select security_answer from customers
    union select totp_secret from customers where totp_secret is not null
    union select number from cards`);

  assert.ok(secrets.length > 20);
  assert.deepEqual(
    secrets.filter(({ secret }) => shown.includes(String(secret))),
    [],
  );
});

test('John Doe was charged twice for a TV a week ago', async () => {
  const charges = await query(`
    select amount, payment_brand, payment_last4, now()::date - charged_at::date as days_ago
    from support_charges where customer_id = 1001 and description = 'TV'`);

  const charge = { amount: '349.99', payment_brand: 'AMEX', payment_last4: '1234', days_ago: 7 };
  assert.deepEqual(charges, [charge, charge]);
});

test('only offers that have not ended are shown', async () => {
  const offers = await query('select item, price, regular_price from support_offers order by item');

  assert.deepEqual(offers, [
    { item: 'Keyboard', price: '47.20', regular_price: '59.00' },
    { item: 'Monitor', price: '80.00', regular_price: '160.00' },
  ]);
});

test('a customer who spent more than 300 has a reward', async () => {
  const rewards = await query('select customer_id from support_rewards order by 1');

  assert.deepEqual(rewards, [{ customer_id: '1001' }, { customer_id: '1003' }]);
});

test('there are customers of every kind', async () => {
  const [kinds] = await query(`
    select
      count(*)::int as customers,
      count(*) filter (where status = 'locked')::int as locked,
      count(*) - count(distinct lower(email)) as sharing,
      count(*) filter (where name ~ '[^ -~]')::int as non_ascii,
      count(*) filter (where id not in (select customer_id from support_purchases)) as idle
    from support_customers join support_accounts on customer_id = id`);

  assert.deepEqual(kinds, { customers: 7, locked: 2, sharing: '1', non_ascii: 2, idle: '1' });
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(shop);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}
