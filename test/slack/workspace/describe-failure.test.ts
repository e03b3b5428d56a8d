import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import { describeFailure } from '../../../src/slack/workspace/describe-failure.ts';

const slack = await startWorkspace();
after(slack.stop);
const { apiUrl } = slack;
const client = createSlackClient({ token: slack.botToken, apiUrl });

async function wordsOf(call: () => Promise<unknown>, url = apiUrl): Promise<string> {
  const error = await call().then(
    () => assert.fail('Slack did what was asked'),
    (reason: unknown) => reason,
  );
  return describeFailure(error, { apiUrl: url });
}

test('a refused call is described by its method and Slack’s code', async () => {
  assert.equal(
    await wordsOf(() => client.users.info({ user: 'U0' })),
    'Slack refused users.info (user_not_found)',
  );
});

test('a call that fails on the way is described by its method and status, or the wait', async () => {
  slack.faults.add({ fault: 'http-error', status: 503, method: 'auth.test' });
  const unavailable = await wordsOf(() => client.auth.test());
  slack.faults.clear();
  slack.faults.add({ fault: 'rate-limited', method: 'auth.test', retryAfterSeconds: 30 });
  const limited = await wordsOf(() => client.auth.test());
  slack.faults.clear();

  assert.equal(unavailable, 'Slack answered auth.test with status 503');
  assert.equal(limited, 'Slack asks to wait 30 s before the next auth.test');
});

test('a Slack that is out of reach is described by its host and the reason', async () => {
  const nowhere = 'http://127.0.0.1:1/api/';
  const lost = createSlackClient({ token: 'xoxb-1', apiUrl: nowhere });

  const words = await wordsOf(() => lost.auth.test(), nowhere);

  assert.match(words, /^Slack cannot be reached at 127\.0\.0\.1:1 \(.+\); the bot waits for it$/);
});

test('an answer that is none is described by what it was to', async () => {
  const words = describeFailure(new SyntaxError('hunter2'), { apiUrl });

  assert.equal(words, "Slack's answer to a call cannot be used");
});
