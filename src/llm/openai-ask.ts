import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import pRetry, { AbortError } from 'p-retry';
import { formRequest } from './answer-form.ts';
import { type Ask, ModelFailed } from './ask.ts';
import { firstPlan, nextPlan } from './attempt-plan.ts';
import { modelFailure } from './model-failure.ts';
import { Completion, readAnswer } from './read-answer.ts';

/**
 * Asks OpenAI, or a server that speaks its Chat Completions, and believes nothing that comes back
 * before the question's own schema has passed it. An unusable answer is asked for again with what
 * was wrong; an outage is waited out, as long as the server says, but never `longestWaitMs`.
 *
 * It calls `create` and not `parse`: that one throws the unusable answer away, and the model is
 * to see it.
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
        // The library's own timeout ends with the headers; a body can hang too.
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
