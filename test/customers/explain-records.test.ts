import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainRecords } from '../../src/customers/explain-records.ts';
import { AccountMatch } from '../../src/customers/records/records.ts';

test('each state of the records has a plain sentence of its own', () => {
  const account = { id: '1', email: 'a@example.com', name: 'A' };
  const states = ['unknown', 'ambiguous', 'untrusted-email', 'no-source', 'unavailable'];
  const all = [{ status: 'found', account }, ...states.map((status) => ({ status }))];

  const sentences = all.map((match) => explainRecords(AccountMatch.parse(match)));

  assert.equal(new Set(sentences).size, 6);
  assert.ok(sentences.every((sentence) => sentence.endsWith('.')));
});
