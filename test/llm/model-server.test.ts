import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';

const Classification = z.object({ category: z.string() });
const RouteToAgent = z.object({ summary: z.string() });

function askOf({ baseURL }: ModelServer) {
  return createOpenAiAsk({ client: createOpenAiClient({ baseURL }), model: 'tiny', attempts: 1 });
}

const question = { instructions: 'Help.', signal: AbortSignal.timeout(5_000) };

test('the model of a script answers each question by its name, in the form asked for', async () => {
  await using server = await startModelServer({
    model: (input) => ({
      classification: { category: input.includes('charged') ? 'billing' : 'sale' },
      route_to_agent: { summary: `They say: ${input}` },
    }),
  });
  const ask = askOf(server);
  const input = 'I was charged twice';

  const classification = await ask({
    ...question,
    name: 'classification',
    input,
    answer: Classification,
  });
  const route = await ask({
    ...question,
    name: 'route_to_agent',
    input,
    answer: RouteToAgent,
    tool: 'Routes the customer to an agent.',
  });

  assert.deepEqual(classification, { category: 'billing' });
  assert.deepEqual(route, { summary: 'They say: I was charged twice' });
  assert.equal(server.requests[1]?.body.tools?.[0]?.function.name, 'route_to_agent');
});

test('a request that no script foresees fails', async () => {
  await using server = await startModelServer({ replies: [] });
  const asked = { ...question, name: 'classification', input: 'Hi', answer: Classification };

  await assert.rejects(askOf(server)(asked), { reason: 'unavailable', message: /answered 500/ });
});
