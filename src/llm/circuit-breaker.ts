import { type Ask, ModelFailed, type ModelFailureReason } from './ask.ts';
import { type Circuit, createCircuit } from './circuit.ts';

/** How the model has been of late; times are epoch milliseconds. */
export type ModelHealth = {
  circuit: ReturnType<Circuit['status']>;
  lastAnswerAt: number | null;
  lastFailure: { reason: ModelFailureReason; at: number } | null;
};

/** An `Ask` that fails at once while the model is known to be down, and its health for `/ready`. */
export type CircuitBreaker = { ask: Ask; health: () => ModelHealth };

/** Failures that say the provider is down; after any other one it has at least answered. */
const outages = new Set<ModelFailureReason>(['timeout', 'rate-limited', 'quota', 'unavailable']);

/**
 * Stops asking a provider that is down: after `failures` outages in a row every question fails at
 * once with `circuit-open`. When `openMs` are over, one question is let through to find out.
 */
export function createCircuitBreaker({
  ask,
  failures = 5,
  openMs = 30_000,
  now = Date.now,
}: {
  ask: Ask;
  failures?: number;
  openMs?: number;
  now?: () => number;
}): CircuitBreaker {
  const circuit = createCircuit({ failures, openMs, now });
  let lastAnswerAt: ModelHealth['lastAnswerAt'] = null;
  let lastFailure: ModelHealth['lastFailure'] = null;

  const guardedAsk: Ask = async (question) => {
    const passage = circuit.enter();
    if (!passage) {
      throw new ModelFailed('circuit-open', 'The model is not asked: it failed a moment ago');
    }
    try {
      const answer = await ask(question);
      lastAnswerAt = now();
      passage.succeed();
      return answer;
    } catch (error) {
      if (error instanceof ModelFailed) lastFailure = { reason: error.reason, at: now() };
      passage[verdict(error)]();
      throw error;
    }
  };

  return {
    ask: guardedAsk,
    health: () => ({ circuit: circuit.status(), lastAnswerAt, lastFailure }),
  };
}

function verdict(error: unknown): 'fail' | 'succeed' | 'callOff' {
  if (!(error instanceof ModelFailed)) return 'callOff';
  return outages.has(error.reason) ? 'fail' : 'succeed';
}
