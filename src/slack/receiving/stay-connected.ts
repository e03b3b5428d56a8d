import type { SocketModeClient } from '@slack/socket-mode';
import pRetry from 'p-retry';
import { slackFailure } from '../workspace/slack-failure.ts';

/**
 * Opens a socket, resolves, and opens another whenever it is lost, until the signal. It tries for
 * as long as Slack is out of reach, at most half a minute apart.
 *
 * @throws when Slack refuses the first one, as with a wrong token.
 */
export async function stayConnected(
  client: SocketModeClient,
  {
    signal,
    onConnect,
    onWait,
    retryMs,
  }: {
    signal: AbortSignal;
    /** Is called when a socket is open, with when there was none any more. */
    onConnect: (lostAt: Date) => void;
    onWait: (error: Error) => void;
    /** Before the first new try; grows to half a minute. */
    retryMs: number;
  },
): Promise<void> {
  await connect(new Date(), (error) => slackFailure(error).kind !== 'refused');

  async function connect(lostAt: Date, mayHeal: (error: Error) => boolean): Promise<void> {
    await pRetry(() => open(client), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryMs,
      maxTimeout: 30_000,
      signal,
      shouldRetry: ({ error }) => mayHeal(error),
      onFailedAttempt: ({ error }) => onWait(error),
    });
    client.once('disconnected', () => {
      // What ends this one is the signal.
      connect(new Date(), () => true).catch(() => {});
    });
    onConnect(lostAt);
  }
}

/** The client rejects with nothing when a socket closes before Slack's greeting. */
async function open(client: SocketModeClient): Promise<void> {
  try {
    await client.start();
  } catch (error) {
    throw error instanceof Error ? error : new Error('The socket closed before it was ready.');
  }
}
