import { setTimeout as sleep } from 'node:timers/promises';
import { APIError, type OpenAI } from 'openai';
import pRetry, { AbortError } from 'p-retry';
import { type AnswerForm, formRequest } from './answer-form.ts';
import { type Ask, ModelFailed } from './ask.ts';
import { firstPlan, nextPlan } from './attempt-plan.ts';
import { ErrorAnswer } from './error-answer.ts';
import { modelFailure } from './model-failure.ts';
import { readAnswer } from './read-answer.ts';
import { readBody } from './read-body.ts';

/**
 * Asks OpenAI, or a server that speaks its Chat Completions, and checks each answer with the
 * question's own schema. After an unusable answer the model is asked again and shown what was wrong.
 * After an outage it waits as long as the server asks, unless that is more than `longestWaitMs`. A
 * form of question that the server refuses is not tried again.
 *
 * It reads the response itself: the library throws away an answer that it cannot use, which the model
 * must see, and believes the content type, which servers get wrong.
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
  const refusedForms = new Set<AnswerForm>();

  return async (question) => {
    const { signal } = question;
    let plan = firstPlan(question, refusedForms);

    const complete = async () => {
      const { messages, ...form } = formRequest(question, plan.form);
      const response = await client.chat.completions
        .create(
          { model, messages: [...messages, ...plan.correction], ...form },
          // The library's own timeout covers only the headers; a body can hang too.
          { signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]) },
        )
        .asResponse()
        .catch(throwErrorAnswer);
      return readBody(await response.text());
    };

    const attempt = async () => {
      try {
        await sleep(plan.waitMs, undefined, { signal });
        const answer = readAnswer(question, plan.form, await complete());
        for (const form of plan.refused) refusedForms.add(form);
        return answer;
      } catch (error) {
        const failure = modelFailure(error, model);
        const next = nextPlan(plan, { error, failure }, { longestWaitMs });
        if (!next) throw new AbortError(failure);
        plan = next;
        throw failure;
      }
    };

    try {
      const retries = attempts - 1;
      return await pRetry(attempt, {
        retries,
        minTimeout: pauseMs,
        randomize: true,
        signal,
        shouldConsumeRetry: () => !plan.isAtOnce,
      });
    } catch (error) {
      throw isPastDeadline(signal) ? deadlineMissed() : error;
    }
  };
}

function throwErrorAnswer(error: unknown): never {
  if (!(error instanceof APIError) || error.status === undefined) throw error;
  const { status, error: body, headers } = error;
  throw new ErrorAnswer({ status, body, headers });
}

function isPastDeadline({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof DOMException && reason.name === 'TimeoutError';
}

function deadlineMissed(): ModelFailed {
  return new ModelFailed('timeout', 'The model gave no answer before the deadline');
}
