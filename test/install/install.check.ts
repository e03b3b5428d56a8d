import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addSmallCompany } from '../../playground/small-company.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import { startByNpm } from '../support/handoff-process.ts';
import { copyCheckout, installNode, noRegistry, runNpm } from './copy-checkout.ts';

/*
 * Handoff as its owner installs and starts it, in a clean copy, on each Node that it may find there.
 * This needs npm's registry.
 */

const [node20, node22, node24] = ['20.20.2', '22.23.3', '24.21.0'] as const;
const plain = ['ci', '--omit=dev'];

const skip = await noRegistry();
const slack = await startWorkspace();
addSmallCompany(slack);
after(slack.stop);

const installs = [
  { node: node20, ci: plain },
  { node: node22, ci: plain },
  // As in an image that has Node 24.
  { node: node24, ci: [...plain, '--omit=optional'] },
];

for (const { node, ci } of installs) {
  test(`on Node ${node}, npm ${ci.join(' ')} && npm start makes a bot that is ready`, {
    skip,
  }, async () => {
    const folder = await copyCheckout();
    const PATH = await installNode(node);

    const installed = await runNpm(ci, { cwd: folder, PATH });
    const bot = startByNpm(['start'], { ...settings(), PATH }, { cwd: folder });
    await bot.ready();
    bot.send('SIGTERM');

    assert.equal(installed.errors, '');
    assert.deepEqual(await bot.ended, { code: 0, signal: null });
    assert.equal(bot.errors(), '');
  });
}

const withoutNode = [
  { node: node20, option: '--ignore-scripts' },
  { node: node22, option: '--omit=optional' },
];

for (const { node, option } of withoutNode) {
  test(`on Node ${node}, after npm ci ${option}, one sentence says what to install`, {
    skip,
  }, async () => {
    const folder = await copyCheckout();
    const PATH = await installNode(node);
    await runNpm([...plain, option], { cwd: folder, PATH });

    const bot = startByNpm(['start'], { ...settings(), PATH }, { cwd: folder });

    assert.deepEqual(await bot.ended, { code: 1, signal: null });
    assert.equal(
      bot.errors(),
      `Handoff needs Node 24 or newer, and this is Node ${node}: install that from https://nodejs.org, or run \`npm ci --omit=dev && npm start\`, which brings its own.\n`,
    );
  });
}

function settings() {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
}
