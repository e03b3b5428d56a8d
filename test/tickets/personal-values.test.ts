import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerRecords } from '../../src/customers/records/records.ts';
import { personalValuesIn } from '../../src/tickets/personal-values.ts';

const records: CustomerRecords = {
  account: {
    status: 'found',
    account: { id: 'C-1044', email: 'john@shop.example', name: 'John Doe' },
  },
  sections: [
    {
      section: 'billing-details',
      title: 'Billing details',
      personal: true,
      facts: [
        { label: '19 Nov 2026', value: 'TV · 349.99 USD · paid with AMEX ending in 4242' },
        { label: 'Plan', value: 'active' },
      ],
    },
    {
      section: 'sale-items',
      title: 'On sale',
      personal: false,
      facts: [{ label: 'Monitor', value: '80.00 USD instead of 160.00 USD' }],
    },
  ],
};

const holding = [
  ['We refunded 349.99 to you.', '349.99'],
  ['The card ending in 4242, I think.', '4242'],
  ['(4242)', '4242'],
  ['Your number is C-1044', 'C-1044'],
  ['I wrote to John@Shop.example today', 'John@Shop.example'],
  ['I wrote to somebody@else.example', 'somebody@else.example'],
  // Of no record here: a card that the ticket's agents saw before it was moved.
  ['The AMEX ••1234 was charged', '1234'],
  ['the card ending in 1234.', '1234'],
  ['Your card 1234 was charged', '1234'],
  ['**** **** **** 1234', '1234'],
] as const;

for (const [text, value] of holding) {
  test(`“${text}” holds what is personal`, () => {
    assert.ok(personalValuesIn(text, records).includes(value));
  });
}

for (const text of [
  'Hello John, it is done.',
  'Your plan is active.',
  'The monitor is 80.00 USD instead of 160.00 USD.',
  'It takes 3 to 5 days, by the 42nd week.',
  'Call 342421 for that.',
  'Your gift card 1500.50 was sent, and order 1234.',
]) {
  test(`“${text}” holds nothing that is personal`, () => {
    assert.deepEqual(personalValuesIn(text, records), []);
  });
}

test('without records only emails are found', () => {
  assert.deepEqual(personalValuesIn('349.99 to a@b.example', undefined), ['a@b.example']);
});
