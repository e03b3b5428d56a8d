import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../src/conversations/message.ts';
import { isMoreThanGreeting, namesIssue } from '../../src/conversations/more-than-greeting.ts';

const message: Message = {
  team: 'T1',
  channel: 'C1',
  conversation_id: 'conversation',
  ts: '1700000000.000100',
  root: '1700000000.000100',
  author: 'U1',
  author_name: null,
  role: 'customer',
  text: 'Hi',
  files: [],
  is_escalation_request: false,
  revision: '1700000000.000100',
  is_deleted: false,
  is_handed_over: false,
  is_to_be_marked: false,
  reply_id: null,
  ticket_id: null,
  handed_to: [],
};

test('a greeting names no issue, however it is written', () => {
  for (const text of ['Hi', 'hello!!', 'Good morning, team 👋', 'Hey there :)', 'Hallo', '']) {
    assert.equal(isMoreThanGreeting(text), false, text);
  }
});

test('an email alone names no issue', () => {
  for (const text of ['johndoe@gmail.com', 'My email is johndoe@gmail.com.', 'it’s a@b.co']) {
    assert.equal(isMoreThanGreeting(text), false, text);
  }
});

test('any word beyond a greeting names an issue', () => {
  for (const text of ['Hi, refund?', 'johndoe@gmail.com charged twice', '退款', 'مرحبا أين طلبي']) {
    assert.equal(isMoreThanGreeting(text), true, text);
  }
});

test('only the customer names the issue', () => {
  const issue = { ...message, text: 'I was charged twice' };

  assert.equal(namesIssue(issue), true);
  assert.equal(namesIssue({ ...issue, role: 'participant' }), false);
  assert.equal(namesIssue({ ...issue, role: 'agent' }), false);
});

test('a file without words names an issue', () => {
  const files = [{ name: 'receipt.pdf', kind: 'application/pdf' }];

  assert.equal(namesIssue({ ...message, text: '', files }), true);
});
