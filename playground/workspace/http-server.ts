import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export type HttpRequest = {
  path: string;
  verb: string;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  /** The same as text. */
  body: string;
};
export type HttpAnswer = {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown> | string | Uint8Array;
};

/** Answers a request; `cut` breaks the connection instead. */
export type Respond = (request: HttpRequest) => Promise<HttpAnswer | 'cut'>;

/** A server that listens on this machine only, and can close and listen again on the same port. */
export type HttpServer = {
  port: () => number;
  listen: () => Promise<void>;
  /** Stops listening and breaks every connection, also those waiting for an answer. */
  close: () => Promise<void>;
};

const host = '127.0.0.1';

export function createHttpServer(deps: {
  port: number;
  respond: Respond;
  upgrade: (request: IncomingMessage, socket: Duplex) => void;
}): HttpServer {
  const server = createServer((request, response) => {
    answer(request, response, deps.respond).catch(() => request.socket.destroy());
  });
  server.on('upgrade', deps.upgrade);
  let { port } = deps;
  return {
    port: () => port,
    async listen() {
      await listeningAgain(server, port);
      const address = server.address();
      if (typeof address === 'object' && address) port = address.port;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** While the server was closed, another program's connection may have taken its port for a moment. */
async function listeningAgain(server: Server, port: number): Promise<void> {
  const giveUp = AbortSignal.timeout(borrowedForMs);
  for (;;) {
    try {
      return await listening(server, port);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || giveUp.aborted) throw error;
      await sleep(100);
    }
  }
}

const borrowedForMs = 15_000;

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, respond: Respond) {
  const path = new URL(request.url ?? '/', `http://${host}`).pathname;
  const bytes = await buffer(request);
  const { headers: sent, method: verb = '' } = request;
  const answered = await respond({ path, verb, headers: sent, bytes, body: bytes.toString() });
  if (answered === 'cut') {
    request.socket.destroy();
    return;
  }
  const { status, headers, body } = answered;
  const { contentType, content } = encoded(body);
  response.writeHead(status, { 'content-type': contentType, ...headers });
  // Where the length was stated wrongly, no other answer can follow.
  response.end(content, () => headers?.['content-length'] && request.socket.destroySoon());
}

function encoded(body: HttpAnswer['body']): { contentType: string; content: string | Uint8Array } {
  if (typeof body === 'string') return { contentType: 'text/plain', content: body };
  if (body instanceof Uint8Array) {
    return { contentType: 'application/octet-stream', content: body };
  }
  return { contentType: 'application/json; charset=utf-8', content: JSON.stringify(body) };
}
