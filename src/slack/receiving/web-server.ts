import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { listen } from './listen.ts';

/** How the bot is: whether it takes work, how what it depends on is, and what waits. */
export type Readiness = {
  isReady: boolean;
  database: string;
  slack: string;
  model: string;
  /** Jobs that are not done, and messages that are not posted; undefined while they cannot be counted. */
  waiting: { jobs: number; posts: number } | undefined;
  /** Jobs that have failed for good and wait to be run again. */
  failed: number | undefined;
};

/** The bot's web server. */
export type WebServer = {
  port: number;
  /** Hands Slack's requests on from now on. Until then Slack is asked to deliver them again. */
  accept(slack: RequestListener): void;
  /** Takes no more requests, and resolves when those under way are answered. */
  stop(): Promise<void>;
};

/**
 * Starts the web server: `/health` while the process lives, also while it still waits for Slack;
 * `/ready` while it takes work.
 *
 * @throws {PortUnusable}
 */
export async function startWebServer({
  port,
  readiness,
}: {
  port: number;
  readiness: () => Promise<Readiness>;
}): Promise<WebServer> {
  let slack: RequestListener | undefined;
  let stopped: Promise<unknown> | undefined;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') return answer(response, 200, { status: 'alive' });
    if (path === '/ready') return void answerReady(response, readiness);
    // Bolt throws at any other request, and nobody would catch it.
    if (path !== SLACK_PATH || request.method !== 'POST') {
      return answer(response, 404, { error: `Slack posts to ${SLACK_PATH}.` });
    }
    if (!slack) return answer(response, 503, { error: 'Nothing is taken in here now.' });
    if (isFromTheFuture(request)) {
      return answer(response, 401, { error: 'The timestamp is wrong.' });
    }
    slack(request, response);
  });
  return {
    port: await listen(server, port),
    accept: (listener) => {
      slack = listener;
    },
    async stop() {
      stopped ??= close(server);
      await stopped;
    },
  };
}

async function answerReady(
  response: ServerResponse,
  readiness: () => Promise<Readiness>,
): Promise<void> {
  try {
    const { isReady, ...parts } = await readiness();
    answer(response, isReady ? 200 : 503, parts);
  } catch {
    answer(response, 503, { database: 'takes no writes' });
  }
}

function close(server: Server): Promise<unknown> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  return closed;
}

const SLACK_PATH = '/slack/events';

/** Slack's own rule is five minutes to either side; Bolt looks only at the past. */
const MOST_CLOCK_ERROR_SECONDS = 5 * 60;

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
function isFromTheFuture({ headers }: IncomingMessage): boolean {
  const timestamp = Number(headers['x-slack-request-timestamp']);
  return timestamp > Date.now() / 1000 + MOST_CLOCK_ERROR_SECONDS;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
