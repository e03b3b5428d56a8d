import { z } from 'zod';

/** One request to the model, as it was on the wire. */
export type Call = {
  startedAt: number;
  endedAt: number;
  form: string;
  status: number;
  tokensIn: number;
  tokensOut: number;
};

const Usage = z.object({
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
});
const Asked = z.looseObject({
  tools: z.array(z.unknown()).optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});

/** Counts what is asked of a model's server, by its own word on the tokens. */
export function createMeter() {
  const calls: Call[] = [];
  return { fetch: meteredFetch, take: () => calls.splice(0) };

  async function meteredFetch(...request: Parameters<typeof fetch>): Promise<Response> {
    const call: Call = {
      startedAt: performance.now(),
      endedAt: 0,
      form: formOf(request[1]?.body),
      status: 0,
      tokensIn: 0,
      tokensOut: 0,
    };
    calls.push(call);
    try {
      const response = await fetch(...request);
      const body = await response.text();
      const { status, headers } = response;
      call.status = status;
      const { usage } = readUsage(body) ?? {};
      call.tokensIn = usage?.prompt_tokens ?? 0;
      call.tokensOut = usage?.completion_tokens ?? 0;
      return new Response(body, { status, headers: { 'content-type': typeOf(headers) } });
    } finally {
      call.endedAt = performance.now();
    }
  }
}

function typeOf(headers: Headers): string {
  return headers.get('content-type') ?? 'application/json';
}

function readUsage(body: string): z.infer<typeof Usage> | undefined {
  try {
    return Usage.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function formOf(body: unknown): string {
  if (typeof body !== 'string') return 'unknown';
  const asked = Asked.safeParse(JSON.parse(body)).data;
  if (asked?.tools) return 'tool';
  return asked?.response_format?.type ?? 'text';
}

/** How many calls had to wait for one another. */
export function sequentialCalls(calls: Call[]): number {
  const inOrder = [...calls].sort((one, other) => one.endedAt - other.endedAt);
  let count = 0;
  let freeAt = -Infinity;
  for (const { startedAt, endedAt } of inOrder) {
    if (startedAt < freeAt) continue;
    count += 1;
    freeAt = endedAt;
  }
  return count;
}
