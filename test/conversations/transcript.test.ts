import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../src/conversations/message.ts';
import { transcriptLines, transcriptText } from '../../src/conversations/transcript.ts';

const said = (text: string, more: Partial<Message> = {}): Message => ({
  ts: '1700000000.000100',
  root: '1700000000.000100',
  author: 'U1',
  role: 'customer',
  text,
  files: [],
  is_call: false,
  ...more,
});

const read = (...messages: Message[]) => transcriptText(transcriptLines(messages));

test('each line says in what role it was spoken', () => {
  const transcript = read(
    said('Charged twice'),
    said('Please enter your email.', { role: 'bot' }),
    said('Let me see', { role: 'agent' }),
    said('Same here', { role: 'participant', author: 'U2' }),
  );

  assert.equal(
    transcript,
    [
      'CUSTOMER: Charged twice',
      'BOT: Please enter your email.',
      'AGENT: Let me see',
      'PARTICIPANT (U2): Same here',
    ].join('\n'),
  );
});

test('a file is named where it was sent', () => {
  const files = [{ name: 'receipt.pdf', kind: 'application/pdf' }];

  assert.equal(
    read(said('See here', { files }), said('', { files })),
    'CUSTOMER: See here [file: receipt.pdf (application/pdf)]\nCUSTOMER: [file: receipt.pdf (application/pdf)]',
  );
});

test('what only calls the bot is not part of the transcript', () => {
  const calls = [
    '!escalate',
    '!ESCALATE please',
    '@Handoff escalate',
    '@Handoff please escalate this',
  ];

  assert.equal(
    read(said('Hi'), ...calls.map((text) => said(text, { is_call: true }))),
    'CUSTOMER: Hi',
  );
});

test('a call that also says what it is about is kept whole', () => {
  const transcript = read(
    said('!escalate I was charged twice', { is_call: true }),
    said('@Handoff my TV is broken, please escalate', { is_call: true }),
  );

  assert.equal(
    transcript,
    'CUSTOMER: !escalate I was charged twice\nCUSTOMER: @Handoff my TV is broken, please escalate',
  );
});
