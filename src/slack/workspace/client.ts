import { WebClient } from '@slack/web-api';
import { silentLogger } from './silent-logger.ts';

/**
 * Creates the client for Slack's Web API. It tries each call once and gives up after 10 s: what
 * may be tried again is tried by the job that made the call, which knows whether it may.
 */
export function createSlackClient({ token, apiUrl }: { token: string; apiUrl: string }): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  });
}
