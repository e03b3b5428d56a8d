import { type Ask, ModelFailed } from '../llm/ask.ts';
import type { Engine } from '../tickets/triage-record.ts';
import { createInputBudget, type InputBudget } from './input-budget.ts';
import { plainQuestions } from './question-settings.ts';

/** An answer, and who gave it. */
export type Answered<Answer> = Answer & { engine: Engine };

/** Of less than this the beginning and the end say little. */
const LEAST_TOKENS = 150;

/**
 * A model that costs an answer must not cost a ticket: where it fails, the offline engine answers. A
 * question that is too long for the model is shortened and asked once more.
 */
export async function askOrOffline<Answer extends object>({
  ask,
  question,
  offline,
  transcriptTokens = plainQuestions.transcriptTokens,
}: {
  ask: Ask | undefined;
  /** Asks with a text that `budget` has made to fit. */
  question: (ask: Ask, budget: InputBudget) => Promise<Answer>;
  offline: () => Answer;
  /** How much of the conversation is shown at first. */
  transcriptTokens?: number;
}): Promise<Answered<Answer>> {
  if (!ask) return { ...offline(), engine: { kind: 'offline', because: 'no-model' } };
  const askWithin = async (budget: InputBudget): Promise<Answered<Answer>> => {
    const answer = await question(ask, budget);
    const isShortened = budget.isExceeded() && { isShortened: true as const };
    return { ...answer, engine: { kind: 'model', ...isShortened } };
  };
  try {
    return await askWithin(createInputBudget(transcriptTokens)).catch((error) => {
      if (!isTooLong(error)) throw error;
      const third = Math.ceil(transcriptTokens / 3);
      return askWithin(createInputBudget(Math.max(third, LEAST_TOKENS)));
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
