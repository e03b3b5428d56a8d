import { setTimeout as sleep } from 'node:timers/promises';
import { APIError, type OpenAI } from 'openai';
import pRetry, { AbortError } from 'p-retry';
import { formRequest } from './answer-form.ts';
import { type Ask, ModelFailed } from './ask.ts';
import { firstPlan, forgetWhatFailed, learnFrom, nextPlan, nothingKnown } from './attempt-plan.ts';
import { ErrorAnswer } from './error-answer.ts';
import { modelFailure } from './model-failure.ts';
import { useOf } from './model-use.ts';
import { readAnswer } from './read-answer.ts';
import { readBody } from './read-body.ts';
import { extrasRequest } from './request-extras.ts';

/**
 * Asks OpenAI, or a server that speaks its Chat Completions, and checks each answer with the
 * question's own schema. After an unusable answer the model is asked again and shown what was wrong.
 * After an outage it waits as long as the server asks, unless that is more than `longestWaitMs`. The
 * form of question that worked last is tried first, and one that the server refuses is not tried again.
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
  const known = nothingKnown();

  return async (question) => {
    const { signal } = question;
    let plan = firstPlan(question, known);

    const complete = async () => {
      const { messages, ...form } = formRequest(question, plan.form);
      const extras = extrasRequest(question, plan);
      const response = await client.chat.completions
        .create(
          { model, messages: [...messages, ...plan.correction], ...form, ...extras },
          // The library's own timeout covers only the headers; a body can hang too.
          { signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]) },
        )
        .asResponse()
        .catch(throwErrorAnswer);
      return readBody(await response.text());
    };

    const completeAndCount = async () => {
      let body: unknown;
      try {
        body = await complete();
        return body;
      } finally {
        question.onUse?.(useOf(body));
      }
    };

    const attempt = async () => {
      try {
        await sleep(plan.waitMs, undefined, { signal });
        const answer = readAnswer(question, plan.form, await completeAndCount());
        learnFrom(plan, question, known);
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
      if (isPastDeadline(signal)) throw deadlineMissed();
      forgetWhatFailed(error, question, known);
      throw error;
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
