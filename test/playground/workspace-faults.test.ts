import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { WebAPIRequestError } from '@slack/web-api';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace, startBot } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

test('a rate limit applies as often as asked, and then no more', async (t) => {
  const { slack, post } = await furnished(t);
  slack.faults.add({
    method: 'chat.postMessage',
    times: 1,
    fault: 'rate-limited',
    retryAfterSeconds: 7,
  });

  await assert.rejects(post(), { retryAfter: 7 });
  await post();

  assert.deepEqual(
    slack.calls.map(({ status }) => status),
    [429, 200],
  );
});

test('a fault applies only to its method and its channel', async (t) => {
  const { slack, help, other, post, bot } = await furnished(t);
  slack.faults.add({
    method: 'chat.postMessage',
    channel: other,
    fault: 'slack-error',
    error: 'is_archived',
  });

  await post();
  await bot.conversations.info({ channel: other.id });
  await assert.rejects(bot.chat.postMessage({ channel: other.id, text: 'x' }), /is_archived/);

  assert.equal(slack.messages(help).length, 1);
});

test('an HTTP error reaches the caller', async (t) => {
  const { slack, help, post } = await furnished(t);
  slack.faults.add({ fault: 'http-error', status: 503 });

  await assert.rejects(post(), { statusCode: 503 });

  assert.equal(slack.messages(help).length, 0);
});

test('a lost answer: the message is posted, and the caller gets no answer', async (t) => {
  const { slack, help, post } = await furnished(t);
  slack.faults.add({ fault: 'answer-lost', times: 1 });

  await assert.rejects(post(), isBroken);

  assert.equal(slack.messages(help).length, 1);
  assert.equal(slack.calls[0]?.status, 'no answer');
});

test('a changed answer: the message is posted, and the caller gets another body', async (t) => {
  const { slack, help, post } = await furnished(t);
  const change = () => '<html>';
  slack.faults.add({ fault: 'answer-changed', change, times: 1 });

  await assert.rejects(post(), /<html>/);

  assert.equal(slack.messages(help).length, 1);
});

test('a lost connection: nothing is posted', async (t) => {
  const { slack, help, post } = await furnished(t);
  slack.faults.add({ fault: 'connection-lost', times: 1 });

  await assert.rejects(post(), isBroken);

  assert.equal(slack.messages(help).length, 0);
});

test('a hang ends after a while, or never', async (t) => {
  const { slack, help, post } = await furnished(t);
  slack.faults.add({ fault: 'hang', forMs: 60, times: 1 });

  const slow = post();
  assert.equal(slack.messages(help).length, 0);
  await slow;
  slack.faults.add({ fault: 'hang', times: 1 });
  const stuck = post();
  const first = await Promise.race([stuck.catch(() => 'answered'), pause(60)]);

  assert.equal(first, 'still waiting');
  await slack.goDown();
  await assert.rejects(stuck);
});

test('a workspace that is down refuses every connection, and comes back at the same address', async (t) => {
  const { slack, post } = await furnished(t);

  await slack.goDown();
  await assert.rejects(post(), isBroken);
  await slack.comeUp();
  await post();
});

test('random faults are the same for the same seed', async (t) => {
  const outcomes = async (seed: number) => {
    const { slack, post } = await furnished(t, { seed });
    slack.faults.add({ fault: 'slack-error', error: 'fatal_error', probability: 0.5 });
    return Promise.all(
      Array.from({ length: 20 }, () =>
        post().then(
          () => 1,
          () => 0,
        ),
      ),
    );
  };

  const [one, again, other] = [await outcomes(1), await outcomes(1), await outcomes(2)];

  assert.deepEqual(one, again);
  assert.notDeepEqual(one, other);
  assert.ok(one.includes(1) && one.includes(0));
});

test('a duplicated event comes under other ids, without retry headers', async (t) => {
  const { slack, john, help } = await furnished(t);
  const { received } = await startBot(t, slack);
  slack.faults.add({ type: 'message', fault: 'duplicated', copies: 10, times: 1 });

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  const ids = received.map(({ body }) => JSON.parse(body).event_id);
  assert.equal(new Set(ids).size, 11);
  assert.ok(received.every(({ headers }) => headers['x-slack-retry-num'] === undefined));
});

test('a dropped event arrives at the second attempt', async (t) => {
  const { slack, john, help } = await furnished(t, { redeliverAfterMs: [0] });
  const { received } = await startBot(t, slack);
  slack.faults.add({ fault: 'dropped', times: 1 });

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  assert.equal(received.length, 1);
  assert.equal(received[0]?.headers['x-slack-retry-num'], '1');
});

test('events can be shuffled', async (t) => {
  const { slack, john, help } = await furnished(t, { seed: 3 });
  const { received } = await startBot(t, slack);
  slack.faults.add({ fault: 'reordered', together: 8 });

  for (const text of '12345678') await slack.as(john).say(help, text);
  await slack.delivered();

  const order = received.map(({ body }) => JSON.parse(body).event.text).join('');
  assert.notEqual(order, '12345678');
  assert.equal([...order].sort().join(''), '12345678');
});

test('an event after a delayed one arrives first', async (t) => {
  const { slack, john, help } = await furnished(t);
  const { received } = await startBot(t, slack);
  slack.faults.add({ fault: 'delayed', byMs: 60, times: 1 });

  await slack.as(john).say(help, 'first');
  await slack.as(john).say(help, 'second');
  await slack.delivered();

  const order = received.map(({ body }) => JSON.parse(body).event.text);
  assert.deepEqual(order, ['second', 'first']);
});

function isBroken(error: unknown): boolean {
  return error instanceof WebAPIRequestError && !/timeout/i.test(error.message);
}

function pause(ms: number) {
  return new Promise((resolve) => setTimeout(() => resolve('still waiting'), ms));
}

async function furnished(t: TestContext, options: WorkspaceOptions = {}) {
  const slack = await openWorkspace(t, options);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const other = slack.addChannel({ name: 'other' });
  const bot = webClient(slack);
  const post = () => bot.chat.postMessage({ channel: help.id, text: 'hello' });
  return { slack, john, help, other, bot, post };
}
