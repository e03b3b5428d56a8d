import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import pRetry, { AbortError } from 'p-retry';
import { formRequest } from './answer-form.ts';
import { type Ask, ModelFailed } from './ask.ts';
import { firstPlan, nextPlan } from './attempt-plan.ts';
import { modelFailure } from './model-failure.ts';
import { Completion, readAnswer } from './read-answer.ts';

/**
 * Asks OpenAI, or a server that speaks its Chat Completions, and checks each answer with the
 * question's own schema. After an unusable answer the model is asked again and shown what was wrong.
 * After an outage it waits as long as the server asks, unless that is more than `longestWaitMs`.
 *
 * It calls `create` and not `parse`, which throws an unusable answer away: the model must see it.
 */
export function createOpenAiAsk({
  client,
  model,
  attempts = 3,
  attemptTimeoutMs = 20_000,
  pauseMs = 300,
  longestWaitMs = 10_000,
}: {
  client: Pick<OpenAI, 'chat'>;
  model: string;
  attempts?: number;
  attemptTimeoutMs?: number;
  pauseMs?: number;
  longestWaitMs?: number;
}): Ask {
  return async (question) => {
    const { signal } = question;
    let plan = firstPlan(question);

    const complete = async () => {
      const { messages, ...form } = formRequest(question, plan.form);
      const completion: unknown = await client.chat.completions.create(
        { model, messages: [...messages, ...plan.correction], ...form },
        // The library's own timeout covers only the headers; a body can hang too.
        { signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]) },
      );
      return Completion.parse(completion);
    };

    const attempt = async () => {
      try {
        await sleep(plan.waitMs, undefined, { signal });
        return readAnswer(question, plan.form, await complete());
      } catch (error) {
        const next = nextPlan(plan, error, { longestWaitMs });
        if (!next) throw new AbortError(modelFailure(error));
        plan = next;
        throw modelFailure(error);
      }
    };

    try {
      const retries = attempts - 1;
      return await pRetry(attempt, { retries, minTimeout: pauseMs, randomize: true, signal });
    } catch (error) {
      throw isPastDeadline(signal) ? deadlineMissed() : error;
    }
  };
}

function isPastDeadline({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof DOMException && reason.name === 'TimeoutError';
}

function deadlineMissed(): ModelFailed {
  return new ModelFailed('timeout', 'The model gave no answer before the deadline');
}
