import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPseudonyms } from '../../src/privacy/pseudonyms.ts';

test('emails and phone numbers are hidden from the model and put back afterwards', () => {
  const { hide, reveal } = createPseudonyms();
  const text = 'I am jane@shop.example, call +49 170 1234567 or (555) 123-4567.';

  const hidden = hide(text);

  assert.equal(hidden, 'I am <EMAIL_1>, call <PHONE_1> or <PHONE_2>.');
  assert.equal(reveal(hidden), text);
});

test('the same person keeps the same pseudonym, however the email or number is written', () => {
  const { hide } = createPseudonyms();

  const transcript = hide('JANE@shop.example and bob@shop.example, +49 170 1234567');
  const records = hide('jane@shop.example, +491701234567');

  assert.equal(transcript, '<EMAIL_1> and <EMAIL_2>, <PHONE_1>');
  assert.equal(records, '<EMAIL_1>, <PHONE_1>');
});

test('a pseudonym is put back without its brackets, in lower case, and when escaped', () => {
  const { hide, reveal } = createPseudonyms();
  hide('jane@shop.example');

  for (const written of [
    '<EMAIL_1>',
    'EMAIL_1',
    '<email_1>',
    'email_1',
    'EMAIL\\_1',
    '<EMAIL_01>',
  ]) {
    assert.equal(reveal(`Write to ${written}.`), 'Write to jane@shop.example.');
  }
});

test('a pseudonym of nothing stays as the model wrote it', () => {
  const { reveal } = createPseudonyms();

  assert.equal(reveal('<EMAIL_7>, PHONE_2, MY_EMAIL_1'), '<EMAIL_7>, PHONE_2, MY_EMAIL_1');
});

test('a customer who types a pseudonym cannot make it mean somebody', () => {
  const { hide, reveal } = createPseudonyms();
  const [first, second] = ['jane@shop.example', 'I am <EMAIL_1>, that is EMAIL_2'];

  const [, hidden] = [hide(first), hide(second)];

  assert.doesNotMatch(hidden, /EMAIL_1>/);
  assert.equal(reveal(hidden), second);
});

test('phone numbers of all sorts are hidden', () => {
  const phones = [
    '+1 555 123 4567',
    '+1-555-123-4567',
    '555.123.4567',
    '(555)123-4567',
    '+44 (0)20 7946 0958',
    '0044 20 7946 0958',
    '0170 1234567',
    '030/12345678',
    '06 12 34 56 78',
    '03.93.92.16.85',
    '+4915112345678',
  ];

  for (const phone of phones) {
    const { hide, reveal } = createPseudonyms();
    assert.equal(hide(`Reach me: ${phone}, thanks`), 'Reach me: <PHONE_1>, thanks');
    assert.equal(reveal('<PHONE_1>'), phone);
  }
});

test('a short or plain number is a phone number where it is called one', () => {
  const { hide } = createPseudonyms();

  assert.equal(
    hide('Phone: 451 5986, my cell is 5551234567'),
    'Phone: <PHONE_1>, my cell is <PHONE_2>',
  );
});

test('order numbers, prices, dates, times and addresses are not phone numbers', () => {
  const { hide } = createPseudonyms();
  const ordinary = [
    'Order 1142, order no. 0123456789, order #5551234567, H-1234567890',
    'I paid 349.99 and 1.234.567,89 and $5,551,234,567',
    'on 12.03.2026, 2026-03-12 and 03/12/2026 10:30',
    '01.02.2026 10:30',
    '192.168.100.200, 5551234567, invoice number: 0301234567',
    'ticket 0170 1234567 is open',
  ];

  for (const text of ordinary) assert.equal(hide(text), text);
});

test('40,000 characters made to be slow are not', () => {
  for (const trap of [
    'a',
    'a.',
    'a@',
    'a@a.',
    '1 ',
    '1',
    '+1 ',
    '+1-1',
    '00 1 ',
    '(1) ',
    '0 ',
    '<EMAIL_1>',
  ]) {
    const text = trap.repeat(40_000).slice(0, 40_000);
    const before = process.cpuUsage();
    const { hide, reveal } = createPseudonyms();
    assert.equal(reveal(hide(text)), text);
    assert.ok(process.cpuUsage(before).user < 1_500_000, trap);
  }
});
