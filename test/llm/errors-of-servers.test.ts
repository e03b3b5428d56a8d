import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelFailureReason } from '../../src/llm/ask.ts';
import { createCircuitBreaker } from '../../src/llm/circuit-breaker.ts';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import {
  answered,
  askServer,
  asTool,
  failure,
  route,
  routeQuestion,
} from '../support/ask-server.ts';
import { type ScriptedReply, startModelServer } from '../support/model-server.ts';

type ErrorReply = { status: number; body: object };

/** An error as OpenAI and most others send it. */
function error(status: number, message: string, more: object = {}): ErrorReply {
  return { status, body: { error: { message, type: 'invalid_request_error', ...more } } };
}

/** How servers say that they do not know a way of asking. */
const unknownForms: Record<string, ErrorReply> = {
  'no provider with tools': error(
    404,
    'No endpoints found that support tool use. To learn more about provider routing, visit the docs.',
    { code: 404 },
  ),
  'no provider for the parameters': error(
    404,
    'No endpoints found that can handle the requested parameters.',
  ),
  'a model without tools': error(400, 'tiny:latest does not support tools'),
  'tools that must be turned on': {
    status: 400,
    body: {
      object: 'error',
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser',
      code: 400,
    },
  },
  'tools that need another template': error(500, 'tools param requires --jinja flag', {
    code: 500,
  }),
  'a choice that is not offered': error(400, 'tool_choice must be "auto" or "none"'),
  'a failed call': error(400, 'Failed to call a function. Please adjust your prompt.', {
    code: 'tool_use_failed',
    failed_generation: 'The prompt is too long, says the customer',
  }),
  'fields that are refused one by one': {
    status: 422,
    body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'tools'], input: [{}] }] },
  },
  'a sentence alone': { status: 422, body: { detail: 'tool_choice is not supported' } },
  'a sentence in a field error': {
    status: 400,
    body: { error: 'Unrecognized request argument: tools' },
  },
  'something not implemented': { status: 501, body: { error: 'not implemented' } },
  'a list of errors': {
    status: 400,
    body: [{ error: { code: 400, message: 'Function calling is not enabled for this model' } }],
  },
  'an error within a 200': {
    status: 200,
    body: { error: { message: 'Tool use is not supported by the provider', code: 404 } },
  },
  'an error within a 200, as a sentence': { status: 200, body: { error: 'tools: unknown field' } },
};

for (const [what, reply] of Object.entries(unknownForms)) {
  test(`${what}: the simpler form is asked at once, and from then on first`, async () => {
    await using server = await startModelServer({
      reply: ({ tools }) => (tools ? reply : { json: route }),
    });
    const ask = askOf(server.baseURL);

    assert.deepEqual(await ask(asTool()), route);
    assert.deepEqual(await ask(asTool()), route);

    const asked = server.requests.map(({ body }) => body.tools !== undefined);
    assert.deepEqual(asked, [true, false, false]);
  });
}

/** How servers refuse a schema, after they have refused tools. */
const unknownSchemas: Record<string, ErrorReply> = {
  'a type that is unavailable': error(400, 'This response_format type is unavailable now'),
  'a type that must be another': {
    status: 400,
    body: { error: "'response_format.type' must be 'text'" },
  },
  'a schema that is not accepted': error(400, "Invalid schema for response_format 'route'", {
    param: 'response_format',
  }),
  'a name that is too long': error(400, 'string too long: context length of names is 8', {
    param: 'response_format.json_schema.name',
  }),
  'a body that is not deserialized': {
    status: 422,
    body: { message: 'Failed to deserialize: response_format: json_schema is unavailable' },
  },
  'a grammar that fails': error(500, 'failed to parse grammar', { code: 500 }),
  'a server of few words': { status: 400, body: {} },
};

