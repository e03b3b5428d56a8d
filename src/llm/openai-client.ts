import OpenAI from 'openai';

/**
 * OpenAI, or at `baseURL` any server that speaks its Chat Completions. Local servers want no key,
 * but the library does, so one is made up for them.
 *
 * It never logs and never retries by itself: `createOpenAiAsk` does the latter.
 */
export function createOpenAiClient({
  apiKey,
  baseURL,
}: {
  apiKey?: string | undefined;
  baseURL?: string | undefined;
}): OpenAI {
  return new OpenAI({
    apiKey: apiKey ?? (baseURL ? 'none' : undefined),
    baseURL,
    maxRetries: 0,
    timeout: 20_000,
    logLevel: 'off',
  });
}
