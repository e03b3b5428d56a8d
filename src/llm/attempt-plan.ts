import { APIError } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { type AnswerForm, simplerForm } from './answer-form.ts';
import type { ModelFailureReason, Question } from './ask.ts';
import { modelFailure } from './model-failure.ts';
import { UnusableAnswer } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** What to do differently at the next attempt. */
export type AttemptPlan = {
  form: AnswerForm;
  /** The last unusable answer and what was wrong with it, sent to the model after the question. */
  correction: ChatCompletionMessageParam[];
  /** How long the server asked to wait before this attempt. */
  waitMs: number;
};

export function firstPlan({ tool }: Pick<Question<never>, 'tool'>): AttemptPlan {
  return { form: tool ? 'tool' : 'json-schema', correction: [], waitMs: 0 };
}

const transient = new Set<ModelFailureReason>(['timeout', 'rate-limited', 'unavailable']);

/** @returns `null` when another attempt cannot succeed, or must wait longer than `longestWaitMs`. */
export function nextPlan(
  plan: AttemptPlan,
  error: unknown,
  { longestWaitMs }: { longestWaitMs: number },
): AttemptPlan | null {
  if (error instanceof UnusableAnswer) {
    const form = plan.form === 'tool' ? simplerForm(plan.form) : plan.form;
    return { form, correction: correction(error), waitMs: 0 };
  }

  const form = mayRefuseForm(error) ? simplerForm(plan.form) : plan.form;
  if (form !== plan.form) return { ...plan, form, waitMs: 0 };

  const waitMs = retryAfterMs(error);
  const canSucceed = transient.has(modelFailure(error).reason) && waitMs <= longestWaitMs;
  return canSucceed ? { ...plan, waitMs } : null;
}

/** A server that knows no tools or schemas answers with 400 or 422, llama.cpp with 500. */
function mayRefuseForm(error: unknown): boolean {
  return (
    error instanceof APIError &&
    [400, 422, 500, 501].includes(error.status ?? 0) &&
    ['rejected', 'unavailable'].includes(modelFailure(error).reason)
  );
}

function correction({ answer, message }: UnusableAnswer): ChatCompletionMessageParam[] {
  const complaint = `That answer cannot be used:\n${message}\nAnswer again, with one JSON object that fits.`;
  // A runaway answer would crowd out the question; some servers refuse an empty message.
  const shown = answer.slice(0, 2000);
  return [
    ...(shown ? [{ role: 'assistant' as const, content: shown }] : []),
    { role: 'user', content: complaint },
  ];
}
