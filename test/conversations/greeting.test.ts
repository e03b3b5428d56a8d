import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTelling, saysWhatItIsAbout } from '../../src/conversations/greeting.ts';
import type { Message } from '../../src/conversations/message.ts';

const message: Message = {
  ts: '1700000000.000100',
  root: '1700000000.000100',
  author: 'U1',
  role: 'customer',
  text: 'Hi',
  files: [],
  is_call: false,
};

test('a greeting tells nothing, however it is written', () => {
  for (const text of ['Hi', 'hello!!', 'Good morning, team 👋', 'Hey there :)', 'Hallo', '']) {
    assert.equal(isTelling(text), false, text);
  }
});

test('an email alone tells nothing', () => {
  for (const text of ['johndoe@gmail.com', 'My email is johndoe@gmail.com.', 'it’s a@b.co']) {
    assert.equal(isTelling(text), false, text);
  }
});

test('any word beyond a greeting tells what it is about', () => {
  for (const text of ['Hi, refund?', 'johndoe@gmail.com charged twice', '退款', 'مرحبا أين طلبي']) {
    assert.equal(isTelling(text), true, text);
  }
});

test('only the customer can say what it is about', () => {
  const told = { ...message, text: 'I was charged twice' };

  assert.equal(saysWhatItIsAbout(told), true);
  assert.equal(saysWhatItIsAbout({ ...told, role: 'participant' }), false);
  assert.equal(saysWhatItIsAbout({ ...told, role: 'agent' }), false);
});

test('a file without words says what it is about', () => {
  const files = [{ name: 'receipt.pdf', kind: 'application/pdf' }];

  assert.equal(saysWhatItIsAbout({ ...message, text: '', files }), true);
});
