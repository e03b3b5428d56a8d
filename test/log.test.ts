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
  assert.partialDeepStrictEqual(causeOf(new NotPosted('later')), {
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

test('a plain object that is thrown, as pg-boss does, is logged by its code and queue', () => {
  const thrown = {
    message: 'duplicate key: (hunter2)',
    stack: 'error: duplicate key: (hunter2)',
    code: '23505',
    detail: 'Key (text)=(hunter2) already exists.',
    table: 'messages',
    constraint: 'messages_pkey',
    column: undefined,
    queue: 'triage-ticket',
    worker: 'a1',
  };

  assert.deepEqual(causeOf(thrown), {
    error: 'thrown object',
    code: '23505',
    queue: 'triage-ticket',
    table: 'messages',
    constraint: 'messages_pkey',
  });
});

test('an error without a code is logged with its reason where that quotes nobody', () => {
  assert.deepEqual(causeOf({ message: 'Connection terminated unexpectedly', queue: 'follow-up' }), {
    error: 'thrown object',
    queue: 'follow-up',
    reason: 'Connection terminated unexpectedly',
  });
  assert.deepEqual(causeOf({ message: 'hunter2' }), { error: 'thrown object' });
});

test('an error that Bolt has wrapped is logged with the one inside', () => {
  const original = Object.assign(new Error('hunter2'), { code: '57P01' });
  const wrapped = Object.assign(new Error('hunter2'), {
    code: 'slack_bolt_unknown_error',
    original,
  });
  for (const error of [original, wrapped]) error.stack = '';

  assert.deepEqual(causeOf(wrapped), {
    error: 'Error',
    code: 'slack_bolt_unknown_error',
    cause: { error: 'Error', code: '57P01' },
  });
});

test('whatever else is thrown is logged by what it is', () => {
  const odd = Object.assign(new Error('hunter2'), { code: 7, queue: ['hunter2'] });
  odd.stack = '';

  assert.deepEqual(causeOf(null), { error: 'null' });
  assert.deepEqual(causeOf(undefined), { error: 'undefined' });
  assert.deepEqual(causeOf({}), { error: 'thrown object' });
  assert.deepEqual(causeOf(odd), { error: 'Error' });
});

test('the place that is logged is where a transaction was asked for, not where it is carried out', () => {
  const error = new Error('hunter2');
  error.stack =
    'Error\n at a (/app/src/database/open-database.ts:1:1)\n at take (/app/src/slack/listeners/message.ts:9:1)';

  assert.deepEqual(causeOf(error), {
    error: 'Error',
    where: 'at take (/app/src/slack/listeners/message.ts:9:1)',
  });
});

test('a failed call to Slack is logged with its method and status', () => {
  const error = Object.assign(new Error('hunter2'), { method: 'users.info', statusCode: 503 });

  const { where, ...logged } = Object(causeOf(error));

  assert.deepEqual(logged, { error: 'Error', method: 'users.info', status: 503 });
  assert.equal(where, undefined);
});
