import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { causeOf } from '../../log.ts';
import { PeriodInvalid } from '../../reports/period.ts';
import { PROCESS_HEADER } from '../../reports/running-bot.ts';
import { type ListenOptions, listen } from './listen.ts';

/** The web server that Slack reaches. */
export type WebServer = {
  port: number;
  /** Hands Slack's requests on from now on. Until then Slack is asked to deliver them again. */
  accept(slack: RequestListener): void;
  /** Takes no more requests, and resolves when those under way are answered. */
  stop(): Promise<void>;
};

/**
 * Starts the web server: `/health` while the process lives, also while it still waits for Slack;
 * `/ready` while deliveries are taken in. Anybody may ask here, so `/ready` says nothing more.
 *
 * @throws {PortUnusable}
 */
export async function startWebServer({
  port,
  host,
  isReady,
}: {
  port: number;
  host?: string | undefined;
  isReady: () => Promise<boolean>;
}): Promise<WebServer> {
  let slack: RequestListener | undefined;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') return answer(response, 200, { status: 'alive' });
    if (path === '/ready') return void answerReady(response, isReady);
    // Bolt throws at any other request, and nobody would catch it.
    if (path !== SLACK_PATH || request.method !== 'POST') {
      return answer(response, 404, { error: `Slack posts to ${SLACK_PATH}.` });
    }
    if (!slack) return answer(response, 503, { error: 'Nothing is taken in here now.' });
    slack(request, response);
  });
  return {
    port: await listen(server, port, { host }),
    accept: (listener) => {
      slack = listener;
    },
    stop: closeOnce(server),
  };
}

const SLACK_PATH = '/slack/events';

async function answerReady(
  response: ServerResponse,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const ready = await isReady().catch(() => false);
  response.writeHead(ready ? 200 : 503).end();
}

/** How the bot is, part by part; `isReady` sums it up. */
export type Report = { isReady: boolean } & Record<string, unknown>;

/** What `npm run report` prints for some arguments. */
export type PrintReport = (args: string[]) => Promise<string>;

/**
 * Starts the server that tells how the bot is. What it says is for owners, so it listens on an
 * address of their own.
 *
 * @throws {PortUnusable}
 */
export async function startAdminServer({
  port,
  host,
  report,
  printReport,
}: {
  port: number;
  host?: ListenOptions['host'];
  report: () => Promise<Report>;
  printReport: PrintReport;
}): Promise<Omit<WebServer, 'accept'>> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') return answer(response, 200, { status: 'alive' });
    if (path === '/ready') return void answerReport(response, report);
    if (path === '/report') return void answerFigures(response, request.url ?? '', printReport);
    answer(response, 404, { error: 'There are /health, /ready and /report.' });
  });
  return {
    port: await listen(server, port, {
      host,
      settings: { port: 'ADMIN_PORT', host: 'ADMIN_HOST' },
    }),
    stop: closeOnce(server),
  };
}

async function answerReport(
  response: ServerResponse,
  report: () => Promise<Report>,
): Promise<void> {
  try {
    const { isReady, ...parts } = await report();
    answer(response, isReady ? 200 : 503, parts);
  } catch (error) {
    answer(response, 503, { report: 'could not be made', ...causeOf(error) });
  }
}

/** For `npm run report`, where the embedded database is this process's alone. */
async function answerFigures(
  response: ServerResponse,
  url: string,
  printReport: PrintReport,
): Promise<void> {
  const headers = { 'content-type': 'text/plain; charset=utf-8', [PROCESS_HEADER]: process.pid };
  try {
    const args = new URL(url, 'http://localhost').searchParams.getAll('arg');
    const words = await printReport(args);
    response.writeHead(200, headers).end(words);
  } catch (error) {
    if (error instanceof PeriodInvalid) response.writeHead(400, headers).end(error.message);
    else response.writeHead(503, headers).end(JSON.stringify(causeOf(error)));
  }
}

function closeOnce(server: Server): () => Promise<void> {
  let closed: Promise<unknown> | undefined;
  return async () => {
    closed ??= close(server);
    await closed;
  };
}

function close(server: Server): Promise<unknown> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  return closed;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
