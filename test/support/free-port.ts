import { once } from 'node:events';
import { createServer } from 'node:http';
import { listen } from '../../src/slack/receiving/listen.ts';

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  server.close();
  await once(server, 'close');
  return port;
}
