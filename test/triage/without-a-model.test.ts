import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { summaryBlock } from '../../src/slack/messages/card-summary.ts';
import { askOrOffline } from '../../src/triage/ask-or-offline.ts';
import { opinionSchema } from '../../src/triage/route-question.ts';
import { categories } from '../support/categories.ts';
import { type ScriptedReply, startModelServer } from '../support/model-server.ts';

const wrongEnum = { agent_type: 'complaints', summary: 'Angry.' };
const right = { agent_type: 'billing', summary: 'Charged twice.' };
const call = (name: string) => ({ name, arguments: right });

/** Every way of failing, with what the ticket says about it. */
const failures: Record<string, { reply: ScriptedReply; because: string }> = {
  'an unknown category': {
    reply: { json: wrongEnum },
    because: 'the AI model gave no usable answer',
  },
  'broken JSON': {
    reply: { text: '{"agent_type": "bil' },
    because: 'the AI model gave no usable answer',
  },
  'an empty answer': { reply: { text: '' }, because: 'the AI model gave no usable answer' },
  'no answer at all': { reply: { choices: [] }, because: 'the AI model gave no usable answer' },
  'an answer cut off': {
    reply: { finishReason: 'length', text: '{"agent_type"' },
    because: 'the AI model gave no usable answer',
  },
  'an unknown tool': {
    reply: { calls: [call('refund')] },
    because: 'the AI model gave no usable answer',
  },
  'two calls': {
    reply: {
      calls: [
        call('route_to_agent'),
        { name: 'route_to_agent', arguments: { ...right, agent_type: 'sale' } },
      ],
    },
    because: 'the AI model gave no usable answer',
  },
  'a refusal': { reply: { refusal: 'I cannot.' }, because: 'the AI model declined to answer' },
  'a content filter': {
    reply: { finishReason: 'content_filter', text: '' },
    because: 'the AI model declined to answer',
  },
  'a wrong key': {
    reply: {
      status: 401,
      body: { error: { message: 'Incorrect API key', code: 'invalid_api_key' } },
    },
    because: 'the AI server does not accept the key (OPENAI_API_KEY)',
  },
  'an empty account': {
    reply: { status: 429, body: { error: { message: 'Pay', code: 'insufficient_quota' } } },
    because: 'the account at the AI provider has no credit left',
  },
  'too many requests': { reply: { status: 429 }, because: 'the AI model is busy' },
  'an outage': { reply: { status: 503 }, because: 'the AI model cannot be reached' },
  'a web page': {
    reply: { html: '<h1>Sign in</h1>' },
    because:
      'the AI model cannot be reached, another server answers at its address (OPENAI_BASE_URL)',
  },
  'an unknown model': {
    reply: { status: 404, body: { error: 'model "scripted" not found, try pulling it first' } },
    because: 'the AI server knows no model “scripted” (OPENAI_MODEL)',
  },
  'a request that is refused in every form': {
    reply: { status: 400, body: { error: { message: 'Bad request' } } },
    because: 'the AI server refused the request (status 400)',
  },
  'a conversation that is too long': {
    reply: { status: 400, body: { error: { code: 'context_length_exceeded' } } },
    because: 'the conversation is too long for the AI model',
  },
  'a broken connection': { reply: { drop: true }, because: 'the AI model cannot be reached' },
  silence: { reply: { hang: true }, because: 'the AI model did not answer in time' },
  'silence in the middle': {
    reply: { hangInBody: true },
    because: 'the AI model did not answer in time',
  },
};

for (const [name, { reply, because }] of Object.entries(failures)) {
  test(`${name} leaves the ticket to the offline engine, which says why`, async () => {
    await using server = await startModelServer({ reply: () => reply });

    const isSilent = 'hang' in reply || 'hangInBody' in reply;
    const answer = await answerFrom(server.baseURL, isSilent ? { attemptTimeoutMs: 100 } : {});

    const { engine, ...words } = answer;
    assert.deepEqual(words, { agent_type: 'sale', summary: 'offline' });
    const card = summaryBlock(
      { agentType: 'sale', summary: 'offline', engine },
      { transcript: [], withheld: undefined },
    );
    assert.ok(JSON.stringify(card).includes(`: ${because})`));
  });
}

test('an answer that is put right when asked again is the model’s', async () => {
  await using server = await startModelServer({
    replies: [{ calls: [{ name: 'route_to_agent', arguments: wrongEnum }] }, { json: right }],
  });

  const answer = await answerFrom(server.baseURL);

  assert.deepEqual(answer, { ...right, engine: { kind: 'model' } });
  const [, again] = server.requests;
  assert.match(again?.body.messages.at(-1)?.content ?? '', /cannot be used[\s\S]+agent_type/);
});

test('a shutdown is no failure of the model', async () => {
  await using server = await startModelServer({ reply: () => ({ hang: true }) });
  const stopping = new AbortController();

  const answer = answerFrom(server.baseURL, { signal: stopping.signal });
  stopping.abort(new Error('The process stops.'));

  await assert.rejects(answer, /The process stops/);
});

function answerFrom(
  baseURL: string,
  { signal = AbortSignal.timeout(20_000), attemptTimeoutMs = 10_000 } = {},
) {
  return askOrOffline({
    ask: createOpenAiAsk({
      client: createOpenAiClient({ baseURL }),
      model: 'scripted',
      attemptTimeoutMs,
      pauseMs: 5,
    }),
    question: (ask) =>
      ask({
        name: 'route_to_agent',
        tool: 'Routes.',
        instructions: 'Route.',
        input: 'Hello',
        answer: opinionSchema(categories),
        signal,
      }),
    offline: () => ({ agent_type: 'sale', summary: 'offline' }),
  });
}
