import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addSmallCompany } from '../../playground/small-company.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import { anyHome, startByNpm, temporaryFolder } from '../support/handoff-process.ts';
import { until } from '../support/until.ts';

const slack = await startWorkspace();
addSmallCompany(slack);
after(slack.stop);
const folder = await temporaryFolder();
const settings = {
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  ...(await anyHome(folder)),
};

test('SIGTERM to npm start reaches the bot, and nothing is left running', async () => {
  const npm = startByNpm(['start'], settings);
  await npm.ready();
  const log = npm.log();

  npm.send('SIGTERM');

  assert.deepEqual(await npm.ended, { code: 0, signal: null });
  await until(() => !npm.isAnythingLeft());
  assert.ok(log.indexOf('Handoff is starting') < log.indexOf('Handoff is ready'));
  assert.ok(log.includes('Handoff is starting'));
  assert.equal(npm.errors(), '');
});

test('Ctrl+C in the terminal of npm start ends the bot in order', async () => {
  const npm = startByNpm(['start'], settings);
  await npm.ready();

  npm.sendToAll('SIGINT');

  assert.deepEqual(await npm.ended, { code: 0, signal: null });
  await until(() => !npm.isAnythingLeft());
});

test('SIGTERM to npm run demo ends the demo and its bot, and nothing is left running', async () => {
  const npm = startByNpm(['run', 'demo'], {});
  await npm.says('Ctrl+C ends it');

  npm.send('SIGTERM');

  assert.equal((await npm.ended).code, 0);
  await until(() => !npm.isAnythingLeft());
});

test('a Node that is too old is told what to install, in one sentence', async () => {
  const run = fileURLToPath(new URL('../../run.cjs', import.meta.url));
  const older = "Object.defineProperty(process.versions, 'node', { value: '22.1.0' })";
  const script = `${older}; require(${JSON.stringify(run)})`;

  const refused = promisify(execFile)(process.execPath, ['-e', script], {
    cwd: join(folder),
  });

  await assert.rejects(refused, ({ code, stderr }) => {
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^Handoff needs Node 24 or newer, and this is Node 22\.1\.0: install .+\n$/,
    );
    return true;
  });
});
