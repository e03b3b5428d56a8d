import { APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from 'openai';
import { ModelFailed, type ModelFailureReason } from './ask.ts';
import { ErrorAnswer } from './error-answer.ts';
import { UnusableAnswer } from './read-answer.ts';
import { ForeignAnswer } from './read-body.ts';
import { whyRefused } from './why-refused.ts';

/**
 * Explains why an attempt to ask `model` failed, in words that are safe to log. A server's error may
 * quote the customer, so only its status and the request's id are kept.
 */
export function modelFailure(error: unknown, model: string): ModelFailed {
  if (error instanceof ModelFailed) return error;
  if (error instanceof UnusableAnswer) {
    return new ModelFailed('invalid-answer', 'The model gave no answer that fits the schema');
  }
  if (error instanceof ForeignAnswer) {
    return new ModelFailed(
      'no-model-server',
      `What answered is no model's server: ${checkAddress}`,
    );
  }
  if (error instanceof ErrorAnswer) return errorFailure(error, model);
  if (isTimeout(error)) {
    return new ModelFailed('timeout', "The model's server did not answer in time");
  }
  if (error instanceof APIConnectionError) {
    return new ModelFailed('unavailable', "The model's server cannot be reached", { cause: error });
  }
  return new ModelFailed('unavailable', "The answer of the model's server broke off");
}

/** The limit of an attempt aborts the request: the library reports it, or `fetch` while reading. */
function isTimeout(error: unknown): boolean {
  return (
    error instanceof APIConnectionTimeoutError ||
    error instanceof APIUserAbortError ||
    (error instanceof DOMException &&
      (error.name === 'AbortError' || error.name === 'TimeoutError'))
  );
}

const checkAddress = 'check OPENAI_BASE_URL';
const nextSteps = new Map<ModelFailureReason, string>([
  ['quota', 'add credit to its account'],
  ['no-model-server', checkAddress],
  ['wrong-key', 'check OPENAI_API_KEY'],
  ['unknown-model', 'check OPENAI_MODEL'],
  ['too-long', 'the question is too long for the model'],
  ['rejected', 'it accepts the question in no form'],
]);

function errorFailure(error: ErrorAnswer, model: string): ModelFailed {
  const { status, headers } = error;
  const reason = whyRefused(error);
  const requestId = headers?.get('x-request-id') ?? '';
  const id = /^[\w.-]{1,60}$/.test(requestId) ? ` (${requestId})` : '';
  const nextStep = nextSteps.get(reason);
  const message = `The model's server answered ${status ?? 'an error'}${id}${nextStep ? `: ${nextStep}` : ''}`;
  const isUnknown = reason === 'unknown-model';
  return new ModelFailed(reason, message, {
    values: { ...(status !== undefined && { status }), ...(isUnknown && { model }) },
  });
}
