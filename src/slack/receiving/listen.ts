import { once } from 'node:events';
import type { Server } from 'node:http';
import { CannotStart } from '../../cannot-start.ts';
import { errorCode } from '../../error-code.ts';

/** The web server cannot listen where it should. The message says what to do. */
export class PortUnusable extends CannotStart {
  override readonly name = 'PortUnusable';
}

export type ListenOptions = {
  /** The address to listen on; undefined: every one of this machine. */
  host?: string | undefined;
  /** The settings that name the port and the host. */
  settings?: { port: string; host: string };
};

/**
 * Lets a server listen, and returns its port: 0 asks for any that is free.
 *
 * @throws {PortUnusable} when another program has the port, or this user may not have it, or the
 * machine has no such address.
 */
export async function listen(
  server: Server,
  port: number,
  { host, settings = { port: 'PORT', host: 'HOST' } }: ListenOptions = {},
): Promise<number> {
  try {
    server.listen({ port, host });
    await once(server, 'listening');
  } catch (cause) {
    const code = errorCode(cause) ?? 'no code';
    const message =
      host !== undefined && hostCodes.has(code)
        ? `${settings.host}: it is not possible to listen on ${host} (${code}). Set ${settings.host} to an address of this machine.`
        : `${settings.port}: ${reason(code, port)} Set ${settings.port} to another.`;
    throw new PortUnusable(message, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** It is the address that is wrong, not the port. */
const hostCodes = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT']);

function reason(code: string, port: number): string {
  if (code === 'EADDRINUSE') return `another program listens on port ${port} already.`;
  if (code === 'EACCES') return `this user may not listen on port ${port}.`;
  return `it is not possible to listen on port ${port} (${code}).`;
}
