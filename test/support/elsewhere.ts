import { once } from 'node:events';
import { createServer } from 'node:http';

/** A web server that is not Slack's: nothing should be sent to it. */
export async function startElsewhere() {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('elsewhere');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
