import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorCode } from '@slack/web-api';
import {
  askedToWaitMs,
  forOwnerToRepair,
  slackFailure,
} from '../../../src/slack/workspace/slack-failure.ts';

function platformError(error: string) {
  return Object.assign(new Error(error), { code: ErrorCode.PlatformError, data: { error } });
}

test('a code of Slack’s is a refusal', () => {
  for (const code of ['channel_not_found', 'is_archived', 'invalid_auth', 'missing_scope']) {
    assert.deepEqual(slackFailure(platformError(code)), { kind: 'refused', code });
  }
});

test('a fault of Slack’s own, a body that is no answer and no answer at all leave it open', () => {
  const faults = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];
  const bodies = ['<html>Please log in</html>', ''];

  for (const code of [...faults, ...bodies]) {
    assert.deepEqual(slackFailure(platformError(code)), { kind: 'unsure' }, code);
  }
  assert.deepEqual(slackFailure(new Error('socket hang up')), { kind: 'unsure' });
  assert.deepEqual(slackFailure(undefined), { kind: 'unsure' });
});

test('Slack’s rate limit is waited for as long as Slack says, else for a second', () => {
  const limited = Object.assign(new Error(), { code: ErrorCode.RateLimitedError, retryAfter: 30 });

  assert.deepEqual(slackFailure(limited), { kind: 'rate-limited', retryAfterMs: 30_000 });
  for (const code of ['ratelimited', 'rate_limited']) {
    const failure = slackFailure(platformError(code));
    assert.deepEqual(failure, { kind: 'rate-limited', retryAfterMs: 1_000 });
  }
});

test('what is wrong with the token or the app is for the owner to repair, a channel is not', () => {
  const owners = [
    ...['not_authed', 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired'],
    ...['missing_scope', 'accesslimited', 'team_access_not_granted', 'team_added_to_org'],
    'org_login_required',
  ];

  assert.deepEqual([...forOwnerToRepair].toSorted(), owners.toSorted());
  assert.ok(!forOwnerToRepair.has('is_archived') && !forOwnerToRepair.has('channel_not_found'));
});

test('the wait that Slack asks for is found in what failed because of it', () => {
  const limited = Object.assign(new Error(), { code: ErrorCode.RateLimitedError, retryAfter: 30 });

  assert.equal(askedToWaitMs(new Error('Not posted', { cause: limited })), 30_000);
  assert.equal(
    askedToWaitMs(new Error('Not posted', { cause: new Error('socket hang up') })),
    undefined,
  );
});
