import type { CallFault } from '../faults/fault.ts';
import type { HttpAnswer } from '../http-server.ts';
import type { Timers } from '../timers.ts';

/** Answers a call as an active fault changes it. */
export async function withFault(
  fault: CallFault | undefined,
  run: () => HttpAnswer,
  timers: Timers,
): Promise<HttpAnswer | 'cut'> {
  switch (fault?.fault) {
    case undefined:
      return run();
    case 'rate-limited':
      return tooMany(fault.retryAfterSeconds);
    case 'http-error':
      return { status: fault.status, body: 'upstream unavailable' };
    case 'slack-error':
      return { status: 200, body: { ok: false, error: fault.error } };
    case 'hang':
      await (fault.forMs === undefined ? forever() : timers.wait(fault.forMs));
      return run();
    case 'answer-lost':
      run();
      return 'cut';
    case 'connection-lost':
      return 'cut';
    case 'sign-in-page':
      return page(200, 'Sign in');
    case 'redirected':
      return { status: 302, headers: { location: fault.to }, body: '' };
    case 'length-changed':
      return withLength(run(), fault.by);
    case 'answer-changed':
      return changed(run(), fault.change);
  }
}

/** A page where bytes or JSON are expected. */
export function page(status: number, title: string): HttpAnswer {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status, headers, body: `<!DOCTYPE html><title>${title}</title>` };
}

/** A call that comes too soon. */
export function tooMany(retryAfterSeconds: number): HttpAnswer {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
}

function withLength(answer: HttpAnswer, by: number): HttpAnswer {
  const { body, headers } = answer;
  const { length } = Buffer.from(body instanceof Uint8Array ? body : JSON.stringify(body));
  return { ...answer, headers: { ...headers, 'content-length': `${length + by}` } };
}

function changed(answer: HttpAnswer, change: AnswerChanged['change']): HttpAnswer {
  const { body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) return answer;
  return { ...answer, body: change(body) };
}

type AnswerChanged = Extract<CallFault, { fault: 'answer-changed' }>;

function forever(): Promise<void> {
  return new Promise(() => {});
}
