import { type Ask, ModelFailed } from '../llm/ask.ts';
import type { Engine } from '../tickets/triage-record.ts';

/** An answer, and who gave it. */
export type Answered<Answer> = Answer & { engine: Engine };

/** A model that costs an answer must not cost a ticket: where it fails, the offline engine answers. */
export async function askOrOffline<Answer extends object>({
  ask,
  question,
  offline,
}: {
  ask: Ask | undefined;
  question: (ask: Ask) => Promise<Answer>;
  offline: () => Answer;
}): Promise<Answered<Answer>> {
  if (!ask) return { ...offline(), engine: { kind: 'offline', because: 'no-model' } };
  try {
    return { ...(await question(ask)), engine: { kind: 'model' } };
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return { ...offline(), engine: { kind: 'offline', because: error.reason } };
  }
}
