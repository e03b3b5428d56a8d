import { z } from 'zod';
import { type Ask, ModelFailed, type ModelFailureReason, type ModelFailureValues } from './ask.ts';

/** Whether the model answers; if not, why, and the setting to look at where one may be wrong. */
export type ModelCheck =
  | { code: 'ok' }
  | { code: ModelFailureReason; values: ModelFailureValues; setting: string | undefined };

const settings = new Map<ModelFailureReason, string>([
  ['wrong-key', 'OPENAI_API_KEY'],
  ['unknown-model', 'OPENAI_MODEL'],
  ['no-model-server', 'OPENAI_BASE_URL'],
  ['unavailable', 'OPENAI_BASE_URL'],
]);

/**
 * Asks the model a question of a few words: a list of models would show neither a wrong key nor, with
 * every server, an unknown model. A model that answers nonsense, or declines, answers.
 *
 * @throws The signal's own reason, when it is aborted.
 */
export async function checkModel(
  ask: Ask,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<ModelCheck> {
  try {
    await ask({
      name: 'check',
      instructions: 'Answer that you are ready.',
      input: 'Are you ready?',
      answer: z.object({ ready: z.boolean() }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return { code: 'ok' };
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    const { reason, values } = error;
    if (reason === 'invalid-answer' || reason === 'refused') return { code: 'ok' };
    return { code: reason, values, setting: settings.get(reason) };
  }
}
