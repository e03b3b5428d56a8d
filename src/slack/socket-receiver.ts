import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { silentLogger } from './silent-logger.ts';

const Envelope = z.object({
  ack: z.custom<(answer?: object) => Promise<void>>((value) => typeof value === 'function'),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

/**
 * Creates a receiver that acknowledges an envelope after its listener has ended, where Bolt's own
 * does so before. What is not acknowledged, Slack delivers again.
 */
export function createSocketReceiver({
  appToken,
  apiUrl,
  onFailure,
  onReconnect,
}: {
  appToken: string;
  apiUrl: string;
  onFailure: (error: unknown) => void;
  /** Hears when a socket is open again, and since when there was none. */
  onReconnect: (lostAt: Date) => void;
}): Receiver {
  const client = new SocketModeClient({
    appToken,
    logger: silentLogger,
    clientOptions: { slackApiUrl: apiUrl },
  });
  const inFlight = new Set<Promise<void>>();
  let app: App | undefined;
  let lostAt: Date | undefined;

  client.on('reconnecting', () => {
    lostAt ??= new Date();
  });
  client.on('connected', () => {
    if (lostAt) onReconnect(lostAt);
    lostAt = undefined;
  });
  client.on('slack_event', (envelope) => {
    const run = process(Envelope.parse(envelope)).catch(onFailure);
    inFlight.add(run);
    void run.then(() => inFlight.delete(run));
  });

  async function process({ ack, body, retry_num, retry_reason }: z.infer<typeof Envelope>) {
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
    start: () => client.start(),
    async stop() {
      await Promise.all(inFlight);
      await client.disconnect();
    },
  };
}
