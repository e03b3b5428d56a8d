import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import { errorCode } from '../../error-code.ts';
import { slackFailure } from './slack-failure.ts';

const Call = z.object({ method: z.string() });
const HttpError = z.object({ code: z.literal(ErrorCode.HTTPError), statusCode: z.number() });

/** What went wrong between the bot and Slack, in one sentence for the log. */
export function describeFailure(error: unknown, { apiUrl }: { apiUrl: string }): string {
  const method = Call.safeParse(error).data?.method ?? 'a call';
  const failure = slackFailure(error);
  if (failure.kind === 'refused') return `Slack refused ${method} (${failure.code})`;
  if (failure.kind === 'rate-limited') {
    return `Slack asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} s before the next ${method}`;
  }
  const http = HttpError.safeParse(error);
  if (http.success) return `Slack answered ${method} with status ${http.data.statusCode}`;
  if (errorCode(error) === ErrorCode.RequestError) {
    return `Slack cannot be reached at ${new URL(apiUrl).host} (${reasonOf(error)}); the bot waits for it`;
  }
  if (error instanceof Error && error.name === 'SocketClosed') return error.message;
  return `Slack's answer to ${method} cannot be used`;
}

/** The innermost reason: fetch says only that it failed. */
export function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  if (cause !== undefined && cause !== error) return reasonOf(cause);
  if (!(error instanceof Error)) return 'unknown reason';
  return errorCode(error) ?? error.message;
}
