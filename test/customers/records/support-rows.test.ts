import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AccountDetails,
  Charge,
  PaymentMethod,
  Purchase,
} from '../../../src/customers/records/support-rows.ts';

test('account details have no field for a secret and drop one that is offered', () => {
  const account = AccountDetails.parse({
    username: 'johndoe',
    status: 'active',
    lockedAt: null,
    createdAt: new Date(),
    lastSignInAt: null,
    twoFactor: true,
    password: 'hunter2',
    securityQuestion: 'First pet?',
    securityAnswer: 'Rex',
  });

  assert.deepEqual(Object.keys(account), [
    'username',
    'status',
    'lockedAt',
    'createdAt',
    'lastSignInAt',
    'twoFactor',
  ]);
});

test('a payment method takes nothing but four last digits', () => {
  for (const last4 of ['370000000001234', '123', '12345', '••1234', '12 4', '']) {
    assert.equal(PaymentMethod.safeParse({ brand: 'AMEX', last4 }).success, false, last4);
  }
});

test('an amount is a decimal string, never a float', () => {
  const charge = {
    chargedAt: new Date(),
    description: 'TV',
    currency: 'USD',
    status: null,
    paymentMethod: null,
  };

  assert.equal(Charge.safeParse({ ...charge, amount: '-15.00' }).success, true);
  for (const amount of [349.99, 'NaN', '$5', '1,000.00', '']) {
    assert.equal(Charge.safeParse({ ...charge, amount }).success, false, String(amount));
  }
});

test('a currency is three capitals', () => {
  const purchase = { purchasedAt: new Date(), item: 'TV', price: '349.99' };

  assert.equal(Purchase.safeParse({ ...purchase, currency: 'USD' }).success, true);
  for (const currency of ['usd', '$', 'US', 'USDT', '']) {
    assert.equal(Purchase.safeParse({ ...purchase, currency }).success, false, currency);
  }
});
