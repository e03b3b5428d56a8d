import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { redactSecrets, secretsIn } from '../../src/privacy/redact-secrets.ts';
import { credentials } from './credentials.ts';
import { harmless } from './harmless.ts';
import { isGone, readMarks, removedParts } from './removed-parts.ts';

const kinds = Map.groupBy(credentials, ({ kind }) => kind);

for (const [kind, examples] of kinds) {
  test(`of each text with a ${kind} the secret is gone, and all else is there`, () => {
    for (const { text: marked, before } of examples) {
      const { text, secrets } = readMarks(marked);
      const earlier = before === undefined ? [] : [before];

      const left = redactSecrets(text, earlier);
      const removed = removedParts(text, left);

      for (const secret of secrets) assert.ok(isGone(text, secret, removed), left);
      for (const { start, end } of removed) {
        assert.ok(
          secrets.some((secret) => start < secret.end && secret.start < end),
          left,
        );
      }
      assert.equal(redactSecrets(left, earlier), left);
    }
  });
}

test('what holds no secret stays as it is', () => {
  for (const { text, before } of harmless) {
    assert.equal(redactSecrets(text, before === undefined ? [] : [before]), text);
  }
});

test('a secret is gone whatever is written around it', () => {
  const around = fc.constantFrom(
    'Hello,',
    'Order 1142.',
    'I paid 349.99.',
    'Danke!',
    '👩🏽‍🚀 ok.',
    'ｗｉｄｅ.',
  );
  const alone = credentials.filter(({ before }) => before === undefined);
  fc.assert(
    fc.property(around, fc.constantFrom(...alone), around, (first, { text: marked }, last) => {
      const { text, secrets } = readMarks(`${first}\n${marked}\n${last}`);

      const left = redactSecrets(text);

      for (const secret of secrets) {
        const whole = text.slice(secret.start, secret.end);
        assert.ok(!left.includes(whole), left);
      }
      assert.ok(left.startsWith(first) && left.endsWith(last), left);
    }),
    { numRuns: 500 },
  );
});

test('whatever is written, what is found is in order, apart, and within the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(...credentials.map(({ text }) => readMarks(text).text)),
    fc.constantFrom(...harmless.map(({ text }) => text)),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('\u200b', '*', '_', '`', '\n', ' ', ': ', '\ue000'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const text = pieces.join('');
      const found = secretsIn(text);
      let end = 0;
      for (const finding of found) {
        assert.ok(
          finding.start >= end && finding.end > finding.start && finding.end <= text.length,
        );
        end = finding.end;
      }
    }),
    { numRuns: 1000 },
  );
});
