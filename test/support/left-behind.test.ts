import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testServer } from './test-server.ts';

const file = fileURLToPath(new URL('forgets-its-bot.ts', import.meta.url));

test('a bot that is not stopped fails its tests, which are named with what it left open', async () => {
  const { code, output } = await runTests(file);

  assert.equal(code, 1);
  assert.match(output, /✔ all is well/);
  assert.match(output, /forgets-its-bot\.ts did not clean up/);
  const isEmbedded = (await testServer()) === undefined;
  assert.match(
    output,
    isEmbedded ? /Left open: .*TCPServerWrap/ : /Connections were left open: idle/,
  );
});

async function runTests(path: string): Promise<{ code: unknown; output: string }> {
  // biome-ignore lint/style/noProcessEnv: the inner run is like this one, and a run of its own.
  const { NODE_TEST_CONTEXT, ...surroundings } = process.env;
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', path], {
    env: surroundings,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code, output };
}
