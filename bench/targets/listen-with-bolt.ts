import { once } from 'node:events';
import { createServer } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';

/** Starts a Bolt app that calls `take` with each message, and prints its port. */
export async function listenWithBolt(
  { signingSecret }: { signingSecret: string },
  take: (message: { channel: string; ts: string }) => Promise<void>,
): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret, processBeforeResponse: true });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-unused', botId: 'B0BENCH', botUserId: 'U0BENCH' }),
  });
  app.event('message', ({ event }) => take(event));
  const server = createServer(receiver.requestListener).listen(0);
  await once(server, 'listening');
  process.stdout.write(`${JSON.stringify(server.address())}\n`);
}
