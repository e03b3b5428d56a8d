import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Workspace } from '../../playground/workspace/workspace.ts';

/** Slack's own client, as a careful bot sets it up: every call is made once. */
export function webClient({ apiUrl, botToken }: Workspace, token: string = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: 2000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** The refusals under test would fill the screen. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
