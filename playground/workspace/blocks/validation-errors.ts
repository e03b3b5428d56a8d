import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Converts zod's issues to Slack's error messages: `must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export function validationErrors(error: z.ZodError, at: string): string[] {
  return error.issues.map((issue) => `${complaint(issue)} [json-pointer:${pointer(issue, at)}]`);
}

function pointer(issue: Issue, at: string): string {
  return [at, ...issue.path.map(String)].join('/');
}

function complaint(issue: Issue): string {
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys[0]}`;
  if (issue.code === 'invalid_union') return 'unsupported type';
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) {
    return `missing required field: ${String(issue.path.at(-1))}`;
  }
  return `failed to match all allowed schemas: ${issue.message}`;
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  return `must be at most ${maximum}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array') return `no fewer than ${minimum} items allowed`;
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`;
  return `must be at least ${minimum}`;
}
