import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** The address of a database that accepts connections and never answers. */
export async function silentDatabase(t: TestContext): Promise<string> {
  return listen(t, () => {});
}

/** An address at which no database listens. */
export async function absentDatabase(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

type Line = { connectionString: string; stall(): void; cut(): void };

/** A connection to a database that can stop answering, or break, while it is in use. */
export async function lineTo(t: TestContext, database: string): Promise<Line> {
  const sockets: Socket[] = [];
  const connectionString = await listen(t, (near) => {
    const far = connect(Number(new URL(database).port), '127.0.0.1');
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
    sockets.push(near);
  });
  return {
    connectionString,
    stall() {
      for (const socket of sockets) socket.unpipe();
    },
    cut() {
      for (const socket of sockets.splice(0)) socket.destroy();
    },
  };
}

async function listen(t: TestContext, serve: (socket: Socket) => void): Promise<string> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return addressOf(server);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return `postgres://postgres@127.0.0.1:${address.port}/postgres`;
}
