import { once } from 'node:events';
import type { Server } from 'node:http';
import { errorCode } from '../../error-code.ts';

/** The web server cannot listen on its port. The message says what to do. */
export class PortUnusable extends Error {
  override readonly name = 'PortUnusable';
}

/**
 * Lets a server listen, and returns its port: 0 asks for any that is free.
 *
 * @throws {PortUnusable} when another program has the port, or this user may not have it.
 */
export async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch (cause) {
    throw new PortUnusable(`PORT: ${reason(cause, port)} Set PORT to another.`, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

function reason(error: unknown, port: number): string {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') return `another program listens on port ${port} already.`;
  if (code === 'EACCES') return `this user may not listen on port ${port}.`;
  return `it is not possible to listen on port ${port} (${code ?? 'no code'}).`;
}
