import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEmails } from '../../src/privacy/find-emails.ts';
import { maskEmail } from '../../src/privacy/mask-email.ts';

test('emails are found as they are typed, without the signs around them', () => {
  const found: [text: string, emails: string[]][] = [
    ['It is johndoe@gmail.com.', ['johndoe@gmail.com']],
    [
      '<jane.roe+shop@mail.example.co.uk>, (bob@x.io)',
      ['jane.roe+shop@mail.example.co.uk', 'bob@x.io'],
    ],
    ["'o'brien@shop.example'", ["o'brien@shop.example"]],
    ['email:J_D@SHOP.EXAMPLE!', ['J_D@SHOP.EXAMPLE']],
    ['jürgen@müller.example и почта@пример.рф', ['jürgen@müller.example', 'почта@пример.рф']],
    ['jane@xn--mller-kva.xn--p1ai', ['jane@xn--mller-kva.xn--p1ai']],
    ['@jane, jane@, @shop.example, jane@shop, a@b@c, jane @ shop.example', []],
  ];

  for (const [text, emails] of found) assert.deepEqual(findEmails(text), emails);
});

test('a masked email shows its first and last sign and its domain', () => {
  assert.equal(maskEmail('johndoe@gmail.com'), 'j•••e@gmail.com');
  assert.equal(maskEmail('john@gmail.com'), 'j•••n@gmail.com');
});

test('a masked short email shows only its first sign', () => {
  assert.equal(maskEmail('a@b.c'), 'a•••@b.c');
  assert.equal(maskEmail('bob@shop.example'), 'b•••@shop.example');
});

test('a mask shows nothing of what is no email', () => {
  assert.equal(maskEmail('nonsense'), '•••');
  assert.equal(maskEmail('😀oy@shop.example'), '😀•••@shop.example');
});
