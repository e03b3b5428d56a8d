import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Receiver } from '@slack/bolt';
import { silentLogger } from '../workspace/silent-logger.ts';
import type { RefusedDeliveries } from './refused-deliveries.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import { verifiedRequests } from './verified-requests.ts';

/** How Slack reaches the bot: by requests to its own address, or over sockets that it opens. */
export type SlackTransport =
  | { kind: 'http'; signingSecret: string }
  | { kind: 'socket'; appToken: string };

/** How deliveries are received: by requests to the web server, or by sockets. */
export type DeliveryReceiver = {
  receiver: Receiver;
  /** What the web server hands Slack's requests to; undefined in Socket Mode. */
  requests: RequestListener | undefined;
  /** @throws {TokenRefused} when Slack opens no socket with this token. */
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
  /** Why nothing can arrive now; undefined while it can. */
  problem(): string | undefined;
};

/** Slack's longest deliveries are some hundred kilobytes; longer ones are not Slack's. */
const LONGEST_BODY_BYTES = 4 * 1024 * 1024;

/** Creates the receiver for a transport. Both acknowledge only after the listener has ended. */
export function createReceiver({
  transport,
  apiUrl,
  onFailure,
  onUnreadable,
  onWait,
  onConnect,
  refused,
  signal,
  retryMs,
}: {
  transport: SlackTransport;
  apiUrl: string;
  onFailure: (error: unknown) => void;
  /** Is called where a delivery can never be read. */
  onUnreadable: (about: { type: string }) => void;
  /** Is called with each failed try to open a socket. */
  onWait: (error: unknown) => void;
  /** Is called when a socket is open, with when there was none any more. */
  onConnect: (lostAt: Date) => void;
  refused: RefusedDeliveries;
  /** Ends the wait for the first socket. */
  signal: AbortSignal;
  /** Before the first new try to open a socket; grows to half a minute. */
  retryMs: number;
}): DeliveryReceiver {
  if (transport.kind === 'socket') {
    const { appToken } = transport;
    const receiver = createSocketReceiver({
      appToken,
      apiUrl,
      onFailure,
      onUnreadable,
      onWait,
      onConnect,
      signal,
      retryMs,
    });
    const { start, stop } = receiver;
    const problem = () => (receiver.isConnected() ? undefined : 'no socket to Slack is open');
    return { receiver, requests: undefined, start, stop, problem };
  }
  const receiver = new HTTPReceiver({
    signingSecret: transport.signingSecret,
    processBeforeResponse: true,
    bodyLimit: LONGEST_BODY_BYTES,
    logger: silentLogger,
  });
  // The web server is the bot's own: it listens and ends the requests under way.
  const nothing = async () => {};
  const requests = verifiedRequests(receiver.requestListener, {
    signingSecret: transport.signingSecret,
    longestBodyBytes: LONGEST_BODY_BYTES,
    refused,
  });
  return { receiver, requests, start: nothing, stop: nothing, problem: refused.problem };
}
