import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeOf } from '../src/log.ts';
import { NotPosted, Undeliverable } from '../src/outbox/messenger.ts';

test('another’s error is logged by its kind, code and place, never in its words', () => {
  const error = Object.assign(new TypeError('Cannot parse “my password is hunter2”'), {
    code: 'ERR_PARSE',
  });

  const { where, ...logged } = Object(causeOf(error));

  assert.deepEqual(logged, { error: 'TypeError', code: 'ERR_PARSE' });
  assert.equal(where, undefined);
  assert.doesNotMatch(JSON.stringify(logged), /hunter2/);
});

test('an error of the bot’s own is logged with its reason and what caused it', () => {
  const cause = Object.assign(new Error('hunter2'), { data: { error: 'is_archived' } });

  const logged = causeOf(new Undeliverable('is_archived', { cause }));

  assert.deepEqual(logged, {
    error: 'Undeliverable',
    code: 'is_archived',
    reason: 'Slack refused the message for good (is_archived)',
    cause: { error: 'Error', slack: 'is_archived' },
  });
});

test('the errors whose reasons are logged are those of the bot that quote nobody', () => {
  const names = ['ModelFailed', 'NotPosted', 'OutsideTransaction', 'RecordsUnavailable'];

  for (const name of names) {
    const error = Object.assign(new Error('in its own words'), { name });
    assert.partialDeepStrictEqual(causeOf(error), { error: name, reason: 'in its own words' });
  }
  assert.partialDeepStrictEqual(causeOf(new NotPosted('later', { retryAfterMs: 1 })), {
    reason: 'later',
  });
});

test('the place in the bot where an error arose is logged, and that something else was thrown', () => {
  const error = new Error('hunter2');
  error.stack =
    'Error: hunter2\n    at parse (/lib/x.ts:1:1)\n    at run (/app/src/jobs/jobs.ts:9:1)';

  assert.deepEqual(causeOf(error), { error: 'Error', where: 'at run (/app/src/jobs/jobs.ts:9:1)' });
  assert.deepEqual(causeOf('hunter2'), { error: 'string' });
});

test('of an object that is no error, names and codes are logged and no words', () => {
  const ofPgBoss = { message: 'hunter2', code: '57P01', queue: 'triage-ticket', worker: 'hunter2' };

  assert.deepEqual(causeOf(ofPgBoss), { error: 'Object', code: '57P01', queue: 'triage-ticket' });
  assert.deepEqual(causeOf({ name: 'Lost', code: 7 }), { error: 'Lost' });
  assert.deepEqual(causeOf(Object.create(null)), { error: 'no Error' });
  assert.deepEqual(causeOf(null), { error: 'null' });
});

test('a failed call to Slack is logged with its method and status', () => {
  const error = Object.assign(new Error('hunter2'), { method: 'users.info', statusCode: 503 });

  const { where, ...logged } = Object(causeOf(error));

  assert.deepEqual(logged, { error: 'Error', method: 'users.info', status: 503 });
  assert.equal(where, undefined);
});
