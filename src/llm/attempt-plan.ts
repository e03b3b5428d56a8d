import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { type AnswerForm, formAfter } from './answer-form.ts';
import type { ModelFailed, ModelFailureReason, Question } from './ask.ts';
import { ErrorAnswer } from './error-answer.ts';
import { UnusableAnswer } from './read-answer.ts';
import { ForeignAnswer } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';
import { isAboutForm, isAboutRoles } from './why-refused.ts';

/** What to do differently at the next attempt. */
export type AttemptPlan = {
  form: AnswerForm;
  /** The forms that the server has refused. */
  refused: AnswerForm[];
  /** The last unusable answer and what was wrong with it, sent to the model after the question. */
  correction: ChatCompletionMessageParam[];
  /** How long the server asked to wait before this attempt. */
  waitMs: number;
  /** A server that only does not know a form is asked in a simpler one at once. */
  isAtOnce: boolean;
};

/** Begins with the form that says most, of those that the server is not known to refuse. */
export function firstPlan(
  { tool }: Pick<Question<never>, 'tool'>,
  known: ReadonlySet<AnswerForm>,
): AttemptPlan {
  let form: AnswerForm = tool ? 'tool' : 'json-schema';
  while (known.has(form) && formAfter(form) !== form) form = formAfter(form);
  return { form, refused: [], correction: [], waitMs: 0, isAtOnce: false };
}

const transient = new Set<ModelFailureReason>(['timeout', 'rate-limited', 'unavailable']);

/** @returns `null` when another attempt cannot succeed, or must wait longer than `longestWaitMs`. */
export function nextPlan(
  plan: AttemptPlan,
  { error, failure }: { error: unknown; failure: ModelFailed },
  { longestWaitMs }: { longestWaitMs: number },
): AttemptPlan | null {
  const again = { ...plan, waitMs: 0, isAtOnce: false };
  if (error instanceof UnusableAnswer) {
    const form = plan.form === 'tool' ? formAfter(plan.form) : plan.form;
    return { ...again, form, correction: correction(error) };
  }

  if (error instanceof ErrorAnswer && mayRefuseForm(error, failure)) {
    const form = isAboutRoles(error) ? 'single-message' : simplerForm(plan.form);
    const isSure = isAboutForm(error) || (error.status ?? 0) !== 500;
    if (form !== plan.form) {
      const first = form === 'single-message' ? 'tool' : plan.form;
      const refused = isSure ? [...plan.refused, ...formsUntil(first, form)] : plan.refused;
      return { ...again, form, refused, isAtOnce: isSure };
    }
  }

  const waitMs = retryAfterMs(error);
  const mayHeal = transient.has(failure.reason) || error instanceof ForeignAnswer;
  return mayHeal && waitMs <= longestWaitMs ? { ...again, waitMs } : null;
}

/** A server that knows no tools or schemas answers with 400 or 422, llama.cpp with 500. */
function mayRefuseForm(error: ErrorAnswer, { reason }: ModelFailed): boolean {
  if (reason === 'rejected') return true;
  if (reason !== 'unavailable') return false;
  return isAboutForm(error) || [500, 501].includes(error.status ?? 0);
}

/** Nothing but a word about roles says that the system message is what is refused. */
function simplerForm(form: AnswerForm): AnswerForm {
  return form === 'plain' ? form : formAfter(form);
}

function formsUntil(form: AnswerForm, end: AnswerForm): AnswerForm[] {
  return form === end ? [] : [form, ...formsUntil(formAfter(form), end)];
}

function correction({ answer, message }: UnusableAnswer): ChatCompletionMessageParam[] {
  const complaint = `That answer cannot be used:\n${message}\nAnswer again, with one JSON object that fits.`;
  // A runaway answer would crowd out the question. Some servers refuse an empty message, or two of the
  // user's in a row.
  const shown = answer.slice(0, 2000).toWellFormed() || '(no answer)';
  return [
    { role: 'assistant', content: shown },
    { role: 'user', content: complaint },
  ];
}
