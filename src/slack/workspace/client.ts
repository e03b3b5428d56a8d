import { WebClient } from '@slack/web-api';
import { silentLogger } from './silent-logger.ts';

/**
 * Creates the client for Slack's Web API. It tries each call once and gives up after 10 s: what
 * may be tried again is tried by the job that made the call, which knows whether it may.
 */
export function createSlackClient({ token, apiUrl }: { token: string; apiUrl: string }): WebClient {
  return new NamingClient(token, {
    slackApiUrl: apiUrl,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  });
}

/** Its errors name the method that was called, which the library's own do not. */
class NamingClient extends WebClient {
  override async apiCall(
    ...[method, options]: Parameters<WebClient['apiCall']>
  ): ReturnType<WebClient['apiCall']> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { method }) : error;
    }
  }
}
