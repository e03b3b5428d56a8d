import { once } from 'node:events';
import type { Server } from 'node:http';

/** Listens on 127.0.0.1 at `port`, or at a free one where that is taken. Returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return listen(server, 0);
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
