import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { startShop } from '../../playground/shop/start-shop.ts';
import { DirectoryDown } from '../../src/customers/customer-directory.ts';
import { createSqlDirectory } from '../../src/customers/sql-directory.ts';
import { absentDatabase, lineTo, silentDatabase } from '../support/failing-servers.ts';

const shop = await startShop();
after(shop.stop);

test('an email finds its account in any case', async (t) => {
  const directory = openDirectory(t);

  const accounts = await directory.findByEmail('JohnDoe@GMail.com');

  assert.deepEqual(accounts, [{ id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' }]);
});

test('an email that two accounts share finds both', async (t) => {
  const directory = openDirectory(t);

  const accounts = await directory.findByEmail('office@example.net');

  assert.deepEqual(accounts.map(({ name }) => name).sort(), ['Okafor Repairs', 'Sam Okafor']);
});

test('an email is matched as it is, not as a pattern or as SQL', async (t) => {
  const directory = openDirectory(t);

  for (const email of ['%@gmail.com', 'johndoe@gmail.com ', "' or true --", '', 'x@example.com']) {
    assert.deepEqual(await directory.findByEmail(email), [], email);
  }
});

test('charges come newest first, with exact amounts and four digits of the card', async (t) => {
  const directory = openDirectory(t);

  const charges = await directory.charges('1001');

  assert.deepEqual(
    charges.map(({ description, amount }) => [description, amount]),
    [
      ['TV', '349.99'],
      ['TV', '349.99'],
      ['Microwave', '99.99'],
      ['Chair', '44.99'],
    ],
  );
  const [first, second] = charges;
  assert.ok(first && second && first.chargedAt > second.chargedAt);
  assert.deepEqual(first.paymentMethod, { brand: 'AMEX', last4: '1234' });
});

test('a charge without a card has no payment method', async (t) => {
  const directory = openDirectory(t);

  const [charge] = await directory.charges('1005');

  assert.equal(charge?.paymentMethod, null);
});

test('purchases, offers and rewards are read', async (t) => {
  const directory = openDirectory(t);

  const purchases = await directory.purchases('1001');
  const offers = await directory.offers();
  const rewards = await directory.rewards('1001');

  assert.deepEqual(
    purchases.map(({ item }) => item),
    ['TV', 'Microwave', 'Chair'],
  );
  const monitor = offers.find(({ item }) => item === 'Monitor');
  assert.equal(monitor?.price, '80.00');
  assert.equal(monitor?.regularPrice, '160.00');
  assert.deepEqual(rewards, [{ title: '10% off the next purchase', endsAt: null }]);
});

test('an account is read without any secret', async (t) => {
  const directory = openDirectory(t);

  const account = await directory.account('1002');

  assert.equal(account?.status, 'locked');
  assert.equal(account.twoFactor, true);
  assert.ok(account.lockedAt instanceof Date);
});

test('a customer without records has empty ones', async (t) => {
  const directory = openDirectory(t);

  assert.deepEqual(await directory.charges('1004'), []);
  assert.deepEqual(await directory.purchases('1004'), []);
  assert.deepEqual(await directory.rewards('1004'), []);
  assert.equal(await directory.account('9999'), undefined);
});

test('many reads at once each get their own answer', async (t) => {
  const directory = openDirectory(t);
  const ids = ['1001', '1002', '1003', '1005', '1006'];

  const names = await Promise.all(
    [...ids, ...ids, ...ids, ...ids].map(async (id) => (await directory.account(id))?.username),
  );

  const expected = ['johndoe', 'aiko', 'renée', 'okafor-repairs', 'sam'];
  assert.deepEqual(names, [...expected, ...expected, ...expected, ...expected]);
});

test('an absent database is told as such', async (t) => {
  const directory = openDirectory(t, await absentDatabase());

  await assert.rejects(directory.offers(), isDown(/support_offers.+ECONNREFUSED.+CUSTOMERS_/));
});

test('a database that never answers is given up in time', async (t) => {
  const directory = openDirectory(t, await silentDatabase(t));

  await assert.rejects(directory.offers(), isDown(/did not answer.+timeout/));
});

test('a database that falls silent is given up in time, and the directory still stops', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const directory = openDirectory(t, line.connectionString);
  await directory.offers();

  line.stall();

  await assert.rejects(directory.offers(), isDown(/did not answer.+timeout/));
});

test('a directory stops although its database has fallen silent', { timeout: 5_000 }, async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const directory = createSqlDirectory(line);
  await directory.offers();

  line.stall();

  await directory.stop();
});

test('a connection lost between two reads is replaced', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const directory = openDirectory(t, line.connectionString);
  await directory.offers();

  line.cut();
  await new Promise((resolve) => setTimeout(resolve, 50));

  assert.equal((await directory.offers()).length, 2);
});

test('a connection lost during a read fails that read alone', async (t) => {
  const line = await lineTo(t, shop.connectionString);
  const directory = openDirectory(t, line.connectionString);
  await directory.offers();

  line.stall();
  const reading = directory.offers();
  setTimeout(line.cut, 50);

  await assert.rejects(reading, isDown(/did not answer/));
  assert.equal((await directory.offers()).length, 2);
});

test('an address that is none does not show its password', async (t) => {
  const directory = openDirectory(t, 'postgres://reader:s3cret@[bad/shop');

  await assert.rejects(directory.offers(), (error) => {
    assert.ok(error instanceof DirectoryDown);
    assert.match(error.message, /CUSTOMERS_DATABASE_URL/);
    assert.equal(error.cause, undefined);
    return !error.message.includes('s3cret');
  });
});

function openDirectory(t: TestContext, connectionString = shop.connectionString) {
  const directory = createSqlDirectory({ connectionString, queryTimeoutMs: 500 });
  t.after(directory.stop);
  return directory;
}

function isDown(message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof DirectoryDown);
    assert.match(error.message, message);
    return true;
  };
}
