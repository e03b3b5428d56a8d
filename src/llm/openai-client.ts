import OpenAI from 'openai';

/**
 * Creates a client of OpenAI, or of any server at `baseURL` that speaks its Chat Completions. Local
 * servers need no key, but the library does, so it gets a made-up one.
 *
 * The client never logs and never retries: `createOpenAiAsk` retries.
 */
export function createOpenAiClient({
  apiKey,
  baseURL,
  fetch = globalThis.fetch,
}: {
  apiKey?: string | undefined;
  baseURL?: string | undefined;
  fetch?: typeof globalThis.fetch;
}): OpenAI {
  return new OpenAI({
    apiKey: apiKey ?? (baseURL ? 'none' : undefined),
    baseURL,
    maxRetries: 0,
    timeout: 20_000,
    logLevel: 'off',
    fetch: withWholeErrors(fetch),
  });
}

/**
 * The library keeps only the field `error` of an error's body, and other servers put their words
 * elsewhere: the whole body is handed to it as that field.
 */
function withWholeErrors(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request);
    if (response.status < 400) return response;
    const { status, headers } = response;
    return new Response(JSON.stringify({ error: await response.text() }), { status, headers });
  };
}
