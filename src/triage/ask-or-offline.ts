import { type Ask, ModelFailed } from '../llm/ask.ts';
import type { Engine } from '../tickets/triage-record.ts';
import { createInputBudget, type InputBudget } from './input-budget.ts';

/** An answer, and who gave it. */
export type Answered<Answer> = Answer & { engine: Engine };

/** What fits into the smallest context in use, 4,096 tokens, beside instructions and answer. */
const LONGEST_INPUT_BYTES = 12_000;
const SHORTENED_INPUT_BYTES = 4_000;

/**
 * A model that costs an answer must not cost a ticket: where it fails, the offline engine answers. A
 * question that is too long for the model is shortened and asked once more.
 */
export async function askOrOffline<Answer extends object>({
  ask,
  question,
  offline,
}: {
  ask: Ask | undefined;
  /** Asks with a text that `budget` has made to fit. */
  question: (ask: Ask, budget: InputBudget) => Promise<Answer>;
  offline: () => Answer;
}): Promise<Answered<Answer>> {
  if (!ask) return { ...offline(), engine: { kind: 'offline', because: 'no-model' } };
  const askWithin = async (bytes: number): Promise<Answered<Answer>> => {
    const budget = createInputBudget(bytes);
    const answer = await question(ask, budget);
    const isShortened = budget.isExceeded() && { isShortened: true as const };
    return { ...answer, engine: { kind: 'model', ...isShortened } };
  };
  try {
    return await askWithin(LONGEST_INPUT_BYTES).catch((error) => {
      if (!isTooLong(error)) throw error;
      return askWithin(SHORTENED_INPUT_BYTES);
    });
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    const { reason, values } = error;
    return { ...offline(), engine: { kind: 'offline', because: reason, values } };
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof ModelFailed && error.reason === 'too-long';
}
