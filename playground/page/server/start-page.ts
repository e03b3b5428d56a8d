import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { bundlePage } from './bundle.ts';
import { document, icon } from './document.ts';
import type { Host } from './host.ts';
import { listen } from './listen.ts';
import { serveTab } from './serve-tab.ts';

/**
 * Starts the page's server on this machine alone: at `port`, or at a free one where that is taken.
 * Each tab receives changes over a WebSocket, and sends its visitor's actions over it.
 */
export async function startPage({
  host,
  port,
}: {
  host: Host;
  port: number;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const { script, style } = await bundlePage();
  const files = new Map([
    ['/', { type: 'text/html', body: document }],
    ['/page.js', { type: 'text/javascript', body: script }],
    ['/page.css', { type: 'text/css', body: style }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
  ]);
  const server = createServer((request, response) => {
    const file = isFromHere(request) ? files.get(pathOf(request)) : undefined;
    if (!file) return respond(response, 404, { type: 'text/plain', body: 'There is nothing here' });
    respond(response, 200, file);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  server.on('upgrade', (request, socket, head) => {
    if (!isFromHere(request)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serveTab(opened, host));
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { url, stop: () => stop(server, sockets) };
}

/**
 * Refuses pages of other sites in the visitor's browser: they send their own host as origin, or a
 * host name that was made to resolve to this machine.
 */
function isFromHere({ headers: { host = '', origin } }: IncomingMessage): boolean {
  const isLoopback = /^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(host);
  return isLoopback && (origin === undefined || origin === `http://${host}`);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

function respond(response: ServerResponse, status: number, file: { type: string; body: string }) {
  response.writeHead(status, {
    'content-type': `${file.type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(file.body);
}

/** Only the page's own script runs, whatever a message contains. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

async function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
