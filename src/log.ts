import pino from 'pino';
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
  if (!(error instanceof Error)) return { error: typeof error };
  const code = errorCode(error);
  const own = ownErrors.has(error.name) ? { reason: error.message } : {};
  const slack = slackCode(error);
  const cause = error.cause === undefined ? {} : { cause: causeOf(error.cause) };
  const where = error.stack
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim();
  return {
    error: error.name,
    ...(code && { code }),
    ...slack,
    ...own,
    ...cause,
    ...(where && { where }),
  };
}

const ownErrors = new Set([
  'ModelFailed',
  'NotPosted',
  'OutsideTransaction',
  'PayloadUnreadable',
  'RecordsUnavailable',
  'Undeliverable',
  'UnreadableItem',
]);

function slackCode(error: Error): { slack?: string } {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return {};
  const { data } = error;
  return 'error' in data && typeof data.error === 'string' ? { slack: data.error } : {};
}
