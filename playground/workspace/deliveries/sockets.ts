import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { App } from '../team/app.ts';
import type { Timers } from '../timers.ts';
import { fromJson } from '../web-api/arguments.ts';
import type { Delivery, DeliveryResult, Retry, Transport } from './delivery.ts';

const pingEveryMs = 5000;

/** Socket Mode: the bot's open connections, and the deliveries over them. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
export type Sockets = {
  count: () => number;
  /** An address at which the bot may open one socket. */
  openUrl: (origin: string) => string;
  accept: (request: IncomingMessage, stream: Duplex) => void;
  transport: Transport;
  /** Sends an envelope that a test wrote by hand, and resolves with what became of it. */
  deliver: (envelope: object) => Promise<DeliveryResult['status']>;
  /** Asks the bot to reconnect, as Slack does every few hours. */
  refresh: () => void;
  cut: () => void;
};

const Acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export function createSockets(deps: {
  app: App;
  timers: Timers;
  acknowledgeWithinMs: number;
}): Sockets {
  const { app, timers, acknowledgeWithinMs } = deps;
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (result: DeliveryResult) => void>();

  const acknowledge = (text: string) => {
    const { data } = Acknowledgement.safeParse(fromJson(text));
    if (data) waiting.get(data.envelope_id)?.(result('acknowledged', data.payload ?? ''));
  };
  const pingAll = () => {
    for (const socket of open) socket.ping();
  };
  timers.every(pingEveryMs, pingAll);

  const send = async (content: object) => {
    const socket = [...open].at(-1);
    if (!socket) return result('not connected');
    const envelopeId = randomUUID();
    const answered = new Promise<DeliveryResult>((resolve) => waiting.set(envelopeId, resolve));
    socket.send(JSON.stringify({ envelope_id: envelopeId, ...content }));
    const late = timers.wait(acknowledgeWithinMs).then(() => result('timeout'));
    return Promise.race([answered, late]).finally(() => waiting.delete(envelopeId));
  };

  return {
    count: () => open.size,
    openUrl(origin) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`;
    },
    accept(request, stream) {
      const ticket = new URL(request.url ?? '/', 'http://link').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        stream.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, stream, Buffer.alloc(0), (socket) => {
        socket.on('message', (data) => acknowledge(data.toString()));
        socket.on('error', () => socket.terminate());
        socket.on('close', () => open.delete(socket));
        open.add(socket);
        socket.send(JSON.stringify(hello(app, open.size)));
      });
    },
    transport: (delivery, retry) => send(envelope(delivery, retry)),
    deliver: async (envelope) => (await send(envelope)).status,
    refresh() {
      const goodbye = { type: 'disconnect', reason: 'refresh_requested', debug_info: {} };
      for (const socket of open) socket.send(JSON.stringify(goodbye));
    },
    cut() {
      for (const socket of open) socket.terminate();
    },
  };
}

function hello(app: App, connections: number) {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: app.id },
    debug_info: { host: 'playground', approximate_connection_time: 18_060 },
  };
}

const envelopeTypes = {
  event: 'events_api',
  command: 'slash_commands',
  interaction: 'interactive',
} satisfies Record<Delivery['kind'], string>;

function envelope({ kind, payload }: Delivery, retry: Retry | undefined) {
  const attempts = { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' };
  return {
    type: envelopeTypes[kind],
    payload,
    accepts_response_payload: kind !== 'event',
    ...(kind === 'event' ? attempts : {}),
  };
}

function result(status: DeliveryResult['status'], body: unknown = ''): DeliveryResult {
  return { accepted: status === 'acknowledged', status, body, noRetry: false };
}
