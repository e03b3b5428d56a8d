import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelFailed } from '../../src/llm/ask.ts';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { answered, askServer, failure, route, routeQuestion } from '../support/ask-server.ts';
import { type ScriptedReply, startModelServer } from '../support/model-server.ts';

const outages: Record<string, ScriptedReply> = {
  'a server error': { status: 503 },
  'a request that the server received too slowly': { status: 408 },
  'a conflict': { status: 409 },
  'a lost connection': { drop: true },
};

const strangers: Record<string, ScriptedReply> = {
  'a web page instead of an answer': { html: '<h1>Welcome to the Wi-Fi</h1>' },
  'an answer in another form': { status: 200, body: { hello: 'world' } },
  'an empty answer': { raw: '', type: 'application/json' },
  'an answer that breaks off': { raw: '{"choices": [{"mess', type: 'application/json' },
  'a text': { raw: 'It works!', type: 'text/plain' },
};

for (const [what, reply] of Object.entries(strangers)) {
  test(`${what} is tried again, and in the end it is no model's server that answers`, async () => {
    const healed = await askServer([reply, { json: route }]);
    const hopeless = await askServer([reply, reply, reply]);

    assert.deepEqual(answered(healed.outcome), route);
    assert.equal(failure(hopeless.outcome).reason, 'no-model-server');
    assert.equal(hopeless.requests.length, 3);
  });
}

for (const [what, reply] of Object.entries(outages)) {
  test(`${what} is tried again, and in the end the model is unavailable`, async () => {
    const healed = await askServer([reply, { json: route }]);
    const hopeless = await askServer([reply, reply, reply]);

    assert.deepEqual(answered(healed.outcome), route);
    assert.equal(failure(hopeless.outcome).reason, 'unavailable');
    assert.equal(hopeless.requests.length, 3);
  });
}

test('a port where nobody listens means that the model is unavailable', async () => {
  const server = await startModelServer({ replies: [] });
  await server.close();
  const client = createOpenAiClient({ baseURL: server.baseURL });
  const ask = createOpenAiAsk({ client, model: 'tiny', pauseMs: 5 });

  await assert.rejects(ask(routeQuestion()), { name: 'ModelFailed', reason: 'unavailable' });
});

for (const [what, reply] of Object.entries<ScriptedReply>({
  'a server that never answers': { hang: true },
  'a server that stops after the headers': { hangInBody: true },
})) {
  test(`${what} is given up after each attempt's time, and asked again`, async () => {
    const soon = { attemptTimeoutMs: 250 };
    const healed = await askServer([reply, { json: route }], routeQuestion(), soon);
    const hopeless = await askServer([reply, reply, reply], routeQuestion(), soon);

    assert.deepEqual(answered(healed.outcome), route);
    assert.equal(failure(hopeless.outcome).reason, 'timeout');
  });
}

test('the deadline ends everything, in the middle of an attempt too', async () => {
  const startedAt = performance.now();

  const { outcome } = await askServer(
    [{ status: 503 }, { delayMs: 2_000, reply: { json: route } }],
    routeQuestion({ signal: AbortSignal.timeout(60) }),
  );

  assert.equal(failure(outcome).reason, 'timeout');
  assert.ok(performance.now() - startedAt < 1_000);
});

test('a cancelled question fails with the reason of its cancellation', async () => {
  const stopping = new AbortController();
  const reason = new Error('The bot is stopping');
  setTimeout(() => stopping.abort(reason), 30);

  const { outcome } = await askServer([{ hang: true }], routeQuestion({ signal: stopping.signal }));

  assert.deepEqual(outcome, { status: 'rejected', reason });
});

test('after a rate limit the next attempt waits as long as the server asks', async () => {
  const startedAt = performance.now();

  const { outcome } = await askServer([
    { status: 429, headers: { 'retry-after': '0.2' } },
    { json: route },
  ]);

  assert.deepEqual(answered(outcome), route);
  assert.ok(performance.now() - startedAt >= 200);
});

test('a rate limit that lasts too long is given up at once', async () => {
  const { outcome, requests } = await askServer([
    { status: 429, headers: { 'retry-after': '3600' } },
    { json: route },
  ]);

  assert.equal(failure(outcome).reason, 'rate-limited');
  assert.equal(requests.length, 1);
});

const final: Record<string, { reply: ScriptedReply; reason: ModelFailed['reason'] }> = {
  'an empty account': {
    reply: { status: 429, body: { error: { code: 'insufficient_quota', message: 'pay' } } },
    reason: 'quota',
  },
  'an account to be paid first': { reply: { status: 402 }, reason: 'quota' },
  'a wrong key': { reply: { status: 401 }, reason: 'wrong-key' },
  'a forbidden model': { reply: { status: 403 }, reason: 'wrong-key' },
  'an unknown model': { reply: { status: 404 }, reason: 'unknown-model' },
  'a refusal': { reply: { refusal: 'I cannot help with that.' }, reason: 'refused' },
  'a content filter': {
    reply: { finishReason: 'content_filter', text: '' },
    reason: 'refused',
  },
};

for (const [what, { reply, reason }] of Object.entries(final)) {
  test(`${what} is not tried again: ${reason}`, async () => {
    const { outcome, requests } = await askServer([reply, { json: route }]);

    assert.equal(failure(outcome).reason, reason);
    assert.equal(requests.length, 1);
  });
}

test('no failure quotes the customer, the model or the server, and neither do its causes', async () => {
  const quoting: ScriptedReply[] = [
    { status: 400, body: { error: { message: 'Jane Roe was charged', code: 'Jane Roe' } } },
    { status: 503, body: { error: { message: 'Jane Roe was charged' } } },
    { text: 'Jane Roe' },
    { refusal: 'Jane Roe' },
    { html: 'Jane Roe' },
  ];

  for (const reply of quoting) {
    const { outcome } = await askServer([reply, reply, reply]);

    assert.doesNotMatch(spelledOut(failure(outcome)), /Jane Roe/);
  }
});

function spelledOut(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return `${error.message} ${error.stack} ${JSON.stringify(error)} ${spelledOut(error.cause)}`;
}
