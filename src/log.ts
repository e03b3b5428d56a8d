import pino from 'pino';
import { z } from 'zod';
import { errorCode } from './error-code.ts';

/** What happened, by ids and reasons; never what anybody wrote. */
export type Log = {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
};

/** Creates the log: a line of JSON each, to standard output. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/**
 * What of an error may be logged: its kind, its code, and the messages of our own errors. Others'
 * messages may quote what a customer wrote or a connection's password.
 */
export function causeOf(error: unknown): object {
  if (!(error instanceof Error)) return aboutThrown(error);
  const code = errorCode(error);
  const own = ownErrors.has(error.name) ? { reason: error.message } : {};
  const slack = slackCode(error);
  const call = slackCall(error);
  const cause = error.cause === undefined ? {} : { cause: causeOf(error.cause) };
  const where = error.stack
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim();
  return {
    error: error.name,
    ...(code && { code }),
    ...slack,
    ...call,
    ...own,
    ...cause,
    ...(where && { where }),
  };
}

const ownErrors = new Set([
  'ModelFailed',
  'NotPosted',
  'OutsideTransaction',
  'RecordsUnavailable',
  'Undeliverable',
]);

/** pg-boss reports objects that are no errors. Of what was thrown, only names and codes are kept. */
function aboutThrown(thrown: unknown): object {
  if (thrown === null) return { error: 'null' };
  if (typeof thrown !== 'object') return { error: typeof thrown };
  const { name, code, queue } = Named.safeParse(thrown).data ?? {};
  return {
    error: name ?? thrown.constructor?.name ?? 'no Error',
    ...(code && { code }),
    ...(queue && { queue }),
  };
}

const Named = z.object({
  name: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  queue: z.string().optional().catch(undefined),
});

/** Slack's client is made to say which method failed; it says itself with which status. */
function slackCall(error: Error): { method?: string; status?: number } {
  const method = 'method' in error && typeof error.method === 'string' ? error.method : undefined;
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  return { ...(method && { method }), ...(status && { status }) };
}

function slackCode(error: Error): { slack?: string } {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return {};
  const { data } = error;
  return 'error' in data && typeof data.error === 'string' ? { slack: data.error } : {};
}
