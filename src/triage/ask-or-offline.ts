import { type Ask, ModelFailed, type ModelFailureReason } from '../llm/ask.ts';
import type { Engine } from './triage-record.ts';

/** An answer, and who gave it. */
export type Answered<Answer> = Answer & { engine: Engine };

/** A model that costs an answer must not cost a ticket: what it fails at, the offline engine does. */
export async function askOrOffline<Answer extends object>({
  ask,
  question,
  offline,
}: {
  ask: Ask | undefined;
  question: (ask: Ask) => Promise<Answer>;
  offline: () => Answer;
}): Promise<Answered<Answer>> {
  if (!ask) return { ...offline(), engine: { kind: 'offline', because: NO_MODEL } };
  try {
    return { ...(await question(ask)), engine: { kind: 'model' } };
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return { ...offline(), engine: { kind: 'offline', because: sentences[error.reason] } };
  }
}

const NO_MODEL = 'no model is configured';

const sentences: Record<ModelFailureReason, string> = {
  timeout: 'the model did not answer in time',
  'rate-limited': 'the model is asked too often just now',
  quota: "the model's account has no credit left",
  unavailable: 'the model cannot be reached',
  rejected: 'the model rejected the request; its key or name may be wrong',
  refused: 'the model declined to answer',
  'invalid-answer': 'the model gave no usable answer',
  'circuit-open': 'the model has been failing and is left alone for a moment',
};
