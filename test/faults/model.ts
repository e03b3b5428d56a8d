import type { Random } from '../../playground/workspace/faults/random.ts';
import {
  type ChatRequest,
  type ModelServer,
  type ScriptedReply,
  startModelServer,
} from '../support/model-server.ts';

/** A model that answers sensibly after a moment, until it starts to fail. */
export type FaultyModel = ModelServer & {
  /** From now on every second request fails, each time in another way. */
  startFailing(): void;
  stopFailing(): void;
};

export async function startModel(random: Random): Promise<FaultyModel> {
  let isFailing = false;
  let failed = 0;
  const reply = (request: ChatRequest): ScriptedReply => {
    const good = { delayMs: random() * 30, reply: goodReply(request) };
    if (!isFailing || random() < 0.5) return good;
    const failure = failures[failed % failures.length] ?? good;
    failed += 1;
    return failure;
  };
  return {
    ...(await startModelServer({ reply })),
    startFailing() {
      isFailing = true;
    },
    stopFailing() {
      isFailing = false;
    },
  };
}

/** A sensible answer. */
export function goodReply({ messages, tools, response_format }: ChatRequest): ScriptedReply {
  const category = categoryOf(messages[1]?.content ?? '');
  const summary = `They need ${category}.`;
  const routing = { agent_type: category, summary };
  if (tools) return { calls: [{ name: 'route_to_agent', arguments: routing }] };
  const isRouting = response_format?.json_schema.name === 'route_to_agent';
  return { json: isRouting ? routing : { reasoning: summary, category, email: null } };
}

function categoryOf(input: string): string {
  if (input.includes('charged')) return 'billing';
  if (input.includes('discounts')) return 'sale';
  return input.includes('password') ? 'support' : 'unclear';
}

/** Every way in which a model can fail, the fast ones first. */
const failures: ScriptedReply[] = [
  { status: 500 },
  { json: { category: 'weather' } },
  { status: 429, headers: { 'retry-after': '1' } },
  { refusal: 'I would rather not.' },
  { status: 503 },
  { text: 'Surely! The category is billing.' },
  { drop: true },
  { choices: [] },
  { html: '<h1>Bad gateway</h1>' },
  { calls: [{ name: 'no_such_tool', arguments: {} }] },
  { status: 401, body: { error: { message: 'no such key', code: 'invalid_api_key' } } },
  { calls: [1, 2].map(() => ({ name: 'route_to_agent', arguments: 'broken {' })) },
  { finishReason: 'length', text: '{"category": "bill' },
  { status: 429, body: { error: { message: 'no credit', code: 'insufficient_quota' } } },
  { finishReason: 'content_filter', text: '' },
  { delayMs: 25_000, reply: { status: 500 } },
  { hangInBody: true },
  { hang: true },
];
