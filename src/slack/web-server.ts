import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';

/** How the bot is: whether it takes work, and in words how its neighbours are. */
export type Readiness = { isReady: boolean; database: string; slack: string; model: string };

/**
 * Creates the bot's web server: `/health` while the process lives, `/ready` while it takes work,
 * and all else to Slack's receiver, where there is one.
 */
export function createWebServer({
  slack,
  readiness,
}: {
  slack: RequestListener | undefined;
  readiness: () => Promise<Readiness>;
}): Server {
  return createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') return answer(response, 200, { status: 'alive' });
    if (path === '/ready') {
      readiness().then(
        ({ isReady, ...parts }) => answer(response, isReady ? 200 : 503, parts),
        () => answer(response, 503, { database: 'down' }),
      );
      return;
    }
    if (!slack) return answer(response, 404, { error: 'Slack reaches this bot by Socket Mode.' });
    // Bolt throws at whatever else comes by, and nobody would catch it.
    if (path !== SLACK_PATH || request.method !== 'POST') {
      return answer(response, 404, { error: `Slack posts to ${SLACK_PATH}.` });
    }
    if (isFromTheFuture(request)) {
      return answer(response, 401, { error: 'The timestamp is wrong.' });
    }
    slack(request, response);
  });
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
