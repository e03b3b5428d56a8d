import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { startShop } from '../../../playground/shop/start-shop.ts';
import { RecordsUnavailable } from '../../../src/customers/records/record-source.ts';
import type { Account } from '../../../src/customers/records/records.ts';
import { createSqlSource, type SqlSource } from '../../../src/customers/records/sql-source.ts';
import { absentDatabase, lineTo, silentDatabase } from '../../support/failing-servers.ts';

const shop = await startShop();
after(shop.stop);

const john: Account = { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' };

test('an email finds its account in any case', async (t) => {
  const source = openSource(t);

  const accounts = await source.findAccounts('JohnDoe@GMail.com');

  assert.deepEqual(accounts, [john]);
});

test('an email that two accounts share finds both', async (t) => {
  const source = openSource(t);

  const accounts = await source.findAccounts('office@example.net');

  assert.deepEqual(accounts.map(({ name }) => name).sort(), ['Okafor Repairs', 'Sam Okafor']);
});

test('an email is matched as it is, not as a pattern or as SQL', async (t) => {
  const source = openSource(t);

  for (const email of ['%@gmail.com', 'johndoe@gmail.com ', "' or true --", '', 'x@example.com']) {
    assert.deepEqual(await source.findAccounts(email), [], email);
  }
});

test('charges come newest first, with exact amounts and four digits of the card', async (t) => {
  const source = openSource(t);

  const facts = (await source.sections['billing-details']?.(john)) ?? [];

  const charges = facts.filter(({ label }) => label.startsWith('Charge of'));
  assert.deepEqual(
    charges.map(({ value }) => value),
    [
      '349.99 USD, TV, paid, AMEX ••1234',
      '349.99 USD, TV, paid, AMEX ••1234',
      '99.99 USD, Microwave, paid, AMEX ••1234',
      '44.99 USD, Chair, paid, AMEX ••1234',
    ],
  );
});

test('a charge without a card has no payment method', async (t) => {
  const source = openSource(t);

  const facts = await source.sections['billing-details']?.(accountOf('1005'));

  assert.match(facts?.[0]?.label ?? '', /^Charge of/);
  assert.equal(facts?.[0]?.value, '212.00 USD, Tool chest, paid');
});

test('purchases, offers and rewards are read', async (t) => {
  const source = openSource(t);

  const billing = (await source.sections['billing-details']?.(john)) ?? [];
  const offers = (await source.sections['sale-items']?.()) ?? [];
  const rewards = await source.sections.rewards?.(john);

  const purchases = billing.filter(({ label }) => label.startsWith('Purchase of'));
  assert.deepEqual(
    purchases.map(({ value }) => value),
    ['TV, 349.99 USD', 'Microwave, 99.99 USD', 'Chair, 44.99 USD'],
  );
  const monitor = offers.find(({ label }) => label === 'Monitor');
  assert.match(monitor?.value ?? '', /^80\.00 USD instead of 160\.00 USD, until/);
  assert.deepEqual(rewards, [{ label: 'Reward', value: '10% off the next purchase' }]);
});

test('an account is read without any secret', async (t) => {
  const source = openSource(t);

  const facts = (await source.sections['account-details']?.(accountOf('1002'))) ?? [];

  const details = new Map(facts.map(({ label, value }) => [label, value]));
  assert.equal(details.get('Status'), 'locked');
  assert.equal(details.get('Two-factor sign-in'), 'on');
  assert.match(details.get('Locked since') ?? '', /^\d{1,2} \w{3} \d{4}$/);
});

test('a customer without records has empty ones', async (t) => {
  const source = openSource(t);

  const billing = await source.sections['billing-details']?.(accountOf('1004'));
  const rewards = await source.sections.rewards?.(accountOf('1004'));
  const details = await source.sections['account-details']?.(accountOf('9999'));

  assert.deepEqual(billing, [
    { label: 'Charges', value: 'none' },
    { label: 'Purchases', value: 'none' },
  ]);
  assert.deepEqual(rewards, [{ label: 'Rewards', value: 'none' }]);
  assert.deepEqual(details, [{ label: 'Account', value: 'none' }]);
});

test('many reads at once each get their own answer', async (t) => {
  const source = openSource(t);
  const ids = ['1001', '1002', '1003', '1005', '1006'];

  const names = await Promise.all(
    [...ids, ...ids, ...ids, ...ids].map(async (id) => {
      const facts = await source.sections['account-details']?.(accountOf(id));
      return facts?.[0]?.value;
    }),
  );

  const expected = ['johndoe', 'aiko', 'renée', 'okafor-repairs', 'sam'];
  assert.deepEqual(names, [...expected, ...expected, ...expected, ...expected]);
});

test('an absent database is reported as such', async (t) => {
  const source = openSource(t, await absentDatabase());

  await assert.rejects(readOffers(source), isDown(/support_offers.+ECONNREFUSED.+CUSTOMERS_/));
});

test('a database that never answers is given up in time', async (t) => {
  const source = openSource(t, await silentDatabase(t));

  await assert.rejects(readOffers(source), isDown(/did not answer.+timeout/));
});

test('a database that falls silent is given up in time, and the source still stops', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const source = openSource(t, line.connectionString);
  await readOffers(source);

  line.stall();

  await assert.rejects(readOffers(source), isDown(/did not answer.+timeout/));
});

test('a source stops although its database has fallen silent', { timeout: 5_000 }, async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const source = createSqlSource(line);
  await readOffers(source);

  line.stall();

  await source.stop();
});

test('a connection lost between two reads is replaced', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const source = openSource(t, line.connectionString);
  await readOffers(source);

  line.cut();
  await new Promise((resolve) => setTimeout(resolve, 50));

  assert.equal((await readOffers(source)).length, 2);
});

test('a connection lost during a read fails that read alone', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const source = openSource(t, line.connectionString);
  await readOffers(source);

  line.stall();
  const reading = readOffers(source);
  setTimeout(line.cut, 50);

  await assert.rejects(reading, isDown(/did not answer/));
  assert.equal((await readOffers(source)).length, 2);
});

test('an address that is none does not show its password', async (t) => {
  const source = openSource(t, 'postgres://reader:s3cret@[bad/shop');

  await assert.rejects(readOffers(source), (error) => {
    assert.ok(error instanceof RecordsUnavailable);
    assert.match(error.message, /CUSTOMERS_DATABASE_URL/);
    assert.equal(error.cause, undefined);
    return !error.message.includes('s3cret');
  });
});

/** A source of the shop, or of a database that fails and is soon given up. */
function openSource(t: TestContext, failing?: string): SqlSource {
  const source =
    failing === undefined
      ? createSqlSource(shop)
      : createSqlSource({ connectionString: failing, queryTimeoutMs: 500 });
  t.after(source.stop);
  return source;
}

async function readOffers({ sections }: SqlSource) {
  return (await sections['sale-items']?.()) ?? [];
}

function accountOf(id: string): Account {
  return { id, email: 'somebody@example.com', name: 'Somebody' };
}

function isDown(message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof RecordsUnavailable);
    assert.match(error.message, message);
    return true;
  };
}
