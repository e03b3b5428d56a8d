import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../src/slack/receiving/listen.ts';

/** A call that Slack has carried out, and of which the bot does not know the answer yet. */
export type HeldCall = {
  /** The connection breaks: the bot never gets the answer. */
  drop(): void;
};

/** Stands between the bot and Slack, and passes every call on. */
export type BotCalls = {
  /** The address for `SLACK_API_URL`. */
  apiUrl: string;
  /** How often each method was called, and how often Slack knew no such method. */
  counts: ReadonlyMap<string, { calls: number; unknown: number }>;
  /** When it last read or wrote messages. */
  lastAt(): number;
  /** Holds back the answer to the bot's next call of a method. */
  holdNext(method: string): { held: Promise<HeldCall>; cancel(): void };
  stop(): Promise<void>;
};

export async function startBotCalls(slackUrl: string): Promise<BotCalls> {
  const counts = new Map<string, { calls: number; unknown: number }>();
  let lastAt = Date.now();
  let hold: { method: string; onHeld: (call: HeldCall) => void } | undefined;

  const server = createServer((request, response) => {
    passOn(request, response).catch(() => response.destroy());
  });

  async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', headers } = request;
    const answer = await fetch(new URL(url, slackUrl), {
      method: 'POST',
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? '',
      },
      body: await buffer(request),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const method = url.replace('/api/', '');
    note(method, answer.status);
    if (hold?.method === method) {
      hold.onHeld({ drop: () => response.destroy() });
      hold = undefined;
      return;
    }
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type }).end(body);
  }

  function note(method: string, status: number): void {
    if (/^(?:chat|conversations)\./.test(method)) lastAt = Date.now();
    const count = counts.get(method) ?? { calls: 0, unknown: 0 };
    count.calls += 1;
    if (status === 404) count.unknown += 1;
    counts.set(method, count);
  }

  const port = await listen(server, 0);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    counts,
    lastAt: () => lastAt,
    holdNext(method) {
      const { promise, resolve } = Promise.withResolvers<HeldCall>();
      const mine = { method, onHeld: resolve };
      hold = mine;
      return {
        held: promise,
        cancel() {
          if (hold === mine) hold = undefined;
        },
      };
    },
    async stop() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}
