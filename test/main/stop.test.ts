import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addSmallCompany } from '../../playground/small-company.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import { listen } from '../../src/slack/receiving/listen.ts';
import {
  anyHome,
  type HandoffProcess,
  prepareData,
  startHandoffProcess,
  temporaryFolder,
} from '../support/handoff-process.ts';

const slack = await startWorkspace();
const { billing } = addSmallCompany(slack);
after(slack.stop);
const folder = await temporaryFolder();
await prepareData(folder);
const start = (settings: Record<string, string> = {}) =>
  startHandoffProcess(folder, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATA_DIR: 'data',
    ...settings,
  });

const elsewhere = await anyHome(await temporaryFolder());

test('SIGINT ends a process that has nothing to do at once', async () => {
  const bot = start();
  await bot.ready();

  const ending = await endOf(bot, 'SIGINT');

  assert.equal(ending.code, 0);
  assert.ok(ending.tookMs < 3_000, `${ending.tookMs} ms`);
  assert.equal(bot.errors(), '');
});

test('SIGTERM ends a process amid its work in time, and the next one finishes it', async () => {
  const ann = slack.addUser({ name: 'ann', realName: 'Ann Amid', email: 'ann@shop.example' });
  const bot = start();
  slack.deliverTo(`${await bot.ready()}/slack/events`);
  slack.faults.add({ fault: 'hang', method: 'chat.postMessage', channel: billing });
  await slack.as(ann).directMessage('I was charged twice for a TV. I want a refund.');
  await slack.as(ann).command('/escalate');
  await slack.waitFor(() => slack.directMessages(ann).some(({ shown }) => shown.includes('team')), {
    what: 'the status after the routing',
  });

  const ending = await endOf(bot, 'SIGTERM');
  slack.faults.clear();
  const next = start();
  slack.deliverTo(`${await next.ready()}/slack/events`);
  await slack.waitFor(
    () => slack.messages(billing).find(({ shown }) => shown.includes('Ann Amid')),
    {
      timeoutMs: 20_000,
      what: 'the card',
    },
  );
  assert.equal(ending.code, 0);
  assert.ok(ending.tookMs < 10_000, `${ending.tookMs} ms`);
  assert.equal((await endOf(next, 'SIGTERM')).code, 0);
  assert.equal(slack.messages(billing).length, 1);
});

test('SIGTERM ends a process that waits for a Slack which is down', async () => {
  await slack.goDown();
  const bot = start(elsewhere);
  await bot.says('Slack cannot be reached');

  const ending = await endOf(bot, 'SIGTERM');

  await slack.comeUp();
  assert.equal(ending.code, 0);
  assert.doesNotMatch(bot.log(), /Handoff is ready/);
  assert.ok(ending.tookMs < 3_000, `${ending.tookMs} ms`);
});

test('SIGTERM ends a process that waits for a socket, and it does not call itself ready', async () => {
  slack.faults.add({ fault: 'http-error', status: 503, method: 'apps.connections.open' });
  const bot = start({ ...elsewhere, SLACK_APP_TOKEN: slack.appToken });
  await bot.says('Slack answered apps.connections.open with status 503');

  const ending = await endOf(bot, 'SIGTERM');

  slack.faults.clear();
  assert.equal(ending.code, 0);
  assert.ok(ending.tookMs < 3_000, `${ending.tookMs} ms`);
  assert.doesNotMatch(bot.log(), /Handoff is ready/);
});

test('SIGTERM ends a process that waits for a Slack which does not answer', async () => {
  const silence = createServer();
  const port = await listen(silence, 0);
  after(() => silence.closeAllConnections());
  after(() => silence.close());
  const bot = start({ ...elsewhere, SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  await once(silence, 'request');

  const ending = await endOf(bot, 'SIGTERM');

  assert.equal(ending.code, 0);
  assert.ok(ending.tookMs < 5_000, `${ending.tookMs} ms`);
});

test('a second signal ends a process at once', async () => {
  const hanging = createServer();
  const port = await listen(hanging, 0);
  after(() => hanging.closeAllConnections());
  after(() => hanging.close());
  const bot = start({ ...elsewhere, SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  await once(hanging, 'request');

  // What comes at once is npm's copy of the same signal.
  const again = setInterval(() => bot.send('SIGINT'), 100);
  const { code } = await bot.ended;
  clearInterval(again);

  assert.equal(code, 130);
});

test('SIGTERM amid the first start of the embedded database ends in order, and the next start works', async () => {
  const data = join(await temporaryFolder(), 'data');
  const bot = start({ DATA_DIR: data });
  await exists(join(data, 'database'));

  const ending = await endOf(bot, 'SIGTERM');
  const next = start({ DATA_DIR: data });

  await next.ready();
  assert.equal(ending.code, 0);
  assert.equal(bot.errors(), '');
  assert.equal((await endOf(next, 'SIGTERM')).code, 0);
});

test('SIGHUP amid a start waits until the bot is ready', async () => {
  const data = join(await temporaryFolder(), 'data');
  const bot = start({ DATA_DIR: data });
  await exists(join(data, 'database'));

  bot.send('SIGHUP');

  await bot.ready();
  assert.equal((await endOf(bot, 'SIGTERM')).code, 0);
});

async function exists(path: string): Promise<void> {
  for (const giveUp = AbortSignal.timeout(40_000); !existsSync(path); await sleep(5)) {
    giveUp.throwIfAborted();
  }
}

async function endOf(bot: HandoffProcess, signal: NodeJS.Signals) {
  const sentAt = performance.now();
  bot.send(signal);
  const { code } = await bot.ended;
  return { code, tookMs: performance.now() - sentAt };
}
