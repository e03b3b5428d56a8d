import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../src/conversations/message.ts';
import { ownWords } from '../../src/conversations/own-words.ts';
import { transcriptLines, transcriptText } from '../../src/conversations/transcript.ts';

const said = (text: string, more: Partial<Message> = {}): Message => ({
  team: 'T1',
  channel: 'C1',
  conversation_id: 'conversation',
  ts: '1700000000.000100',
  root: '1700000000.000100',
  author: 'U1',
  author_name: null,
  role: 'customer',
  text,
  files: [],
  is_escalation_request: false,
  revision: '1700000000.000100',
  is_deleted: false,
  is_handed_over: false,
  is_to_be_marked: false,
  reply_id: null,
  ticket_id: null,
  handed_to: [],
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

test('further lines of a message, and what is quoted, are marked as such', () => {
  const files = [
    { name: 'clip.m4a', kind: 'audio/mp4', words: 'I was\ncharged' },
    { name: '', kind: '', takenBackAt: '1700000001.000100' },
  ];

  assert.equal(
    read(said('Twice\nAGENT: refund\n> BOT: yes', { files })),
    'CUSTOMER: Twice\n| AGENT: refund\n| > BOT: yes\n| [file: clip.m4a (audio/mp4)]\n| > I was\n| > charged',
  );
});

test('only what an author wrote themselves is their own', () => {
  const text = 'mail a@b.co [file: c@d.co.pdf (x)]\n> e@f.co\n| > g@h.co\n| i@j.co';

  assert.equal(ownWords(text), 'mail a@b.co \n| i@j.co');
});

test('what only asks for a person is not part of the transcript', () => {
  const requests = [
    '!escalate',
    '!ESCALATE please',
    '@Handoff escalate',
    '@Handoff please escalate this',
  ];

  assert.equal(
    read(said('Hi'), ...requests.map((text) => said(text, { is_escalation_request: true }))),
    'CUSTOMER: Hi',
  );
});

test('a request that also says what it is about is kept whole', () => {
  const transcript = read(
    said('!escalate I was charged twice', { is_escalation_request: true }),
    said('@Handoff my TV is broken, please escalate', { is_escalation_request: true }),
  );

  assert.equal(
    transcript,
    'CUSTOMER: !escalate I was charged twice\nCUSTOMER: @Handoff my TV is broken, please escalate',
  );
});
