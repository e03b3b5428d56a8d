import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { ModelFailed } from './ask.ts';
import { UnusableAnswer } from './read-answer.ts';

/**
 * Explains why an attempt failed in words that are safe to log. A server's error may quote the
 * customer, so only its status, its code and the request's id are kept.
 */
export function modelFailure(error: unknown): ModelFailed {
  if (error instanceof ModelFailed) return error;
  if (error instanceof UnusableAnswer) {
    return new ModelFailed('invalid-answer', 'The model gave no answer that fits the schema');
  }
  if (isTimeout(error)) {
    return new ModelFailed('timeout', "The model's server did not answer in time");
  }
  if (error instanceof APIConnectionError) {
    return new ModelFailed('unavailable', "The model's server cannot be reached", { cause: error });
  }
  if (error instanceof APIError) return errorAnswer(error);
  return new ModelFailed(
    'unavailable',
    "The answer did not come from a model's server, or it broke off",
  );
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

function errorAnswer({ status, code, requestID }: APIError): ModelFailed {
  const details = [code, requestID].filter((detail) => isIdentifier(detail)).join(', ');
  const answered = `The model's server answered ${status}${details && ` (${details})`}`;

  if (status === 402 || code === 'insufficient_quota') {
    return new ModelFailed('quota', `${answered}: add credit to its account`);
  }
  if (status === 429) return new ModelFailed('rate-limited', answered);
  if (code === 'content_filter') return new ModelFailed('refused', answered);
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    return new ModelFailed('unavailable', answered);
  }
  return new ModelFailed(
    'rejected',
    `${answered}: check OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL`,
  );
}

function isIdentifier(detail: unknown): boolean {
  return typeof detail === 'string' && /^[\w.-]{1,60}$/.test(detail);
}
