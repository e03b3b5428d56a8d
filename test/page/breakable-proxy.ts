import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy to the playground that can stop, as if `npm run demo` had ended, and start again. */
export type BreakableProxy = {
  url: string;
  close: () => Promise<void>;
  reopen: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts a proxy on a free port. */
export async function startBreakableProxy(url: string): Promise<BreakableProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((visitor) => {
    const inside = connect(Number(port), hostname);
    for (const socket of [visitor, inside]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    visitor.pipe(inside).pipe(visitor);
  });
  const open = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : at;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const own = await open(0);
  return {
    url: `http://127.0.0.1:${own}`,
    close,
    reopen: async () => void (await open(own)),
    stop: close,
  };
}
