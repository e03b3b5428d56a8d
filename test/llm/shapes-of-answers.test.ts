import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
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

const answer = JSON.stringify(route);
const thought = { type: 'text', text: 'Is it {billing}? Or sale?' };

/** What servers put where the text of an answer belongs. */
const contents: Record<string, unknown> = {
  'thinking parts before the text': [
    { type: 'thinking', thinking: [thought] },
    { type: 'text', text: answer },
  ],
  'text in two parts': [
    { type: 'text', text: answer.slice(0, 20) },
    { type: 'text', text: answer.slice(20) },
  ],
  'a part of an unknown type': [
    { type: 'reference', reference_ids: [1] },
    { type: 'text', text: answer },
  ],
  'a reasoning part with text': [
    { type: 'reasoning', text: '{"agent": "sale"}' },
    { type: 'output_text', text: answer },
  ],
  'a part that is a thought by its mark': [
    { text: 'Hm, {sale}.', thought: true },
    { text: answer },
  ],
  'parts that are strings': ['', answer],
  'a text with annotations': [{ type: 'text', text: { value: answer, annotations: [] } }],
  'one part, not in a list': { type: 'text', text: answer },
  'the object itself': route,
  'the object as a part': [{ type: 'json', json: route }],
  'a tool use block': [{ type: 'tool_use', name: 'route', input: route }],
  'a code fence without a language': `\`\`\`\n${answer}\n\`\`\``,
  'a code fence that is not closed': `\`\`\`json\n${answer}`,
  'thoughts with a draft': `<think>\nMaybe {"reasoning": "x", "agent": "sale"}.\n</think>\n\n${answer}`,
  'thoughts whose beginning is missing': `Maybe {"reasoning": "x", "agent": "sale"}.</think>${answer}`,
  'thoughts by another name': `<thinking>{"reasoning": "x", "agent": "sale"}</thinking>${answer}`,
  'thoughts in brackets': `[THINK]{"reasoning": "x", "agent": "sale"}[/THINK]${answer}`,
  channels: `<|channel|>analysis<|message|>{"agent": "sale"}<|end|><|start|>assistant<|channel|>final<|message|>${answer}`,
  'a sentence with braces before it': `For {billing} I say: ${answer} {ok}`,
  'a byte order mark': `\ufeff${answer}`,
  'the same object twice': `${answer}\n${answer}`,
  'the same object twice, without a space': answer + answer,
  'a list of one': `[${answer}]`,
  'a string of JSON': JSON.stringify(answer),
  'the object under the name of the question': JSON.stringify({ route }),
  'a call written as text': JSON.stringify({ name: 'route', arguments: route }),
  'a call written as text, with parameters': JSON.stringify({ name: 'route', parameters: route }),
  'a call in tags': `<tool_call>\n${JSON.stringify({ name: 'route', arguments: route })}\n</tool_call>`,
  'a call in a function tag': `<function=route>${answer}</function>`,
  'calls in a list': `[TOOL_CALLS][${JSON.stringify({ name: 'route', arguments: answer })}]`,
  'a field more': JSON.stringify({ ...route, confidence: 0.9 }),
  'another case of the value': JSON.stringify({ ...route, agent: ' BILLING' }),
  'a value in a sentence’s form': JSON.stringify({ ...route, agent: '"Billing".' }),
  'a value in a list': JSON.stringify({ ...route, agent: ['billing'] }),
  'another case of the keys': JSON.stringify({ Reasoning: route.reasoning, AGENT: 'billing' }),
  'trailing commas': `{"reasoning": "a double charge", "agent": "billing",}`,
  'another answer after the first': `${answer}\n${JSON.stringify({ ...route, agent: 'sale' })}`,
  'another call after the first, each as text': [route, { ...route, agent: 'sale' }]
    .map((args) => `\`\`\`json\n${JSON.stringify({ name: 'route', arguments: args })}\n\`\`\``)
    .join('\n'),
  'a call as text, and then more without end': `${JSON.stringify({ name: 'route', arguments: route })}\n{"name": "route", "arguments": {"rea`,
  'a trailing note': `{"reasoning": "a double charge", "agent": "billing"} // done`,
};

for (const [what, content] of Object.entries(contents)) {
  test(`${what} is read as the answer, at once`, async () => {
    const { outcome, requests } = await askServer([{ message: { content } }]);

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, 1);
  });
}

test('a line break within a string is read as one', async () => {
  const text = '{"reasoning": "a charge,\ntwice", "agent": "billing"}';

  const { outcome } = await askServer([{ text }]);

  assert.deepEqual(answered(outcome), { reasoning: 'a charge,\ntwice', agent: 'billing' });
});

const call = (args: unknown, name = 'route') => ({
  id: 'call_1',
  type: 'function',
  function: { name, arguments: args },
});

