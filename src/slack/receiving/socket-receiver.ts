import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { silentLogger } from '../workspace/silent-logger.ts';
import { stayConnected } from './stay-connected.ts';

const Envelope = z.object({
  ack: z.custom<(answer?: object) => Promise<void>>((value) => typeof value === 'function'),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

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
  onWait,
  onConnect,
  signal,
  retryMs,
}: {
  appToken: string;
  apiUrl: string;
  onFailure: (error: unknown) => void;
  onWait: (error: unknown) => void;
  /** Is called when a socket is open, with when there was none any more. */
  onConnect: (lostAt: Date) => void;
  /** Ends the wait for the first socket. */
  signal: AbortSignal;
  /** Before the first new try to open a socket; grows to half a minute. */
  retryMs: number;
}): SocketReceiver {
  const client = new SocketModeClient({
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

  client.on('slack_event', (envelope) => {
    const run = take(envelope).catch(onFailure);
    inFlight.add(run);
    void run.then(() => inFlight.delete(run));
  });

  async function take(envelope: unknown) {
    const { ack, body, retry_num, retry_reason } = Envelope.parse(envelope);
    let answer: object | undefined;
    const event: ReceiverEvent = {
      body,
      ack: async (response) => {
        answer = typeof response === 'string' ? { text: response } : response;
      },
      ...(retry_num !== undefined && { retryNum: retry_num }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
    };
    await app?.processEvent(event);
    await ack(answer);
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
