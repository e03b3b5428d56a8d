import type { Ask } from './ask.ts';
import { checkModel, type ModelCheck } from './check-model.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

/** Which model, and where; without an address it is OpenAI's. */
export type ModelSettings = { apiKey?: string; baseURL?: string; name: string };

/** The configured model, a try whether it answers, and its state in words for `/ready`. */
export type Model = {
  ask: Ask | undefined;
  /** Ends when `signal` is aborted, by throwing its reason. */
  check(signal: AbortSignal): Promise<ModelCheck>;
  describe(): string;
};

/**
 * Creates the model that the settings name. Without settings there is none, and triage works offline;
 * OpenAI's library, which takes long to load, is then not loaded.
 */
export async function createModel(
  settings: ModelSettings | undefined,
  {
    now,
    pauses,
  }: {
    now: () => Date;
    pauses: { modelRetryMs: number; modelAttemptMs: number; modelTimeMs: number };
  },
): Promise<Model> {
  if (!settings) {
    return {
      ask: undefined,
      check: async () => ({ code: 'ok' }),
      describe: () => 'none: the offline engine triages',
    };
  }
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
    check: (signal) => checkModel(breaker.ask, { signal, timeoutMs: pauses.modelTimeMs }),
    describe() {
      const { circuit, lastAnswerAt, lastFailure } = breaker.health();
      const isFailing = lastFailure !== null && lastFailure.at > (lastAnswerAt ?? 0);
      if (circuit === 'closed' && isFailing) return `${name}: last failure ${lastFailure.reason}`;
      if (circuit === 'closed') return `${name}: in use`;
      return `${name}: not asked for a moment, last failure ${lastFailure?.reason ?? 'unknown'}`;
    },
  };
}
