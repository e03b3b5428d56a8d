import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  day,
  list,
  money,
  oneLine,
  paymentMethod,
} from '../../../src/customers/records/fact-text.ts';

test('an amount keeps its cents and names its currency', () => {
  assert.equal(money('349.90', 'USD'), '349.90 USD');
});

test('a day is written in UTC', () => {
  assert.equal(day(new Date('2026-11-12T23:59:59Z')), '12 Nov 2026');
  assert.equal(day(new Date('2026-09-05T01:00:00+02:00')), '4 Sep 2026');
});

test('a payment method shows four digits', () => {
  assert.equal(paymentMethod({ brand: 'AMEX', last4: '1234' }), 'AMEX ••1234');
});

test('line breaks and runs of spaces become one space', () => {
  assert.equal(oneLine('  a\n\n b\t c '), 'a b c');
});

test('a long text is cut between letters, not within one', () => {
  const text = oneLine('😀'.repeat(300));

  assert.equal([...text].length, 200);
  assert.ok(text.isWellFormed());
  assert.ok(text.endsWith('😀…'));
});

test('a list leaves out undefined parts', () => {
  assert.equal(list('a', undefined, 'b'), 'a, b');
});
