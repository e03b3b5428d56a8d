import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Context } from '../../src/customers/context.ts';
import { gatherContext } from '../../src/customers/gather-context.ts';
import type { Identity } from '../../src/customers/identity.ts';
import { createSqlDirectory } from '../../src/customers/sql-directory.ts';
import { ContextSourceId } from '../../src/desk/desk.ts';
import { openShop } from '../support/open-shop.ts';

const shop = await openShop();
const directory = createSqlDirectory(shop);
after(async () => {
  await directory.stop();
  await shop.stop();
});

const everySource = ContextSourceId.options;
const john = vouchedFor('johndoe@gmail.com');
const guest: Identity = {
  user: 'U2',
  name: 'Guest',
  voucher: { status: 'not-vouched', reason: 'guest' },
  typedEmail: 'johndoe@gmail.com',
};

test('billing details show the recipe’s charges, purchases and card', async () => {
  const { records, sections } = await gatherContext({
    directory,
    identity: john,
    sources: ['billing-details'],
  });

  assert.deepEqual(records, {
    status: 'found',
    customer: { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' },
  });
  assert.deepEqual(
    sections[0]?.facts.map(({ value }) => value),
    [
      'AMEX ••1234',
      '349.99 USD, TV, paid, AMEX ••1234',
      '349.99 USD, TV, paid, AMEX ••1234',
      '99.99 USD, Microwave, paid, AMEX ••1234',
      '44.99 USD, Chair, paid, AMEX ••1234',
      'TV, 349.99 USD',
      'Microwave, 99.99 USD',
      'Chair, 44.99 USD',
    ],
  );
  assert.match(sections[0]?.facts[1]?.label ?? '', /^Charge of \d{1,2} \w{3} \d{4}$/);
});

test('a sale shows what is public, and what the customer has earned', async () => {
  const { sections } = await gatherContext({
    directory,
    identity: john,
    sources: ['sale-items', 'rewards'],
  });

  const [items, rewards] = sections;
  assert.equal(items?.personal, false);
  assert.match(
    items.facts[0]?.value ?? '',
    /^80\.00 USD instead of 160\.00 USD, until .+Half off$/,
  );
  assert.equal(rewards?.personal, true);
  assert.deepEqual(rewards.facts, [{ label: 'Reward', value: '10% off the next purchase' }]);
});

test('account details show what is needed to verify and unlock', async () => {
  const { sections } = await gatherContext({
    directory,
    identity: vouchedFor('aiko.tanaka@example.com'),
    sources: ['account-details'],
  });

  assert.deepEqual(
    sections[0]?.facts.map(({ label }) => label),
    ['Username', 'Status', 'Locked since', 'Customer since', 'Last sign-in', 'Two-factor sign-in'],
  );
  assert.equal(sections[0].facts[1]?.value, 'locked');
});

test('a customer without records is told apart from one who is unknown', async () => {
  const { records, sections } = await gatherContext({
    directory,
    identity: vouchedFor('priya.raman@example.org'),
    sources: ['billing-details', 'rewards'],
  });

  assert.equal(records.status, 'found');
  assert.deepEqual(
    sections.flatMap(({ facts }) => facts),
    ['Charges', 'Purchases', 'Rewards'].map((label) => ({ label, value: 'none' })),
  );
});

test('a customer who is not vouched for gets only what is public, whatever they typed', async () => {
  const context = await gatherContext({ directory, identity: guest, sources: everySource });

  assert.deepEqual(context.records, { status: 'not-vouched' });
  assert.deepEqual(sourcesOf(context), ['sale-items']);
});

test('nothing is asked about a customer who is not vouched for', async () => {
  const asked: string[] = [];
  const spied = new Proxy(directory, {
    get(target, property, receiver) {
      asked.push(String(property));
      return Reflect.get(target, property, receiver);
    },
  });

  await gatherContext({ directory: spied, identity: guest, sources: everySource });

  assert.deepEqual(asked, ['offers']);
});

test('an unknown customer gets only what is public', async () => {
  const identity = vouchedFor('nobody@example.com');

  const context = await gatherContext({ directory, identity, sources: everySource });

  assert.deepEqual(context.records, { status: 'unknown' });
  assert.deepEqual(sourcesOf(context), ['sale-items']);
});

test('an email that two accounts share opens none', async () => {
  const identity = vouchedFor('office@example.net');

  const context = await gatherContext({ directory, identity, sources: everySource });

  assert.deepEqual(context.records, { status: 'ambiguous' });
  assert.deepEqual(sourcesOf(context), ['sale-items']);
});

test('a context survives being stored as JSON', async () => {
  const context = await gatherContext({ directory, identity: john, sources: everySource });

  assert.deepEqual(Context.parse(JSON.parse(JSON.stringify(context))), context);
});

function vouchedFor(email: string): Identity {
  return { user: 'U1', name: 'Somebody', voucher: { status: 'vouched', email }, typedEmail: null };
}

function sourcesOf({ sections }: Context): ContextSourceId[] {
  return sections.map(({ source }) => source);
}
