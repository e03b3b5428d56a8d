import type { SocketModeClient } from '@slack/socket-mode';
import { TokenRefused } from '../workspace/connect.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { untilSlackAnswers } from '../workspace/until-slack-answers.ts';

/**
 * Opens a socket, resolves, and opens another whenever it is lost, until the signal. It tries for
 * as long as Slack is out of reach, at most half a minute apart.
 *
 * @throws {TokenRefused} when Slack refuses the first one, as with a wrong token.
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
    onWait: (error: unknown) => void;
    /** Before the first new try; grows to half a minute. */
    retryMs: number;
  },
): Promise<void> {
  try {
    await connect(new Date(), (error) => slackFailure(error).kind !== 'refused');
  } catch (error) {
    throw refusal(error) ?? error;
  }

  async function connect(lostAt: Date, mayHeal: (error: unknown) => boolean): Promise<void> {
    await untilSlackAnswers(() => open(client), { signal, onWait, retryMs, mayHeal });
    client.once('disconnected', () => {
      // What ends this one is the signal.
      connect(new Date(), () => true).catch(() => {});
    });
    onConnect(lostAt);
  }
}

function refusal(error: unknown): TokenRefused | undefined {
  const failure = slackFailure(error);
  if (failure.kind !== 'refused') return undefined;
  return new TokenRefused(
    `SLACK_APP_TOKEN: Slack opens no socket with this token (${failure.code}). It needs the scope connections:write, and Socket Mode must be on: make one on your app's page, Basic Information, App-Level Tokens.`,
    { cause: error },
  );
}

/** A socket was closed before Slack's greeting. */
class SocketClosed extends Error {
  override readonly name = 'SocketClosed';
}

/** The client rejects with nothing, or an error without a method, when a socket does not open. */
async function open(client: SocketModeClient): Promise<void> {
  try {
    await client.start();
  } catch (error) {
    const cause =
      error instanceof Error ? error : new SocketClosed('The socket closed before it was ready');
    throw Object.assign(cause, { method: 'apps.connections.open' });
  }
}
