import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UntrustedReason } from '../../../src/customers/identity.ts';
import { CustomerRecords } from '../../../src/customers/records/records.ts';
import { whereToWrite } from '../../../src/slack/listeners/answers.ts';
import { trustText } from '../../../src/slack/messages/customer-block.ts';
import { english } from '../../../src/slack/messages/english.ts';
import { accountText } from '../../../src/slack/messages/record-blocks.ts';
import { createWords } from '../../../src/slack/messages/words.ts';

test('each state of the records has a plain sentence of its own', () => {
  const account = { id: '1', email: 'a@example.com', name: 'A' };
  const section = { section: 'rewards', title: 'Rewards', personal: true, facts: [] };
  const states = ['unknown', 'ambiguous', 'untrusted-email', 'no-source', 'unavailable'];
  const all = [{ status: 'found', account }, ...states.map((status) => ({ status }))];

  const sentences = all.map((state) =>
    accountText(CustomerRecords.parse({ account: state, sections: [section] })),
  );

  assert.equal(new Set(sentences).size, 6);
  assert.ok(sentences.every((sentence) => /[.:]$/.test(sentence)));
});

test('each reason why it is not certain who a customer is has a plain sentence of its own', () => {
  const emails = [
    { status: 'trusted', address: 'jane@shop.example' } as const,
    ...UntrustedReason.options.map((reason) => ({ status: 'untrusted', reason }) as const),
  ];

  const sentences = emails.map(trustText);

  assert.equal(new Set(sentences).size, emails.length);
  assert.ok(sentences.every((sentence) => /^[A-Z].+\.$/.test(sentence)));
});

test('where no channel takes requests, only the direct messages are named', () => {
  const words = createWords('en', english);

  assert.equal(
    whereToWrite([], words).text,
    'I take no requests here. Please write to me in a direct message.',
  );
  assert.match(
    whereToWrite(['C1', 'C2'], words).text,
    / write in <#C1>, <#C2>, or to me in a direct message\.$/,
  );
});
