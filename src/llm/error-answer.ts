import { fieldsOf, isObject } from '../fields-of.ts';
import { parseJson } from './find-json-objects.ts';

/**
 * A server's answer that reports an error. Its words may quote the customer: they are for finding out
 * what is wrong, and are neither logged nor kept.
 */
export class ErrorAnswer extends Error {
  override readonly name = 'ErrorAnswer';
  /** Of the response; or, where that was a 200, the one in its body. */
  readonly status: number | undefined;
  /** Codes and sentences, in lower case. */
  readonly words: string;
  /** Whether a web page came, from a server in front of the model's. */
  readonly isPage: boolean;
  readonly headers: Headers | undefined;

  constructor({ status, body, headers }: { status?: number; body: unknown; headers?: Headers }) {
    super('The server answered with an error.');
    const read = typeof body === 'string' ? (parseJson(body) ?? body) : body;
    this.isPage = typeof read === 'string' && /^\s*<(?:!doctype|html|head|body|h1)/i.test(read);
    this.status = status ?? statusIn(read);
    this.words = this.isPage ? '' : wordsIn(read).join('\n').slice(0, 4_000).toLowerCase();
    this.headers = headers;
  }
}

/** The error in the body of a 200, in each of the forms that servers send; `undefined` without one. */
export function errorIn(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(errorIn).find((error) => error !== undefined);
  if (!isObject(body)) return undefined;
  const { error, errors, detail, object, type, success, status, base_resp, choices } = body;
  if (error) return error;
  if (Array.isArray(errors) && errors.length > 0) return errors;
  if (object === 'error' || type === 'error' || success === false || status === 'error') {
    return body;
  }
  if (fieldsOf(base_resp).status_code) return base_resp;
  if (Array.isArray(choices)) {
    return choices.map((choice) => fieldsOf(choice).error).find((failed) => failed);
  }
  const isSentence = typeof body.message === 'string' || typeof body.msg === 'string';
  return isSentence ? body : detail;
}

const statusKeys = ['status', 'status_code', 'http_code', 'code'];

/** The HTTP status that an error's body names. */
function statusIn(body: unknown): number | undefined {
  if (Array.isArray(body)) return body.map(statusIn).find((status) => status !== undefined);
  const fields = fieldsOf(body);
  const named = statusKeys.map((key) => Number(fields[key])).find((code) => isErrorStatus(code));
  return named ?? (fields.error ? statusIn(fields.error) : undefined);
}

function isErrorStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 400 && code < 600;
}

/** Servers put the rejected request here, and with it the customer's words. */
const quotingKeys = ['input', 'failed_generation', 'request', 'body', 'ctx', 'url', 'user_id'];
const DEEPEST = 6;

function wordsIn(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    return inner === undefined ? [value] : wordsIn(inner, depth + 1);
  }
  if (Array.isArray(value)) return value.flatMap((part) => wordsIn(part, depth + 1));
  return Object.entries(fieldsOf(value))
    .filter(([key]) => !quotingKeys.includes(key))
    .flatMap(([key, part]) => wordsIn(key === 'param' ? `param:${part}` : part, depth + 1));
}