/** What servers do instead of calling a tool once, with a string of arguments. */
const messages: Record<string, object> = {
  'arguments as an object': { content: null, tool_calls: [call(route)] },
  'arguments that are encoded twice': { tool_calls: [call(JSON.stringify(answer))] },
  'arguments in a code fence': { tool_calls: [call(`\`\`\`json\n${answer}\n\`\`\``)] },
  'the same call twice': { content: '', tool_calls: [call(answer), call(route)] },
  'a call with a prefix': { tool_calls: [call(answer, 'functions.route')] },
  'a call in another case': { tool_calls: [call(answer, 'Route')] },
  'a call without an id and a type': {
    tool_calls: [{ function: { name: 'route', arguments: answer } }],
  },
  'a call without its function': { tool_calls: [{ name: 'route', arguments: route }] },
  'a call of another tool beside it': {
    tool_calls: [call('{}', 'search'), call(answer)],
  },
  'a legacy function call': {
    content: null,
    function_call: { name: 'route', arguments: answer },
  },
  'arguments beside broken ones': { tool_calls: [call('{"reasoning":'), call(answer)] },
  'a call that is an object, not a list': { tool_calls: call(answer) },
  'no call, but the arguments as text': { content: answer, tool_calls: [] },
  'no call, and thoughts around the arguments': {
    content: `<think>Call {route}?</think> I call route: ${answer}`,
    tool_calls: null,
  },
};

for (const [what, message] of Object.entries(messages)) {
  test(`${what} is taken for the call of the tool`, async () => {
    const { outcome, requests } = await askServer([{ message }], asTool());

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, 1);
  });
}

/** Where servers put the answer while its place is empty. */
const elsewhere: Record<string, object> = {
  'reasoning_content, beside an empty text': { content: '', reasoning_content: answer },
  'reasoning_content, beside nothing': { content: null, reasoning_content: `Fine: ${answer}` },
  reasoning: { content: ' \n', reasoning: answer },
  reasoning_details: { content: '', reasoning_details: [{ type: 'reasoning.text', text: answer }] },
  thinking: { content: '', thinking: answer },
  'the thinking parts': { content: [{ type: 'thinking', thinking: [{ text: answer }] }] },
  'the thoughts in the text': { content: `<think>${answer}</think>` },
};

for (const [where, message] of Object.entries(elsewhere)) {
  test(`an answer in ${where} is taken, in each form`, async () => {
    for (const question of [routeQuestion(), asTool()]) {
      const { outcome, requests } = await askServer([{ message }], question);

      assert.deepEqual(answered(outcome), route);
      assert.equal(requests.length, 1);
    }
  });
}

const choice = { index: 0, finish_reason: 'stop' };
const chunks = [answer.slice(0, 9), answer.slice(9)].map((content) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: { content } }],
}));
const callChunks = [
  [{ index: 0, id: 'c', function: { name: 'route', arguments: '' } }],
  [{ index: 0, function: { arguments: answer.slice(0, 9) } }],
  [{ index: 0, function: { arguments: answer.slice(9) } }],
].map((tool_calls) => ({ choices: [{ index: 0, delta: { tool_calls } }] }));
const events = (parts: object[]) =>
  `: keep-alive\n\n${parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join('')}data: [DONE]\n\n`;
const message = { role: 'assistant', content: answer };
const completion = JSON.stringify({ choices: [{ ...choice, message }] });

/** Bodies of a 200 that are no chat completion to the letter. */
const bodies: Record<string, ScriptedReply> = {
  'events, though none were asked for': { raw: events(chunks), type: 'text/event-stream' },
  'events that are called JSON': { raw: events(chunks), type: 'application/json' },
  'events with a call in pieces': { raw: events(callChunks), type: 'text/event-stream' },
  'lines of JSON': {
    raw: chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join(''),
    type: 'application/x-ndjson',
  },
  'JSON that is called text': { raw: completion, type: 'text/plain; charset=utf-8' },
  'JSON after lines that keep the connection alive': {
    raw: `\n: PROCESSING\n\n\n${completion}`,
    type: 'application/json',
  },
  'a message of Ollama’s own interface': {
    status: 200,
    body: { model: 'tiny', message, done: true },
  },
  'a choice of the older completions': {
    status: 200,
    body: { choices: [{ ...choice, text: answer }] },
  },
  'a choice with a delta': { status: 200, body: { choices: [{ ...choice, delta: message }] } },
  'content blocks at the top': {
    status: 200,
    body: { type: 'message', role: 'assistant', content: [{ type: 'text', text: answer }] },
  },
  'an empty choice before the full one': {
    status: 200,
    body: {
      choices: [
        { ...choice, message: { content: null } },
        { ...choice, message },
      ],
    },
  },
  'odd fields in odd places': {
    status: 200,
    body: {
      id: 7,
      choices: [
        null,
        { index: '0', finish_reason: 7, message: { ...message, refusal: '', audio: null } },
      ],
      usage: null,
      error: null,
    },
  },
};

for (const [what, reply] of Object.entries(bodies)) {
  test(`${what}: the answer in it is found`, async () => {
    const { outcome, requests } = await askServer([reply]);

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, 1);
  });
}

