import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../../playground/workspace/workspace.ts';

export type Received = { headers: IncomingHttpHeaders; body: string };
export type Reply = { status?: number; body?: string; headers?: Record<string, string> };

/** A workspace that ends with the test. */
export async function openWorkspace(
  t: TestContext,
  options?: WorkspaceOptions,
): Promise<Workspace> {
  const slack = await startWorkspace(options);
  t.after(slack.stop);
  return slack;
}

/** A bot that only records its deliveries, and answers with `reply`: 200 by default. */
export async function startBot(
  t: TestContext,
  slack: Workspace,
  reply: (received: Received, count: number) => Reply | Promise<Reply> = () => ({}),
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const delivery = { headers: request.headers, body: await text(request) };
    received.push(delivery);
    const { status = 200, body = '', headers = {} } = await reply(delivery, received.length);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The bot has no port');
  slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  return { received };
}
