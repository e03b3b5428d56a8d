import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelUse } from '../../src/llm/model-use.ts';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { answered, askServer, asTool, route, routeQuestion } from '../support/ask-server.ts';
import { type ScriptedReply, startModelServer } from '../support/model-server.ts';

const call: ScriptedReply = { calls: [{ name: 'route', arguments: route }] };

test('a question asks for a limited answer, and for little thought', async () => {
  const { requests } = await askServer([{ json: route }]);

  assert.equal(requests[0]?.max_completion_tokens, 1_000);
  assert.equal(requests[0]?.reasoning_effort, 'low');
  assert.equal(requests[0]?.max_tokens, undefined);
});

/** What servers answer to a parameter that they do not know, by the parameter. */
const refusals: [string, number, object][] = [
  [
    'reasoning_effort',
    400,
    {
      error: {
        message: "Unsupported parameter: 'reasoning_effort' is not supported with this model.",
        param: 'reasoning_effort',
        code: 'unsupported_parameter',
      },
    },
  ],
  [
    'reasoning_effort',
    400,
    { error: { message: 'Unrecognized request argument supplied: reasoning_effort' } },
  ],
  ['reasoning_effort', 400, { error: { message: '"tiny" does not support thinking' } }],
  [
    'reasoning_effort',
    400,
    { error: { message: '`reasoning_effort` is not supported with this model' } },
  ],
  [
    'reasoning_effort',
    422,
    {
      detail: [
        {
          type: 'extra_forbidden',
          loc: ['body', 'reasoning_effort'],
          msg: 'Extra inputs are not permitted',
        },
      ],
    },
  ],
  [
    'max_completion_tokens',
    400,
    {
      error: {
        message:
          "Unsupported parameter: 'max_completion_tokens' is not supported with this model. Use 'max_tokens' instead.",
      },
    },
  ],
  [
    'max_completion_tokens',
    422,
    { message: 'Unknown field "max_completion_tokens" in the request' },
  ],
];

for (const [index, [parameter, status, body]] of refusals.entries()) {
  test(`a server that refuses ${parameter} (${index + 1}) is asked without it, in the same form`, async () => {
    await using server = await startModelServer({
      reply: (request) => (Object.hasOwn(request, parameter) ? { status, body } : call),
    });
    const ask = askOf(server.baseURL);

    await ask(asTool());
    await ask(asTool());

    const bodies = server.requests.map((request) => request.body);
    assert.deepEqual(
      bodies.map((request) => Object.hasOwn(request, parameter)),
      [true, false, false],
    );
    assert.ok(bodies.every(({ tools }) => tools !== undefined));
    const limit = bodies[2]?.max_completion_tokens ?? bodies[2]?.max_tokens;
    assert.equal(limit, 1_000);
  });
}

test('a server that refuses them without a word is asked without them', async () => {
  await using server = await startModelServer({
    reply: (request) =>
      Object.hasOwn(request, 'reasoning_effort') ? { status: 400 } : { text: route.reasoning },
  });
  const ask = askOf(server.baseURL);

  await ask(routeQuestion()).catch(() => {});

  assert.ok(server.requests.length > 1);
  assert.ok(server.requests.slice(1).every(({ body }) => body.reasoning_effort === undefined));
});

test('a model whose thoughts used up its tokens may answer at more length', async () => {
  const usedUp: ScriptedReply = {
    finishReason: 'length',
    message: { content: '', reasoning_content: 'Hm. '.repeat(500) },
  };

  const { outcome, requests } = await askServer([usedUp, call], asTool());

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests[1]?.max_completion_tokens, 4_000);
  assert.equal(requests[1]?.tools?.length, 1);
  assert.equal(requests[1]?.messages.length, 2);
});

test('the form that worked last comes first, until it no longer works', async () => {
  const babble: ScriptedReply = { text: 'Surely.' };
  await using server = await startModelServer({
    replies: [babble, { json: route }, { json: route }, babble, babble, babble, call],
  });
  const ask = askOf(server.baseURL);

  await ask(asTool());
  await ask(asTool());
  await assert.rejects(ask(asTool()), { reason: 'invalid-answer' });
  await ask(asTool());

  assert.deepEqual(
    server.requests.map(({ body }) => body.tools !== undefined),
    [true, false, false, false, false, false, true],
  );
});

test('a server that fails at tools each time, without a word about them, is no longer asked so', async () => {
  await using server = await startModelServer({
    reply: ({ tools }) => (tools ? { status: 500 } : { json: route }),
  });
  const ask = askOf(server.baseURL);

  for (const _ of [1, 2, 3, 4]) await ask(asTool());

  assert.deepEqual(
    server.requests.map(({ body }) => body.tools !== undefined),
    [true, false, true, false, false, false],
  );
});

test('what each request took is reported, also of one that failed', async () => {
  const completion = (content: string, usage: object) => ({
    status: 200,
    body: { choices: [{ message: { content } }], usage },
  });
  const text = JSON.stringify(route);
  await using server = await startModelServer({
    replies: [
      { status: 503 },
      completion('Sure!', { prompt_tokens: 120, completion_tokens: 7 }),
      completion(text, { prompt_tokens: 150, completion_tokens: 21 }),
      completion(text, { prompt_tokens: 'many', completion_tokens: -1 }),
    ],
  });
  const uses: ModelUse[] = [];
  const question = routeQuestion({ onUse: (use) => uses.push(use) });
  const ask = askOf(server.baseURL);

  await ask(question);
  await ask(question);

  assert.deepEqual(uses, [
    { calls: 1, tokensIn: 0, tokensOut: 0 },
    { calls: 1, tokensIn: 120, tokensOut: 7 },
    { calls: 1, tokensIn: 150, tokensOut: 21 },
    { calls: 1, tokensIn: 0, tokensOut: 0 },
  ]);
});

function askOf(baseURL: string) {
  return createOpenAiAsk({ client: createOpenAiClient({ baseURL }), model: 'tiny', pauseMs: 5 });
}
