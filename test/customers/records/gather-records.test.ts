import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startShop } from '../../../playground/shop/start-shop.ts';
import type { Identity } from '../../../src/customers/identity.ts';
import { gatherRecords } from '../../../src/customers/records/gather-records.ts';
import type { RecordSource } from '../../../src/customers/records/record-source.ts';
import { CustomerRecords } from '../../../src/customers/records/records.ts';
import { createSqlSource } from '../../../src/customers/records/sql-source.ts';
import { SectionId } from '../../../src/desk/desk.ts';

const shop = await startShop();
const source = createSqlSource(shop);
after(async () => {
  await source.stop();
  await shop.stop();
});

const everySection = SectionId.options;
const john = trusted('johndoe@gmail.com');
const guest: Identity = {
  user: 'U2',
  name: 'Guest',
  email: { status: 'untrusted', reason: 'guest' },
  typedEmail: 'johndoe@gmail.com',
};

test('billing details show the recipe’s charges, purchases and card', async () => {
  const { account, sections } = await gatherRecords({
    source,
    identity: john,
    sections: ['billing-details'],
  });

  assert.deepEqual(account, {
    status: 'found',
    account: { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' },
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
  const { sections } = await gatherRecords({
    source,
    identity: john,
    sections: ['sale-items', 'rewards'],
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
  const { sections } = await gatherRecords({
    source,
    identity: trusted('aiko.tanaka@example.com'),
    sections: ['account-details'],
  });

  assert.deepEqual(
    sections[0]?.facts.map(({ label }) => label),
    ['Username', 'Status', 'Locked since', 'Customer since', 'Last sign-in', 'Two-factor sign-in'],
  );
  assert.equal(sections[0].facts[1]?.value, 'locked');
});

test('a customer without records differs from one who is unknown', async () => {
  const { account, sections } = await gatherRecords({
    source,
    identity: trusted('priya.raman@example.org'),
    sections: ['billing-details', 'rewards'],
  });

  assert.equal(account.status, 'found');
  assert.deepEqual(
    sections.flatMap(({ facts }) => facts),
    ['Charges', 'Purchases', 'Rewards'].map((label) => ({ label, value: 'none' })),
  );
});

test('a customer whose email is not trusted gets only what is public, whatever they typed', async () => {
  const records = await gatherRecords({ source, identity: guest, sections: everySection });

  assert.deepEqual(records.account, { status: 'untrusted-email' });
  assert.deepEqual(idsOf(records), ['sale-items']);
});

test('nothing is read about a customer whose email is not trusted', async () => {
  const asked: string[] = [];
  const spied: RecordSource = {
    async findAccounts() {
      asked.push('accounts');
      return [{ id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' }];
    },
    sections: Object.fromEntries(
      everySection.map((section) => [
        section,
        async () => {
          asked.push(section);
          return [{ label: 'Read', value: section }];
        },
      ]),
    ),
  };

  await gatherRecords({ source: spied, identity: guest, sections: everySection });

  assert.deepEqual(asked, ['sale-items']);
});

test('an unknown customer gets only what is public', async () => {
  const identity = trusted('nobody@example.com');

  const records = await gatherRecords({ source, identity, sections: everySection });

  assert.deepEqual(records.account, { status: 'unknown' });
  assert.deepEqual(idsOf(records), ['sale-items']);
});

test('an email that two accounts share opens none', async () => {
  const identity = trusted('office@example.net');

  const records = await gatherRecords({ source, identity, sections: everySection });

  assert.deepEqual(records.account, { status: 'ambiguous' });
  assert.deepEqual(idsOf(records), ['sale-items']);
});

test('records survive being stored as JSON', async () => {
  const records = await gatherRecords({ source, identity: john, sections: everySection });

  assert.deepEqual(CustomerRecords.parse(JSON.parse(JSON.stringify(records))), records);
});

function trusted(email: string): Identity {
  return {
    user: 'U1',
    name: 'Somebody',
    email: { status: 'trusted', address: email },
    typedEmail: null,
  };
}

function idsOf({ sections }: CustomerRecords): SectionId[] {
  return sections.map(({ section }) => section);
}
