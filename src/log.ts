import pino from 'pino';

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
 * What of an error may be logged: its kind, its code, what it is about by name, and the messages of
 * our own errors and of a few that are always the same. Others' messages may quote what a customer
 * wrote or a connection's password.
 */
export function causeOf(error: unknown): object {
  if (typeof error !== 'object' || error === null) {
    return { error: error === null ? 'null' : typeof error };
  }
  const { message, stack } = ownTexts(error, ['message', 'stack']);
  const kind = error instanceof Error ? error.name : 'thrown object';
  const isTold = message !== undefined && (ownErrors.has(kind) || fixedMessages.has(message));
  const cause = causeIn(error);
  const where = placeIn(stack);
  return {
    error: kind,
    ...ownTexts(error, ['code', 'queue', 'table', 'column', 'constraint']),
    ...slackCode(error),
    ...slackCall(error),
    ...(isTold && { reason: message }),
    ...(cause !== undefined && { cause: causeOf(cause) }),
    ...(where && { where }),
  };
}

/** PostgreSQL's errors name what they are about; pg-boss's are plain objects that name the queue. */
function ownTexts(error: object, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(error, name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** Bolt wraps an error that has no code of its own. */
function causeIn(error: object): unknown {
  if ('cause' in error && error.cause !== undefined) return error.cause;
  return 'original' in error ? error.original : undefined;
}

const ownErrors = new Set([
  'DatabaseUnusable',
  'ModelFailed',
  'NotPosted',
  'OutsideTransaction',
  'PayloadUnreadable',
  'RecordsUnavailable',
  'Undeliverable',
  'UnreadableItem',
]);

/** Those of PostgreSQL's driver and of pg-boss that have no code: without them nothing would be left. */
const fixedMessages = new Set([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'LISTEN/NOTIFY channel registration was lost',
  'LISTEN/NOTIFY connection ended',
  'LISTEN/NOTIFY heartbeat timed out',
  'PGlite is closed',
  'PGlite is closing',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
]);

/** The first place in the bot's own code; what carries out a transaction says least. */
function placeIn(stack = ''): string | undefined {
  const places = stack.split('\n').filter((line) => line.includes('/src/'));
  const place = places.find((line) => !line.includes('/src/database/')) ?? places[0];
  return place?.trim();
}

/** Slack's client is made to say which method failed; it says itself with which status. */
function slackCall(error: object): { method?: string; status?: number } {
  const { method } = ownTexts(error, ['method']);
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  return { ...(method && { method }), ...(status && { status }) };
}

function slackCode(error: object): { slack?: string } {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return {};
  const { data } = error;
  return 'error' in data && typeof data.error === 'string' ? { slack: data.error } : {};
}
