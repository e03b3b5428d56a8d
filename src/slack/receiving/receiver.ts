import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Receiver } from '@slack/bolt';
import { silentLogger } from '../workspace/silent-logger.ts';
import { refuseNonObjects } from './refuse-non-objects.ts';
import { createSocketReceiver } from './socket-receiver.ts';

/** How Slack reaches the bot: by requests to its own address, or over sockets that it opens. */
export type SlackTransport =
  | { kind: 'http'; signingSecret: string }
  | { kind: 'socket'; appToken: string };

/** How deliveries are received: by requests to the web server, or by sockets. */
export type DeliveryReceiver = {
  receiver: Receiver;
  /** What the web server hands Slack's requests to; undefined in Socket Mode. */
  requests: RequestListener | undefined;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
};

/** Slack's longest deliveries are some hundred kilobytes; longer ones are not Slack's. */
const LONGEST_BODY_BYTES = 4 * 1024 * 1024;

/** Creates the receiver for a transport. Both acknowledge only after the listener has ended. */
export function createReceiver({
  transport,
  apiUrl,
  onFailure,
  onWait,
  onConnect,
  retryMs,
}: {
  transport: SlackTransport;
  apiUrl: string;
  onFailure: (error: unknown) => void;
  /** Is called with each failed try to open a socket. */
  onWait: (error: Error) => void;
  /** Is called when a socket is open, with when there was none any more. */
  onConnect: (lostAt: Date) => void;
  /** Before the first new try to open a socket; grows to half a minute. */
  retryMs: number;
}): DeliveryReceiver {
  if (transport.kind === 'socket') {
    const { appToken } = transport;
    const receiver = createSocketReceiver({
      appToken,
      apiUrl,
      onFailure,
      onWait,
      onConnect,
      retryMs,
    });
    return { receiver, requests: undefined, start: receiver.start, stop: receiver.stop };
  }
  const receiver = new HTTPReceiver({
    signingSecret: transport.signingSecret,
    processBeforeResponse: true,
    bodyLimit: LONGEST_BODY_BYTES,
    logger: silentLogger,
  });
  // The web server is the bot's own: it listens and ends the requests under way.
  const nothing = async () => {};
  const requests = refuseNonObjects(receiver.requestListener, {
    longestBodyBytes: LONGEST_BODY_BYTES,
  });
  return { receiver, requests, start: nothing, stop: nothing };
}
