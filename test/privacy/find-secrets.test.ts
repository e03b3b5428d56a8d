import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSecrets } from '../../src/privacy/find-secrets.ts';

test('each kind of secret is named once', () => {
  assert.deepEqual(
    findSecrets('4242 4242 4242 4242 and 5555 5555 5555 4444, my password is hunter22').toSorted(),
    ['card number', 'password'],
  );
});

test('what only says that a secret was removed is none', () => {
  assert.deepEqual(findSecrets('You wrote: [card number removed].'), []);
  assert.deepEqual(findSecrets('We refunded 349.99 USD for order 10442.'), []);
});

test('a secret beside such a note is found', () => {
  assert.deepEqual(findSecrets('[card number removed] 4242 4242 4242 4242'), ['card number']);
});
