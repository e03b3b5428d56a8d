import { ErrorAnswer } from './error-answer.ts';

/**
 * How long a server asks its clients to wait, in milliseconds; 0 when it does not ask.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(error: unknown, now: number = Date.now()): number {
  if (!(error instanceof ErrorAnswer)) return 0;
  const asked = error.headers?.get('retry-after');
  if (!asked) return 0;
  const seconds = Number(asked);
  const waitMs = Number.isNaN(seconds) ? Date.parse(asked) - now : seconds * 1000;
  return Number.isNaN(waitMs) ? 0 : Math.max(waitMs, 0);
}
