import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
import { listen } from '../../page/server/listen.ts';
import type { AddEntry } from './activity-log.ts';

/** A proxy between the bot and its model, which can act as a model that is down. */
export type ModelProxy = {
  /** The bot's `OPENAI_BASE_URL`. */
  url: string;
  setDown: (isDown: boolean) => void;
  stop: () => Promise<void>;
};

/** Starts a proxy in front of a model's server: while it is set down, it answers 503. */
export async function startModelProxy({
  modelUrl,
  addEntry,
}: {
  modelUrl: string;
  addEntry: AddEntry;
}): Promise<ModelProxy> {
  let isDown = false;
  const server = createServer((incoming, outgoing) => {
    if (isDown) {
      addEntry({
        about: 'model',
        isProblem: true,
        text: 'The bot asks the model. The model is down.',
      });
      outgoing.writeHead(503, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ error: { message: 'The model is down, on purpose' } }));
      return;
    }
    addEntry({ about: 'model', isProblem: false, text: 'The bot asks the model.' });
    forward(incoming, outgoing, modelUrl).catch(() => outgoing.destroy());
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    setDown: (wanted) => {
      isDown = wanted;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function forward(incoming: IncomingMessage, outgoing: ServerResponse, modelUrl: string) {
  const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers;
  const answer = await request(`${modelUrl.replace(/\/$/, '')}${incoming.url}`, {
    method: incoming.method === 'GET' ? 'GET' : 'POST',
    headers,
    body: incoming.method === 'GET' ? null : incoming,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const { 'transfer-encoding': ____, connection: _____, ...kept } = answer.headers;
  outgoing.writeHead(answer.statusCode, kept);
  await pipeline(answer.body, outgoing);
}
