import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Notice } from '../../../src/customers/records/notice.ts';
import { notice } from '../../../src/customers/records/notice-in-facts.ts';
import { accountFacts, billingFacts } from '../../../src/customers/records/row-facts.ts';
import type { Charge, Purchase } from '../../../src/customers/records/support-rows.ts';

const noon = Date.UTC(2026, 10, 19, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function charge(afterMs: number, more: Partial<Charge> = {}): Charge {
  return {
    chargedAt: new Date(noon + afterMs),
    description: 'TV',
    amount: '349.99',
    currency: 'USD',
    status: 'paid',
    paymentMethod: { brand: 'AMEX', last4: '1234' },
    ...more,
  };
}

function purchase(afterMs: number, more: Partial<Purchase> = {}): Purchase {
  return {
    purchasedAt: new Date(noon + afterMs),
    item: 'TV',
    price: '349.99',
    currency: 'USD',
    ...more,
  };
}

function noticed(charges: Charge[], purchases: Purchase[] = []): Notice[] {
  return notice(billingFacts(charges, purchases));
}

/** What was noticed, without where its facts are. */
function codes(charges: Charge[], purchases: Purchase[] = []): string[] {
  return noticed(charges, purchases).map((found) =>
    found.code === 'charged-repeatedly' ? `${found.times} × ${found.amount}` : found.code,
  );
}

test('the same charge twice within minutes is noticed, with the rows that it is about', () => {
  const charges = [charge(2 * MINUTE), charge(0), charge(-9 * DAY, { description: 'Chair' })];

  assert.deepEqual(noticed(charges, [purchase(0)]), [
    {
      code: 'charged-repeatedly',
      times: 2,
      amount: '349.99',
      currency: 'USD',
      description: 'TV',
      first: '2026-11-19T12:00:00.000Z',
      last: '2026-11-19T12:02:00.000Z',
      status: null,
      isPaid: true,
      refunds: 0,
      facts: [1, 2],
    },
  ]);
});

const different: [string, Charge[]][] = [
  ['another currency', [charge(0), charge(MINUTE, { currency: 'EUR' })]],
  ['another amount', [charge(0), charge(MINUTE, { amount: '349.98' })]],
  ['another thing', [charge(0), charge(MINUTE, { description: 'Chair' })]],
  ['nothing charged', [charge(0, { amount: '0.00' }), charge(MINUTE, { amount: '0' })]],
  ['one declined', [charge(0, { status: 'declined' }), charge(MINUTE)]],
  ['one pending', [charge(0, { status: 'Pending' }), charge(MINUTE)]],
  ['authorized, then captured', [charge(0, { status: 'authorized' }), charge(MINUTE)]],
  ['cancelled by another spelling', [charge(0, { status: 'CANCELED ' }), charge(MINUTE)]],
  ['a week apart', [charge(0), charge(7 * DAY)]],
  ['a month apart', [charge(0), charge(30 * DAY), charge(61 * DAY)]],
  ['every day', [charge(0), charge(DAY), charge(2 * DAY), charge(3 * DAY - HOUR)]],
  ['one charge', [charge(0)]],
  ['none', []],
];
for (const [what, charges] of different) {
  test(`no charge is said to be made twice: ${what}`, () => {
    assert.deepEqual(codes(charges), []);
  });
}

const same: [string, Charge[], string[]][] = [
  [
    'written otherwise',
    [charge(0, { description: ' tv' }), charge(MINUTE, { amount: '349.990' })],
    ['2 × 349.99'],
  ],
  ['on another card', [charge(0), charge(MINUTE, { paymentMethod: null })], ['2 × 349.99']],
  ['three times', [charge(0), charge(MINUTE), charge(HOUR)], ['3 × 349.99']],
  ['the day after', [charge(0), charge(DAY)], ['2 × 349.99']],
  [
    'with no status',
    [charge(0, { status: null }), charge(MINUTE, { status: null })],
    ['2 × 349.99'],
  ],
  [
    'captured and settled',
    [charge(0, { status: 'captured' }), charge(MINUTE, { status: 'settled' })],
    ['2 × 349.99'],
  ],
  [
    'one month of a subscription, beside the others',
    [charge(0), charge(30 * DAY), charge(30 * DAY + MINUTE), charge(60 * DAY)],
    ['2 × 349.99'],
  ],
  [
    'one day of what is charged every day',
    [charge(0), charge(DAY), charge(DAY + MINUTE), charge(2 * DAY)],
    ['2 × 349.99'],
  ],
  [
    'two things, each twice',
    [
      charge(0),
      charge(MINUTE),
      charge(HOUR, { description: 'Chair' }),
      charge(2 * HOUR, { description: 'Chair' }),
    ],
    ['2 × 349.99', '2 × 349.99'],
  ],
];
for (const [what, charges, expected] of same) {
  test(`the same charge is noticed: ${what}`, () => {
    assert.deepEqual(codes(charges), expected);
  });
}

test('what was bought as often as it was charged is not noticed', () => {
  const charges = [charge(0), charge(MINUTE)];

  assert.deepEqual(codes(charges, [purchase(0), purchase(MINUTE)]), []);
  assert.deepEqual(codes(charges, [purchase(0), purchase(-40 * DAY)]), ['2 × 349.99']);
  assert.deepEqual(codes(charges, [purchase(0), purchase(0, { price: '20.00' })]), ['2 × 349.99']);
});

test('a status that nobody here knows is shown as it is, and is not said to be paid', () => {
  const [found] = noticed([charge(0, { status: 'Abgelehnt' }), charge(1, { status: 'abgelehnt' })]);

  assert.ok(found?.code === 'charged-repeatedly');
  assert.equal(found.isPaid, false);
  assert.equal(found.status, 'Abgelehnt');
  assert.deepEqual(codes([charge(0, { status: 'Abgelehnt' }), charge(1)]), []);
});

const refunded: [string, Charge[], string[]][] = [
  [
    'one of two',
    [charge(0), charge(MINUTE), charge(DAY, { amount: '-349.99', description: 'Refund of TV' })],
    ['refund'],
  ],
  [
    'between the two',
    [charge(0), charge(HOUR, { amount: '-349.99' }), charge(2 * HOUR)],
    ['refund'],
  ],
  [
    'without a word of what for',
    [charge(0), charge(MINUTE), charge(DAY, { amount: '-349.99', description: 'Refund #17' })],
    ['refund'],
  ],
  [
    'one of three',
    [charge(0), charge(1), charge(2), charge(DAY, { amount: '-349.99' })],
    ['3 × 349.99'],
  ],
  [
    'another thing',
    [charge(0), charge(1), charge(DAY, { amount: '-349.99', description: 'Refund of Chair' })],
    ['2 × 349.99', 'refund'],
  ],
  [
    'another currency',
    [charge(0), charge(1), charge(DAY, { amount: '-349.99', currency: 'EUR' })],
    ['2 × 349.99', 'refund'],
  ],
  ['a part', [charge(0), charge(1), charge(DAY, { amount: '-15.00' })], ['2 × 349.99', 'refund']],
  [
    'before either was charged',
    [charge(-DAY, { amount: '-349.99' }), charge(0), charge(1)],
    ['2 × 349.99', 'refund'],
  ],
  [
    'not yet',
    [charge(0), charge(1), charge(DAY, { amount: '-349.99', status: 'pending' })],
    ['2 × 349.99', 'refund'],
  ],
  ['by the status of one', [charge(0), charge(1, { status: 'refunded' })], ['charge-status']],
  ['a request for it', [charge(0, { status: 'refund requested' })], ['charge-status']],
  [
    'long ago',
    [charge(0, { description: 'Chair' }), charge(-200 * DAY, { amount: '-349.99' })],
    [],
  ],
];
for (const [what, charges, expected] of refunded) {
  test(`a refund is told apart: ${what}`, () => {
    assert.deepEqual(codes(charges), expected);
  });
}

test('how many of several charges were refunded is counted', () => {
  const [found] = noticed([charge(0), charge(1), charge(2), charge(DAY, { amount: '-349.99' })]);

  assert.ok(found?.code === 'charged-repeatedly');
  assert.equal(found.refunds, 1);
});

test('many things to notice are cut to the latest', () => {
  const charges = Array.from({ length: 12 }, (_, index) =>
    charge((index % 2) + index * HOUR, { description: `Thing ${index >> 1}` }),
  );
  const refunds = Array.from({ length: 9 }, (_, index) => charge(DAY + index, { amount: '-1' }));

  const found = noticed([...charges, ...refunds]);

  assert.equal(found.length, 5);
});

function account(more: { status?: string; lockedAt?: Date | null; createdAt?: Date }) {
  return notice(
    accountFacts([
      {
        username: 'ann',
        status: 'active',
        lockedAt: null,
        createdAt: new Date(noon - 900 * DAY),
        lastSignInAt: null,
        twoFactor: false,
        ...more,
      },
    ]),
  );
}

test('an account that is locked or suspended is noticed, in the words of its row', () => {
  const lockedAt = new Date(noon);
  const since = lockedAt.toISOString();

  assert.deepEqual(account({ status: 'locked', lockedAt }), [
    { code: 'account-locked', since, status: null, facts: [2] },
  ]);
  assert.deepEqual(account({ lockedAt }), [
    { code: 'account-locked', since, status: 'active', facts: [2] },
  ]);
  assert.deepEqual(account({ status: 'Suspended' }), [
    { code: 'account-status', status: 'Suspended', facts: [1] },
  ]);
  assert.deepEqual(account({}), []);
  assert.deepEqual(account({ status: 'unlocked' }), []);
  assert.deepEqual(account({ lockedAt: new Date(0) }), [], 'a date that stands for none');
  assert.deepEqual(notice(accountFacts([])), []);
});

test('facts of an older bot, and of a source that gives none for code, have nothing to notice', () => {
  const facts = [1, 2].map(() => ({
    label: 'Charge of 19 Nov 2026',
    value: '349.99 USD, TV, paid',
  }));

  assert.deepEqual(notice(facts), []);
});

test('times that are none are passed over', () => {
  const data = {
    is: 'charge',
    at: 'infinity',
    description: 'TV',
    amount: '5',
    currency: 'USD',
    status: null,
    method: null,
  } as const;
  const facts = [1, 2].map(() => ({ label: 'Charge', value: '5 USD', data }));

  assert.deepEqual(notice(facts), []);
});
