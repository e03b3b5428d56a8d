import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { listen, PortUnusable } from '../../../src/slack/receiving/listen.ts';

const reasons = {
  EADDRINUSE: 'another program listens on port 1 already.',
  EACCES: 'this user may not listen on port 1.',
  EOTHER: 'it is not possible to listen on port 1 (EOTHER).',
};

for (const [code, reason] of Object.entries(reasons)) {
  test(`a port that cannot be listened on is told with its remedy (${code})`, async () => {
    const server = createServer();
    server.listen = () => {
      process.nextTick(() => server.emit('error', Object.assign(new Error(), { code })));
      return server;
    };

    await assert.rejects(listen(server, 1), (error) => {
      assert.ok(error instanceof PortUnusable);
      assert.equal(error.message, `PORT: ${reason} Set PORT to another.`);
      return true;
    });
  });
}