for (const [what, reply] of Object.entries(unknownSchemas)) {
  test(`${what}: the answer is asked for in plain text, and from then on first`, async () => {
    await using server = await startModelServer({
      reply: ({ tools, response_format }) =>
        tools || response_format ? reply : { text: JSON.stringify(route) },
    });
    const ask = askOf(server.baseURL);

    assert.deepEqual(await ask(asTool()), route);
    assert.deepEqual(await ask(asTool()), route);
    assert.deepEqual(await ask(routeQuestion()), route);

    assert.equal(server.requests.length, 5);
  });
}

const refusedRoles: Record<string, ErrorReply> = {
  'a template without a system role': error(400, 'System role not supported'),
  'a template with turns': error(
    500,
    'Conversation roles must alternate user/assistant/user/assistant/...',
  ),
  'a model without system messages': error(
    400,
    "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
  ),
};

for (const [what, reply] of Object.entries(refusedRoles)) {
  test(`${what}: all is said in one message, and from then on first`, async () => {
    await using server = await startModelServer({
      reply: ({ messages }) =>
        messages[0]?.role === 'system' ? reply : { text: JSON.stringify(route) },
    });
    const ask = askOf(server.baseURL);

    assert.deepEqual(await ask(routeQuestion()), route);
    assert.deepEqual(await ask(asTool()), route);

    assert.equal(server.requests.length, 3);
    const { messages } = server.requests[1]?.body ?? {};
    assert.match(messages?.[0]?.content ?? '', /^Route the customer\..*charged twice/s);
  });
}

test('a server that fails once, without a word about forms, is asked with the tool again', async () => {
  const replies: ScriptedReply[] = [
    { status: 500 },
    { json: route },
    { calls: [{ name: 'route', arguments: route }] },
  ];
  await using server = await startModelServer({ replies });
  const ask = askOf(server.baseURL);

  await ask(asTool());
  await ask(asTool());

  assert.deepEqual(
    server.requests.map(({ body }) => body.tools !== undefined),
    [true, false, true],
  );
});

