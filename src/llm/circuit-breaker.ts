import { type Ask, ModelFailed, type ModelFailureReason } from './ask.ts';
import { type Circuit, createCircuit } from './circuit.ts';

/** Whether the model has answered recently; times are epoch milliseconds. */
export type ModelHealth = {
  circuit: ReturnType<Circuit['status']>;
  lastAnswerAt: number | null;
  lastFailure: { reason: ModelFailureReason; at: number } | null;
};

/** An `Ask` that fails at once while the model is known to be down, and its health for `/ready`. */
export type CircuitBreaker = { ask: Ask; health: () => ModelHealth };

/** Failures that mean the provider is down; with any other one it has at least answered. */
const outages = new Set<ModelFailureReason>(['timeout', 'rate-limited', 'quota', 'unavailable']);

/**
 * Stops asking a provider that is down: after `failures` outages in a row every question fails at
 * once with `circuit-open`. After `openMs` one question is let through as a probe.
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
    const permit = circuit.enter();
    if (!permit) {
      throw new ModelFailed(
        'circuit-open',
        'The model was not asked: it has just failed several times in a row',
      );
    }
    try {
      const answer = await ask(question);
      lastAnswerAt = now();
      permit.succeed();
      return answer;
    } catch (error) {
      if (error instanceof ModelFailed) lastFailure = { reason: error.reason, at: now() };
      permit[verdict(error)]();
      throw error;
    }
  };

  return {
    ask: guardedAsk,
    health: () => ({ circuit: circuit.status(), lastAnswerAt, lastFailure }),
  };
}

function verdict(error: unknown): 'fail' | 'succeed' | 'cancel' {
  if (!(error instanceof ModelFailed)) return 'cancel';
  return outages.has(error.reason) ? 'fail' : 'succeed';
}
