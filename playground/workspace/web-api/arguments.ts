import { parse } from 'node:querystring';
import { z } from 'zod';
import { SlackError } from '../slack-error.ts';

/** A call's arguments as they were sent: text from a form, or JSON. */
export type RawArguments = Record<string, unknown>;

/** Reads a request's body in either of the two formats that Slack accepts. */
export function readArguments(contentType: string, body: string): RawArguments {
  if (!contentType.startsWith('application/json')) return { ...parse(body) };
  const { data, error } = JsonObject.safeParse(fromJson(body));
  if (error) throw new SlackError('invalid_json');
  return data;
}

const JsonObject = z.record(z.string(), z.unknown());

/** A boolean, as forms and clients write it. */
export const Flag = z.preprocess(
  (value) => ['true', '1', true, 1].some((yes) => value === yes),
  z.boolean(),
);

/** The maximum number of items. */
export const Limit = z.coerce.number().int().min(1).max(1000).optional();

/** A structure, which forms send as JSON text; text that is no JSON stays as it is. */
export const Structure = z.preprocess(
  (value) => (typeof value === 'string' ? (fromJson(value) ?? value) : value),
  z.unknown(),
);

export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
