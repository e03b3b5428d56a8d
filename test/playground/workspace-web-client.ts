import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Workspace } from '../../playground/workspace/workspace.ts';

/** Slack's own client, configured to make every call once. */
export function webClient({ apiUrl, botToken }: Workspace, token: string = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: 2000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** Logs nothing: the refusals under test would fill the output. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
