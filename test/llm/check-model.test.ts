import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, type Model } from '../../src/llm/create-model.ts';
import { type ScriptedReply, startModelServer } from '../support/model-server.ts';
import { startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

const pauses = { modelRetryMs: 5, modelAttemptMs: 10_000, modelTimeMs: 10_000 };
const running = new AbortController().signal;

function modelAt(baseURL: string, differing: Partial<typeof pauses> = {}): Promise<Model> {
  return createModel(
    { name: 'scripted', baseURL },
    { now: () => new Date(), pauses: { ...pauses, ...differing } },
  );
}

const found: Record<string, { check: ScriptedReply; result: object }> = {
  'an answer': { check: { json: { ready: true } }, result: { code: 'ok' } },
  nonsense: { check: { text: 'Hello!' }, result: { code: 'ok' } },
  'a refusal': { check: { refusal: 'I cannot.' }, result: { code: 'ok' } },
  'a wrong key': {
    check: { status: 401 },
    result: { code: 'wrong-key', values: { status: 401 }, setting: 'OPENAI_API_KEY' },
  },
  'an unknown model': {
    check: { status: 404, body: { error: 'model "scripted" not found' } },
    result: {
      code: 'unknown-model',
      values: { status: 404, model: 'scripted' },
      setting: 'OPENAI_MODEL',
    },
  },
  'a web page': {
    check: { html: '<h1>Sign in</h1>' },
    result: { code: 'no-model-server', values: {}, setting: 'OPENAI_BASE_URL' },
  },
  'an outage': {
    check: { status: 503 },
    result: { code: 'unavailable', values: { status: 503 }, setting: 'OPENAI_BASE_URL' },
  },
};

for (const [what, { check, result }] of Object.entries(found)) {
  test(`a try finds ${what}`, async () => {
    await using server = await startModelServer({ replies: [] }, { check });

    assert.deepEqual(await (await modelAt(server.baseURL)).check(running), result);
  });
}

test('a try finds that nobody listens, and that there is no model to try', async () => {
  const server = await startModelServer({ replies: [] });
  await server.close();
  const none = await createModel(undefined, { now: () => new Date(), pauses });

  const { code } = await (await modelAt(server.baseURL)).check(running);

  assert.equal(code, 'unavailable');
  assert.deepEqual(await none.check(running), { code: 'ok' });
});

test('a try ends in time, and with the bot', async () => {
  await using server = await startModelServer({ replies: [] }, { check: { hang: true } });
  const stopping = new AbortController();

  const { code } = await (await modelAt(server.baseURL, { modelTimeMs: 100 })).check(running);
  const trying = (await modelAt(server.baseURL)).check(stopping.signal);
  stopping.abort(new Error('The bot stops.'));

  assert.equal(code, 'timeout');
  await assert.rejects(trying, /The bot stops/);
});

test('a bot whose key is wrong starts, logs the setting once, and says so in /ready', async () => {
  await using server = await startModelServer({ replies: [] }, { check: { status: 401 } });

  const bot = await startBot({ model: { baseURL: server.baseURL, name: 'scripted' } });
  const warnings = () => bot.log.filter(({ message }) => message.startsWith('OPENAI_API_KEY'));
  await until(() => warnings().length > 0);
  const ready = await fetch(`${bot.adminUrl}/ready`);
  const { model } = Object(await ready.json());
  await bot.stop();

  assert.equal(ready.status, 200);
  assert.equal(model, 'scripted: last failure wrong-key');
  assert.deepEqual(
    warnings().map(({ message }) => message),
    [
      'OPENAI_API_KEY: the model gives no answer (wrong-key, status 401). Tickets are triaged offline until it does.',
    ],
  );
});

test('a bot that stops does not wait for a model that is silent', async () => {
  await using server = await startModelServer({ replies: [] }, { check: { hang: true } });

  const bot = await startBot({ model: { baseURL: server.baseURL, name: 'scripted' } });
  await bot.stop();

  assert.ok(!bot.log.some(({ level }) => level === 'warn'));
});
