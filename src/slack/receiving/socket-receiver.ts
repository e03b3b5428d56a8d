import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { isObject } from '../../fields-of.ts';
import { silentLogger } from '../workspace/silent-logger.ts';
import { type Envelope, EnvelopeClient } from './envelope-client.ts';
import { stayConnected } from './stay-connected.ts';

/** `isConnected` is true while Slack can deliver. */
export type SocketReceiver = Receiver & { isConnected(): boolean };

/**
 * Creates a receiver that acknowledges an envelope after its listener has ended, where Bolt's own
 * does so before. What is not acknowledged, Slack delivers again.
 */
export function createSocketReceiver({
  appToken,
  apiUrl,
  onFailure,
  onUnreadable,
  onWait,
  onConnect,
  signal,
  retryMs,
}: {
  appToken: string;
  apiUrl: string;
  onFailure: (error: unknown) => void;
  /** Is called where a delivery can never be read; it is acknowledged. */
  onUnreadable: (about: { type: string }) => void;
  onWait: (error: unknown) => void;
  /** Is called when a socket is open, with when there was none any more. */
  onConnect: (lostAt: Date) => void;
  /** Ends the wait for the first socket. */
  signal: AbortSignal;
  /** Before the first new try to open a socket; grows to half a minute. */
  retryMs: number;
}): SocketReceiver {
  const client = new EnvelopeClient({
    appToken,
    logger: silentLogger,
    // Its own way to connect again waits ever longer, and ends the process when Slack is down.
    autoReconnectEnabled: false,
    clientOptions: { slackApiUrl: apiUrl, timeout: 10_000, retryConfig: { retries: 0 } },
  });
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  let app: App | undefined;
  let isConnected = false;
  client.on('connected', () => {
    isConnected = true;
  });
  client.on('disconnected', () => {
    isConnected = false;
  });

  client.on('envelope', (envelope: Envelope) => {
    const run = take(envelope).catch(onFailure);
    inFlight.add(run);
    void run.then(() => inFlight.delete(run));
  });

  async function take({ payload, retry_attempt, retry_reason, acknowledge }: Envelope) {
    if (!isObject(payload)) {
      onUnreadable({ type: 'delivery' });
      return acknowledge(undefined);
    }
    let answer: object | undefined;
    const event: ReceiverEvent = {
      body: payload,
      ack: async (response) => {
        answer = typeof response === 'string' ? { text: response } : response;
      },
      ...(typeof retry_attempt === 'number' && { retryNum: retry_attempt }),
      ...(typeof retry_reason === 'string' && { retryReason: retry_reason }),
    };
    await app?.processEvent(event);
    await acknowledge(answer);
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: () =>
      stayConnected(client, {
        signal: AbortSignal.any([signal, stopping.signal]),
        onConnect,
        onWait,
        retryMs,
      }),
    isConnected: () => isConnected,
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
      await client.disconnect();
    },
  };
}
