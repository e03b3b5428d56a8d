import type { Ask } from './ask.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

/** Which model, and where; without an address it is OpenAI's. */
export type ModelSettings = { apiKey?: string; baseURL?: string; name: string };

/** The configured model, and its state in words for `/ready`. */
export type Model = { ask: Ask | undefined; describe(): string };

/**
 * Creates the model that the settings name. Without settings there is none, and triage works offline;
 * OpenAI's library, which takes long to load, is then not loaded.
 */
export async function createModel(
  settings: ModelSettings | undefined,
  { now, pauses }: { now: () => Date; pauses: { modelRetryMs: number; modelAttemptMs: number } },
): Promise<Model> {
  if (!settings) return { ask: undefined, describe: () => 'none: the offline engine triages' };
  const { createOpenAiAsk } = await import('./openai-ask.ts');
  const { createOpenAiClient } = await import('./openai-client.ts');
  const { name, ...address } = settings;
  const breaker = createCircuitBreaker({
    ask: createOpenAiAsk({
      client: createOpenAiClient(address),
      model: name,
      attemptTimeoutMs: pauses.modelAttemptMs,
      pauseMs: pauses.modelRetryMs,
    }),
    now: () => now().getTime(),
  });
  return {
    ask: breaker.ask,
    describe() {
      const { circuit, lastFailure } = breaker.health();
      if (circuit === 'closed') return `${name}: in use`;
      return `${name}: not asked for a moment, last failure ${lastFailure?.reason ?? 'unknown'}`;
    },
  };
}
