import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
import { listen } from '../../page/server/listen.ts';
import type { Tell } from './journal.ts';

/** The way from the bot to its model, which can be shut. */
export type ModelDoor = {
  /** What the bot is given as `OPENAI_BASE_URL`. */
  url: string;
  isShut: () => boolean;
  setShut: (isShut: boolean) => void;
  stop: () => Promise<void>;
};

/** Opens a door before a model's server: shut, it answers 503 as a model that is down. */
export async function openModelDoor({
  modelUrl,
  tell,
}: {
  modelUrl: string;
  tell: Tell;
}): Promise<ModelDoor> {
  let isShut = false;
  const server = createServer((asked, answer) => {
    if (isShut) {
      tell({
        about: 'model',
        isTrouble: true,
        words: 'The bot asks the model. The model is down.',
      });
      answer.writeHead(503, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ error: { message: 'The model is down, on purpose' } }));
      return;
    }
    tell({ about: 'model', isTrouble: false, words: 'The bot asks the model.' });
    pass(asked, answer, modelUrl).catch(() => answer.destroy());
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    isShut: () => isShut,
    setShut: (wanted) => {
      isShut = wanted;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function pass(asked: IncomingMessage, answer: ServerResponse, modelUrl: string) {
  const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = asked.headers;
  const passed = await request(`${modelUrl.replace(/\/$/, '')}${asked.url}`, {
    method: asked.method === 'GET' ? 'GET' : 'POST',
    headers,
    body: asked.method === 'GET' ? null : asked,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const { 'transfer-encoding': ____, connection: _____, ...kept } = passed.headers;
  answer.writeHead(passed.statusCode, kept);
  await pipeline(passed.body, answer);
}
