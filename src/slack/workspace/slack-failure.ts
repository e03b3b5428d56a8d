import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';

/** What a failed call to Slack means for its caller. */
export type SlackFailure =
  /** Slack answered with an error code, and did nothing. */
  | { kind: 'refused'; code: string }
  | { kind: 'rate-limited'; retryAfterMs: number }
  /** No answer, or an unclear one: the call may have taken effect. */
  | { kind: 'unsure' };

const PlatformError = z.object({
  code: z.literal(ErrorCode.PlatformError),
  data: z.object({ error: z.string() }),
});
const RateLimited = z.object({
  code: z.literal(ErrorCode.RateLimitedError),
  retryAfter: z.number(),
});

export function slackFailure(error: unknown): SlackFailure {
  const refused = PlatformError.safeParse(error);
  if (refused.success) return platformFailure(refused.data.data.error);
  const limited = RateLimited.safeParse(error);
  if (limited.success) {
    return { kind: 'rate-limited', retryAfterMs: limited.data.retryAfter * 1000 };
  }
  return { kind: 'unsure' };
}

/** Slack asks to wait; so long it is waited at most for what can be done without. */
export class AskedToWait extends Error {
  override readonly name = 'AskedToWait';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, options: { cause: unknown }) {
    super('Slack asks to wait', options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** For how long Slack asked to wait, where that is why a call, or what it was made for, failed. */
export function askedToWaitMs(error: unknown): number | undefined {
  if (error instanceof AskedToWait) return error.retryAfterMs;
  const failure = slackFailure(error);
  if (failure.kind === 'rate-limited') return failure.retryAfterMs;
  return error instanceof Error && error.cause ? askedToWaitMs(error.cause) : undefined;
}

/** These codes name faults of Slack itself: it may have acted before it failed. */
const unsureCodes = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

function platformFailure(code: string): SlackFailure {
  if (code === 'ratelimited' || code === 'rate_limited') {
    return { kind: 'rate-limited', retryAfterMs: 1_000 };
  }
  if (unsureCodes.has(code) || !isCode(code)) return { kind: 'unsure' };
  return { kind: 'refused', code };
}

/** Where an answer is not JSON, as a proxy's page, Slack's client gives the whole body as the code. */
function isCode(code: string): boolean {
  return /^\w[\w-]*$/.test(code);
}

/** Refusals that the owner, or Slack, can repair; then the same call goes through. */
export const forOwnerToRepair: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'accesslimited',
  'team_access_not_granted',
  // While a workspace moves into an enterprise organization.
  'team_added_to_org',
  'org_login_required',
]);