test('an answer that was cut off is taken if it is complete', async () => {
  const { outcome, requests } = await askServer([{ finishReason: 'length', text: answer }]);

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests.length, 1);
});

const many = { ...route, agent: 'sale' };

/** Where nobody can say which answer is meant, or whether it is one. */
const unclear: Record<string, object> = {
  'two calls that differ': { tool_calls: [call(answer), call(many)] },
  'two thoughts that differ': {
    content: '',
    reasoning_content: `${answer} or ${JSON.stringify(many)}`,
  },
  'thoughts beside a text': { content: 'It is billing.', reasoning_content: answer },
  'thoughts that do not end': { content: `<think>Perhaps ${answer}` },
  'a value that is not among those allowed': {
    content: JSON.stringify({ ...route, agent: 'the billing or sale team' }),
  },
  'a field that is missing': { content: '{"agent": "billing"}' },
  'an object that is cut off': { content: answer.slice(0, -1) },
  'a string that is cut off': { content: '{"agent": "billing", "reasoning": "a doub' },
  'the schema itself': {
    content: JSON.stringify({ type: 'object', properties: { agent: { type: 'string' } } }),
  },
};

for (const [what, unclearMessage] of Object.entries(unclear)) {
  test(`${what}: the model is asked again`, async () => {
    const { outcome, requests } = await askServer([{ message: unclearMessage }, { json: route }]);

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, 2);
    assert.ok(requests[1]?.messages.every(({ content }) => content !== ''));
  });
}

test('braces without end do not hold the bot up', async () => {
  const { outcome } = await askServer([{ text: '{"a":'.repeat(50_000) }, { json: route }]);

  assert.deepEqual(answered(outcome), route);
});

const Facts = z.object({
  note: z.string().nullable(),
  amount: z.number(),
  isUrgent: z.boolean(),
  order: z.string(),
  kind: z.enum(['sale', 'unclear']).nullable(),
});
const facts = { note: null, amount: 349.99, isUrgent: true, order: '1142', kind: 'sale' };

for (const [what, given] of Object.entries<object>({
  'left out': { amount: 349.99, isUrgent: true, order: '1142', kind: 'sale' },
  'an empty string': { ...facts, note: '' },
  'the word for it': { ...facts, note: 'None' },
  'numbers as strings': { ...facts, amount: '349.99', isUrgent: 'true' },
  'a string as a number': { ...facts, order: 1142 },
  'a title for an id': { ...facts, kind: 'Sales & offers' },
  'keys in another style': {
    note: null,
    amount: 349.99,
    is_urgent: true,
    Order: '1142',
    kind: 'SALE',
  },
})) {
  test(`values that are nearly right are put right: ${what}`, async () => {
    await using server = await startModelServer({ replies: [{ json: given }] });
    const ask = createOpenAiAsk({
      client: createOpenAiClient({ baseURL: server.baseURL }),
      model: 'tiny',
    });

    const found = await ask({
      name: 'facts',
      instructions: 'Read.',
      input: 'Order 1142',
      answer: Facts,
      synonyms: new Map([['Sales & Offers', 'sale']]),
      signal: AbortSignal.timeout(5_000),
    });

    assert.deepEqual(found, facts);
  });
}

test('the call of a server’s own tool for JSON is taken where no tool was offered', async () => {
  const message = { content: null, tool_calls: [call(answer, 'json_tool_call')] };

  const { outcome, requests } = await askServer([{ message }]);

  assert.deepEqual(answered(outcome), route);
  assert.equal(requests.length, 1);
});

test('a refusal in a part of the content is one', async () => {
  const { outcome, requests } = await askServer([
    { message: { content: [{ type: 'refusal', refusal: 'I cannot.' }] } },
  ]);

  assert.equal(failure(outcome).reason, 'refused');
  assert.equal(requests.length, 1);
});

/** What is whole of an answer that breaks off, and whether that is all that the schema needs. */
const cutOff: [string, boolean][] = [
  [`${answer.slice(0, -1)}, "note": "and so`, true],
  [`${answer.slice(0, -1)}, "note": [1, {"a": 2}, {"b`, true],
  [`${answer.slice(0, -1)}, "note": "with, commas {and braces \\`, true],
  [`Here it is: ${answer.slice(0, -1)},`, true],
  [answer.slice(0, -1), false],
  [answer.slice(0, -3), false],
  ['{"agent": "billing", "reasoning": "a double, or {so', false],
  ['{"agent": "billing"', false],
];

for (const [text, isEnough] of cutOff) {
  test(`of ${JSON.stringify(text)}, which is cut off, what is whole ${isEnough ? 'is the answer' : 'is no answer'}`, async () => {
    const { outcome, requests } = await askServer([
      { finishReason: 'length', text },
      { json: route },
    ]);

    assert.deepEqual(answered(outcome), route);
    assert.equal(requests.length, isEnough ? 1 : 2);
  });
}