/** How servers say that a question does not fit. */
const tooLong: ErrorReply[] = [
  error(
    400,
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 20000 tokens (19900 in the messages, 100 in the functions).",
    {
      param: 'messages',
      code: 'context_length_exceeded',
    },
  ),
  {
    status: 400,
    body: {
      object: 'error',
      message:
        "This model's maximum context length is 4096 tokens. However, you requested 6616 tokens. Please reduce the length of the messages or completion.",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  error(400, 'the request exceeds the available context size, try increasing it', {
    code: 400,
    type: 'exceed_context_size_error',
    n_prompt_tokens: 9000,
    n_ctx: 4096,
  }),
  error(500, 'Context size has been exceeded.'),
  {
    status: 400,
    body: {
      error:
        'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
    },
  },
  {
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'prompt is too long: 210000 tokens > 200000 maximum',
      },
    },
  },
  {
    status: 400,
    body: {
      object: 'error',
      message:
        'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      type: 'invalid_request_prompt',
      code: '3051',
    },
  },
  {
    status: 400,
    body: [
      {
        error: {
          code: 400,
          message:
            'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
  },
  error(
    413,
    'Request too large for model `tiny` on tokens per minute (TPM): Limit 6000, Requested 7000',
    { code: 'rate_limit_exceeded' },
  ),
  error(429, 'Request too large for tiny on tokens per min (TPM): Limit 10000, Requested 20000.', {
    code: 'rate_limit_exceeded',
  }),
  {
    status: 422,
    body: {
      error:
        'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000',
      error_type: 'validation',
    },
  },
  { status: 413, body: {} },
  {
    status: 200,
    body: {
      error: { code: 400, message: "This endpoint's maximum context length is 8192 tokens." },
    },
  },
  { status: 400, body: { message: 'Input is too long for requested model.' } },
];

for (const [index, reply] of tooLong.entries()) {
  test(`a question that is too long is one whatever the words (${index + 1}), and is not asked in other forms`, async () => {
    const { outcome, requests } = await askServer([reply, { json: route }], asTool());

    assert.equal(failure(outcome).reason, 'too-long');
    assert.equal(requests.length, 1);
  });
}

/** What else servers say, with the reason. The first attempt decides, unless it may heal. */
const others: [ModelFailureReason, ErrorReply][] = [
  ['wrong-key', error(401, 'Incorrect API key provided: sk-***.', { code: 'invalid_api_key' })],
  ['wrong-key', { status: 401, body: { detail: 'Unauthorized' } }],
  [
    'wrong-key',
    {
      status: 400,
      body: [
        {
          error: {
            code: 400,
            message: 'API key not valid. Please pass a valid API key.',
            status: 'INVALID_ARGUMENT',
          },
        },
      ],
    },
  ],
  ['wrong-key', { status: 403, body: { error: 'Forbidden' } }],
  [
    'wrong-key',
    { status: 200, body: { error: { code: 401, message: 'No auth credentials found' } } },
  ],
  [
    'unknown-model',
    error(404, 'The model `tiny` does not exist or you do not have access to it.', {
      code: 'model_not_found',
    }),
  ],
  [
    'unknown-model',
    error(403, 'Project does not have access to model `tiny`', { code: 'model_not_found' }),
  ],
  [
    'unknown-model',
    { status: 404, body: { error: { message: 'model "tiny" not found, try pulling it first' } } },
  ],
  [
    'unknown-model',
    {
      status: 404,
      body: {
        object: 'error',
        message: 'The model `tool-use-7b` does not exist.',
        type: 'NotFoundError',
        code: 404,
      },
    },
  ],
  ['unknown-model', error(400, 'tiny is not a valid model ID')],
  ['unknown-model', error(400, 'Model Not Exist')],
  ['unknown-model', error(404, 'No models loaded. Please load a model in the developer page')],
  [
    'unknown-model',
    error(404, 'The API deployment for this resource does not exist.', {
      code: 'DeploymentNotFound',
    }),
  ],
  ['unknown-model', error(404, 'No endpoints found for tiny.')],
  [
    'unknown-model',
    {
      status: 400,
      body: {
        object: 'error',
        message: 'Invalid model: tiny',
        type: 'invalid_model',
        code: '1500',
      },
    },
  ],
  ['no-model-server', { status: 404, body: { detail: 'Not Found' } }],
  ['no-model-server', error(404, 'File Not Found', { type: 'not_found_error' })],
  ['no-model-server', { status: 405, body: { detail: 'Method Not Allowed' } }],
  ['quota', { status: 402, body: { error: { message: 'Insufficient Balance' } } }],
  ['quota', error(400, 'Your credit balance is too low to access the API.')],
  ['quota', { status: 200, body: { error: { code: 402, message: 'Insufficient credits' } } }],
  ['refused', error(400, 'The response was filtered', { code: 'content_filter' })],
  ['refused', error(403, 'Your input was flagged', { metadata: { reasons: ['violence'] } })],
  ['rejected', error(400, 'Bad request')],
  ['rejected', { status: 200, body: { error: { message: 'Bad request' } } }],
];

for (const [index, [reason, reply]] of others.entries()) {
  test(`what a server says is understood (${index + 1}): ${reason}`, async () => {
    await using server = await startModelServer({ reply: () => reply });

    const failing = askOf(server.baseURL)(routeQuestion());

    await assert.rejects(failing, { name: 'ModelFailed', reason });
    assert.ok(server.requests.length <= 2);
  });
}

/** Errors that pass: inside a 200 as well as with their status. */
const passing: [ModelFailureReason, ScriptedReply][] = [
  [
    'rate-limited',
    { status: 200, body: { error: { code: 429, message: 'Provider returned error' } } },
  ],
  [
    'rate-limited',
    { status: 200, body: { error: { code: '429', message: 'Slow down' }, choices: [] } },
  ],
  [
    'rate-limited',
    {
      status: 200,
      body: { object: 'error', type: 'rate_limited', message: 'Requests rate limit exceeded' },
    },
  ],
  ['rate-limited', { status: 200, body: { choices: null, error: { status: 429 } } }],
  ['unavailable', { status: 200, body: { error: { code: 502, message: 'Bad gateway' } } }],
  ['unavailable', { status: 200, body: { error: 'model overloaded' } }],
  [
    'unavailable',
    {
      status: 200,
      body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    },
  ],
  [
    'unavailable',
    {
      status: 200,
      body: {
        choices: [
          {
            finish_reason: 'error',
            message: { content: '{"rea' },
            error: { code: 502, message: 'Upstream failed' },
          },
        ],
      },
    },
  ],
  [
    'unavailable',
    {
      raw: 'data: {"error":{"code":503,"message":"busy"}}\n\ndata: [DONE]\n\n',
      type: 'text/event-stream',
    },
  ],
  ['unavailable', { status: 529, body: { error: { type: 'overloaded_error' } } }],
  [
    'unavailable',
    {
      status: 503,
      body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    },
  ],
  [
    'rate-limited',
    {
      status: 429,
      body: { error: { message: 'You exceeded your current quota', status: 'RESOURCE_EXHAUSTED' } },
    },
  ],
];

for (const [index, [reason, reply]] of passing.entries()) {
  test(`an error that passes is tried again (${index + 1}), and in the end the model is ${reason}`, async () => {
    const healed = await askServer([reply, { json: route }]);
    const hopeless = await askServer([reply, reply, reply]);

    assert.deepEqual(answered(healed.outcome), route);
    assert.equal(failure(hopeless.outcome).reason, reason);
    assert.equal(hopeless.requests.length, 3);
  });
}

test('an answer beside an error is taken', async () => {
  const message = { role: 'assistant', content: JSON.stringify(route) };
  const body = { choices: [{ message, finish_reason: 'stop' }], error: { message: 'a warning' } };

  const { outcome, requests } = await askServer([{ status: 200, body }]);

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests.length, 1);
});

for (const [what, reply] of Object.entries<ScriptedReply>({
  'answers of a wrong form': { text: 'Sure!' },
  'answers without choices': { status: 200, body: { id: 'x', choices: [] } },
  'web pages': { html: '<h1>Sign in</h1>' },
  'empty bodies': { raw: '', type: 'application/json' },
  'broken JSON': { raw: '{"choices": [', type: 'application/json' },
  'questions that are too long': { status: 413 },
  'a wrong key': { status: 401 },
  'an unknown model': { status: 404 },
  'refused forms': { status: 400 },
  'unknown errors within a 200': { status: 200, body: { error: 'what?' } },
})) {
  test(`${what} never open the circuit: the answer after them comes through`, async () => {
    let isGood = false;
    await using server = await startModelServer({
      reply: () => (isGood ? { json: route } : reply),
    });
    const { ask, health } = createCircuitBreaker({ ask: askOf(server.baseURL), failures: 2 });

    for (let failures = 0; failures < 4; failures += 1) await assert.rejects(ask(routeQuestion()));
    isGood = true;

    assert.equal(health().circuit, 'closed');
    assert.deepEqual(await ask(routeQuestion()), route);
  });
}

test('a failure has the status that was answered, and the model that is unknown', async () => {
  const forbidden = await askServer([{ status: 400, body: {} }, { status: 400 }]);
  const unknown = await askServer([{ status: 404 }]);
  const within = await askServer(Array(3).fill(passing[0]?.[1]));

  assert.deepEqual(failure(forbidden.outcome).values, { status: 400 });
  assert.deepEqual(failure(unknown.outcome).values, { status: 404, model: 'tiny' });
  assert.deepEqual(failure(within.outcome).values, { status: 429 });
});

function askOf(baseURL: string) {
  return createOpenAiAsk({ client: createOpenAiClient({ baseURL }), model: 'tiny', pauseMs: 5 });
}
