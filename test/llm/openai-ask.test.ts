import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('a question is asked by json_schema, with its keys in order, and its answer comes back checked', async () => {
  const { outcome, requests } = await askServer([{ json: route }]);

  assert.deepEqual(answered(outcome), route);
  const [request] = requests;
  assert.equal(request?.model, 'tiny');
  assert.match(JSON.stringify(request?.response_format), /"reasoning".*"agent".*"billing"/);
  assert.equal(request?.response_format?.json_schema.name, 'route');
  assert.equal(request?.messages.at(1)?.content, 'I was charged twice, says Jane Roe');
});

test('a question with a tool is asked as a call of the only tool, which is required', async () => {
  const { outcome, requests } = await askServer(
    [{ calls: [{ name: 'route', arguments: route }] }],
    asTool(),
  );

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests[0]?.tool_choice, 'required');
  assert.equal(requests[0]?.tools?.length, 1);
  assert.match(JSON.stringify(requests[0]?.tools), /Routes the customer to an agent\./);
});

test('an answer in a code fence, after thoughts, or in a sentence is read too', async () => {
  const answer = JSON.stringify(route);
  const texts = [
    `\`\`\`json\n${answer}\n\`\`\``,
    `<think>Is it {billing}? Yes.</think>\n${answer}`,
    `Here you are: ${answer} Anything else?`,
  ];

  for (const text of texts) {
    const { outcome, requests } = await askServer([{ text }]);

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, 1);
  }
});

test('an answer outside the schema is asked for again with the answer and what was wrong', async () => {
  const { outcome, requests } = await askServer([
    { json: { reasoning: 'money', agent: 'finance' } },
    { json: route },
  ]);

  assert.deepEqual(answered(outcome), route);
  const [answer, complaint] = requests[1]?.messages.slice(2) ?? [];
  assert.equal(answer?.role, 'assistant');
  assert.match(answer?.content ?? '', /finance/);
  assert.equal(complaint?.role, 'user');
  assert.match(complaint?.content ?? '', /expected one of "billing"\|"sale".*agent/s);
});

test('of an endless answer the model is shown the beginning', async () => {
  const { outcome, requests } = await askServer([
    { text: 'on and '.repeat(5_000) },
    { json: route },
  ]);

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests[1]?.messages[2]?.content.length, 2_000);
});

const unusable: Record<string, ScriptedReply> = {
  'broken JSON': { text: '{"reasoning": "mon' },
  'no content': { text: '' },
  'no choices': { choices: [] },
  'an answer that was cut off': { finishReason: 'length', text: '{"reasoning": "on and on' },
};

for (const [what, reply] of Object.entries(unusable)) {
  test(`${what} is asked for again, and in the end an invalid answer`, async () => {
    const healed = await askServer([reply, { json: route }]);
    const hopeless = await askServer([reply, reply, reply]);

    assert.deepEqual(answered(healed.outcome), route);
    assert.equal(failure(hopeless.outcome).reason, 'invalid-answer');
    assert.equal(hopeless.requests.length, 3);
  });
}

const notOneValidCall: Record<string, ScriptedReply> = {
  'no call': { text: 'I would route it to billing.' },
  'a call of an unknown tool': { calls: [{ name: 'refund', arguments: route }] },
  'two calls': {
    calls: [
      { name: 'route', arguments: route },
      { name: 'route', arguments: { ...route, agent: 'sale' } },
    ],
  },
  'broken arguments': { calls: [{ name: 'route', arguments: '{"reasoning":' }] },
  'arguments outside the schema': { calls: [{ name: 'route', arguments: { agent: 'sale' } }] },
  'a server that knows no tools': { status: 400, body: { error: { message: 'no tools' } } },
  'a server that cannot process tools': { status: 422, body: { error: 'tools' } },
  'a server that stumbles over tools': { status: 500, body: { error: 'tools need --jinja' } },
};

for (const [what, reply] of Object.entries(notOneValidCall)) {
  test(`after ${what} the same arguments are asked for by json_schema`, async () => {
    const { outcome, requests } = await askServer([reply, { json: route }], asTool());

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests[1]?.tools, undefined);
    assert.equal(requests[1]?.response_format?.json_schema.name, 'route');
  });
}

test('a server that refuses json_schema is asked in plain text, with the schema in the instructions', async () => {
  const { outcome, requests } = await askServer([
    { status: 400, body: { error: { message: 'response_format is not supported' } } },
    { text: `\`\`\`json\n${JSON.stringify(route)}\n\`\`\`` },
  ]);

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests[1]?.response_format, undefined);
  assert.match(requests[1]?.messages[0]?.content ?? '', /JSON schema: .*"billing"/);
});

test("a local server needs no key, and OpenAI's is sent as the bearer", async () => {
  await using server = await startModelServer({ replies: [{ json: route }, { json: route }] });
  const clients = [
    createOpenAiClient({ baseURL: server.baseURL }),
    createOpenAiClient({ baseURL: server.baseURL, apiKey: 'a-key' }),
  ];

  for (const client of clients) await createOpenAiAsk({ client, model: 'tiny' })(routeQuestion());

  const keys = server.requests.map(({ headers }) => headers.authorization);
  assert.deepEqual(keys, ['Bearer none', 'Bearer a-key']);
});
