import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { type AnswerForm, formAfter } from './answer-form.ts';
import { ModelFailed, type ModelFailureReason, type Question } from './ask.ts';
import { ErrorAnswer } from './error-answer.ts';
import { UnusableAnswer } from './read-answer.ts';
import { ForeignAnswer } from './read-body.ts';
import { type Extra, extrasRefused, extrasSent, withoutAny } from './request-extras.ts';
import { retryAfterMs } from './retry-after.ts';
import { isAboutForm, isAboutRoles } from './why-refused.ts';

/** What to do differently at the next attempt. */
export type AttemptPlan = {
  form: AnswerForm;
  /** The forms that the server has refused. */
  refused: AnswerForm[];
  /** What is left out of the request, because the server refuses it, or may do so. */
  without: ReadonlySet<Extra>;
  /** The extras that the server has refused by name. */
  refusedExtras: Extra[];
  /** A form was given up after an error that may have had another reason. */
  isDoubtful: boolean;
  /** How many times longer than usual the answer may be. */
  timesLonger: number;
  /** The last unusable answer and what was wrong with it, sent to the model after the question. */
  correction: ChatCompletionMessageParam[];
  /** How long the server asked to wait before this attempt. */
  waitMs: number;
  /** A server that only does not know a form is asked in a simpler one at once. */
  isAtOnce: boolean;
};

/** What is known of a server and its model from earlier questions. */
export type KnownServer = {
  refusedForms: Set<AnswerForm>;
  refusedExtras: Set<Extra>;
  /** What was answered last, by the fullest form of the question. */
  worked: Map<AnswerForm, Pick<AttemptPlan, 'form' | 'without'>>;
  /** The fullest forms that were given up, at their last question, after an error of doubtful reason. */
  doubtful: Set<AnswerForm>;
};

export function nothingKnown(): KnownServer {
  return {
    refusedForms: new Set(),
    refusedExtras: new Set(),
    worked: new Map(),
    doubtful: new Set(),
  };
}

/** Keeps what an attempt that was answered shows. One error of doubtful reason shows nothing yet. */
export function learnFrom(
  { form, without, refused, refusedExtras, isDoubtful }: AttemptPlan,
  question: Pick<Question<never>, 'tool'>,
  known: KnownServer,
): void {
  for (const refusedForm of refused) known.refusedForms.add(refusedForm);
  for (const extra of refusedExtras) known.refusedExtras.add(extra);
  const fullest = fullestForm(question);
  if (!isDoubtful || known.doubtful.has(fullest)) known.worked.set(fullest, { form, without });
  if (isDoubtful) known.doubtful.add(fullest);
  if (form === fullest) known.doubtful.delete(fullest);
}

/** A form that worked and no longer does is not where the next question begins. */
export function forgetWhatFailed(
  error: unknown,
  question: Pick<Question<never>, 'tool'>,
  { worked }: KnownServer,
): void {
  const isOfForm =
    error instanceof ModelFailed && ['invalid-answer', 'rejected'].includes(error.reason);
  if (isOfForm) worked.delete(fullestForm(question));
}

/** The form that says most. */
function fullestForm({ tool }: Pick<Question<never>, 'tool'>): AnswerForm {
  return tool ? 'tool' : 'json-schema';
}

/**
 * Begins with the form that worked last; before any did, with the one that says most, of those that the
 * server is not known to refuse.
 */
export function firstPlan(
  question: Pick<Question<never>, 'tool'>,
  { refusedForms, refusedExtras, worked }: KnownServer,
): AttemptPlan {
  const fullest = fullestForm(question);
  const last = worked.get(fullest);
  let form = last?.form ?? fullest;
  while (refusedForms.has(form) && formAfter(form) !== form) form = formAfter(form);
  return {
    form,
    refused: [],
    without: new Set([...refusedExtras, ...(last?.without ?? [])]),
    refusedExtras: [],
    isDoubtful: false,
    timesLonger: 1,
    correction: [],
    waitMs: 0,
    isAtOnce: false,
  };
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
    // A model that thought until its tokens were used up has not answered at all.
    if (error.isUsedUp) return { ...again, timesLonger: plan.timesLonger * 4 };
    return { ...again, form, correction: correction(error) };
  }

  if (error instanceof ErrorAnswer && failure.reason === 'rejected') {
    const named = extrasRefused(error, extrasSent(plan.without));
    if (named.length > 0) {
      const refusedExtras = [...plan.refusedExtras, ...named];
      const without = new Set([...plan.without, ...named]);
      return { ...again, without, refusedExtras, isAtOnce: true };
    }
  }

  if (error instanceof ErrorAnswer && mayRefuseForm(error, failure)) {
    const form = isAboutRoles(error) ? 'single-message' : simplerForm(plan.form);
    const without = isNameless(error, failure) ? withoutAny : plan.without;
    const isSure = isAboutForm(error) || (error.status ?? 0) !== 500;
    if (form !== plan.form) {
      const first = form === 'single-message' ? 'tool' : plan.form;
      const refused = isSure ? [...plan.refused, ...formsUntil(first, form)] : plan.refused;
      const isDoubtful = plan.isDoubtful || !isSure;
      return { ...again, form, refused, without, isDoubtful, isAtOnce: isSure };
    }
    if (without.size > plan.without.size) return { ...again, without, isAtOnce: true };
  }

  const waitMs = retryAfterMs(error);
  const mayHeal = transient.has(failure.reason) || error instanceof ForeignAnswer;
  return mayHeal && waitMs <= longestWaitMs ? { ...again, waitMs } : null;
}

/** A server that says nothing of what it refuses may mean anything of the request. */
function isNameless(error: ErrorAnswer, { reason }: ModelFailed): boolean {
  return reason === 'rejected' && !isAboutForm(error) && !isAboutRoles(error);
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
