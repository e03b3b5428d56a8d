import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ask, ModelFailed, ModelFailureReason } from '../../src/llm/ask.ts';
import { createCircuitBreaker } from '../../src/llm/circuit-breaker.ts';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { route, routeQuestion } from '../support/ask-server.ts';
import { startModelServer } from '../support/model-server.ts';

const down = new ModelFailed('unavailable', 'down');
const badAnswer = new ModelFailed('invalid-answer', 'bad');

/** A breaker with a clock that the test moves, and a model whose answers the test gives. */
function startBreaker() {
  const clock = { time: 1_000 };
  const asked: PromiseWithResolvers<void>[] = [];
  const ask: Ask = async (question) => {
    const pending = Promise.withResolvers<void>();
    asked.push(pending);
    await pending.promise;
    return question.answer.parse(route);
  };
  const breaker = createCircuitBreaker({ ask, failures: 3, openMs: 500, now: () => clock.time });

  const put = () => {
    const answer = breaker.ask(routeQuestion());
    return { answer, model: asked.at(-1) };
  };
  const fail = async (error: Error) => {
    const { answer, model } = put();
    model?.reject(error);
    await assert.rejects(answer, error);
  };
  const succeed = async () => {
    const { answer, model } = put();
    model?.resolve();
    await answer;
  };
  return { ...breaker, clock, asked, put, fail, succeed };
}

test('after outages in a row the model is not asked, and asked again when the pause is over', async () => {
  const { fail, put, succeed, health, asked, clock } = startBreaker();

  for (const outage of [down, down, down]) await fail(outage);
  await assert.rejects(put().answer, { name: 'ModelFailed', reason: 'circuit-open' });
  assert.equal(asked.length, 3);
  assert.deepEqual(health(), {
    circuit: 'open',
    lastAnswerAt: null,
    lastFailure: { reason: 'unavailable', at: 1_000 },
  });
  clock.time += 500;
  await succeed();

  assert.equal(health().circuit, 'closed');
  assert.equal(health().lastAnswerAt, 1_500);
});

for (const reason of ['timeout', 'rate-limited', 'quota', 'unavailable'] as const) {
  test(`${reason} three times in a row opens the circuit`, async () => {
    const { fail, health } = startBreaker();

    for (let failure = 0; failure < 3; failure += 1) await fail(new ModelFailed(reason, 'down'));

    assert.equal(health().circuit, 'open');
  });
}

const noOutages = ModelFailureReason.exclude([
  'timeout',
  'rate-limited',
  'quota',
  'unavailable',
  'circuit-open',
]);

for (const reason of noOutages.options) {
  test(`${reason} three times in a row leaves the circuit closed`, async () => {
    const { fail, health } = startBreaker();

    for (let failure = 0; failure < 3; failure += 1) await fail(new ModelFailed(reason, 'no'));

    assert.equal(health().circuit, 'closed');
  });
}

test('outages that are not in a row leave it closed', async () => {
  const { fail, succeed, health } = startBreaker();

  await fail(down);
  await fail(down);
  await succeed();
  await fail(down);
  await fail(down);

  assert.equal(health().circuit, 'closed');
});

test('bad answers do not count against the provider, but its health shows them', async () => {
  const { fail, health } = startBreaker();

  for (const answer of [down, down, badAnswer, badAnswer, badAnswer, down]) await fail(answer);

  assert.equal(health().circuit, 'closed');
  assert.equal(health().lastFailure?.reason, 'unavailable');
});

test('while one probe is running no other question is let through, and its failure starts another pause', async () => {
  const { fail, put, health, clock } = startBreaker();
  for (const outage of [down, down, down]) await fail(outage);
  clock.time += 500;

  const probe = put();
  assert.equal(health().circuit, 'half-open');
  await assert.rejects(put().answer, { reason: 'circuit-open' });
  probe.model?.reject(down);
  await assert.rejects(probe.answer, down);

  clock.time += 499;
  await assert.rejects(put().answer, { reason: 'circuit-open' });
});

test('a cancelled probe leaves its place to the next question', async () => {
  const { fail, succeed, health, clock } = startBreaker();
  for (const outage of [down, down, down]) await fail(outage);
  clock.time += 500;

  await fail(new Error('The bot is stopping'));
  await succeed();

  assert.equal(health().circuit, 'closed');
});

test('questions that were running when the circuit opened do not lengthen the pause when they fail', async () => {
  const { fail, put, succeed, clock } = startBreaker();
  const straggler = put();
  for (const outage of [down, down, down]) await fail(outage);

  clock.time += 400;
  straggler.model?.reject(down);
  await assert.rejects(straggler.answer, down);
  clock.time += 100;

  await succeed();
});

test('a server that is down receives no request while the circuit is open', async () => {
  await using server = await startModelServer({ reply: () => ({ status: 503 }) });
  const client = createOpenAiClient({ baseURL: server.baseURL });
  const openAiAsk = createOpenAiAsk({ client, model: 'tiny', attempts: 1 });
  const { ask } = createCircuitBreaker({ ask: openAiAsk, failures: 2 });

  for (const reason of ['unavailable', 'unavailable', 'circuit-open', 'circuit-open']) {
    await assert.rejects(ask(routeQuestion()), { reason });
  }

  assert.equal(server.requests.length, 2);
});
