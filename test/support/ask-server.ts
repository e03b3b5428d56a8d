import assert from 'node:assert/strict';
import { z } from 'zod';
import { ModelFailed, type Question } from '../../src/llm/ask.ts';
import { createOpenAiAsk } from '../../src/llm/openai-ask.ts';
import { createOpenAiClient } from '../../src/llm/openai-client.ts';
import { type ChatRequest, type ScriptedReply, startModelServer } from './model-server.ts';

export const Route = z.object({ reasoning: z.string(), agent: z.enum(['billing', 'sale']) });
export const route = { reasoning: 'a double charge', agent: 'billing' };

export function routeQuestion(
  changes: Partial<Question<typeof Route>> = {},
): Question<typeof Route> {
  return {
    name: 'route',
    instructions: 'Route the customer.',
    input: 'I was charged twice, says Jane Roe',
    answer: Route,
    signal: AbortSignal.timeout(5_000),
    ...changes,
  };
}

export function asTool(changes: Partial<Question<typeof Route>> = {}): Question<typeof Route> {
  return routeQuestion({ tool: 'Routes the customer to an agent.', ...changes });
}

/** Asks a server with these replies, quickly; gives the outcome and the requests it took. */
export async function askServer(
  replies: ScriptedReply[],
  question = routeQuestion(),
  { attemptTimeoutMs = replies.some(isSilent) ? 150 : 5_000 } = {},
): Promise<{ outcome: PromiseSettledResult<unknown>; requests: ChatRequest[] }> {
  await using server = await startModelServer({ replies });
  const ask = createOpenAiAsk({
    client: createOpenAiClient({ baseURL: server.baseURL }),
    model: 'tiny',
    attemptTimeoutMs,
    pauseMs: 5,
  });
  const [outcome] = await Promise.allSettled([ask(question)]);
  return { outcome, requests: server.requests.map(({ body }) => body) };
}

/** A server that never answers is waited for in vain; on a busy machine others may take a while. */
function isSilent(reply: ScriptedReply): boolean {
  return 'hang' in reply || 'hangInBody' in reply;
}

export function answered(outcome: PromiseSettledResult<unknown>): unknown {
  assert.equal(outcome.status, 'fulfilled');
  return outcome.value;
}

export function failure(outcome: PromiseSettledResult<unknown>): ModelFailed {
  assert.equal(outcome.status, 'rejected');
  assert.ok(outcome.reason instanceof ModelFailed, String(outcome.reason));
  return outcome.reason;
}
