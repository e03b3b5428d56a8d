import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addSmallCompany } from '../../playground/small-company.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import { listen } from '../../src/slack/receiving/listen.ts';
import { freePort } from '../support/free-port.ts';
import {
  anyHome,
  prepareData,
  startHandoffProcess,
  temporaryFolder,
} from '../support/handoff-process.ts';

const slack = await startWorkspace();
const { triage } = addSmallCompany(slack);
after(slack.stop);
const folder = await temporaryFolder();
await prepareData(folder);
const settings = {
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  DATA_DIR: 'data',
};
const elsewhere = { ...settings, ...(await anyHome(await temporaryFolder())) };

test('the owner is told that it starts however long the bot takes to load', async () => {
  const hook = new URL('../support/never-load-the-bot.ts', import.meta.url);
  const bot = startHandoffProcess(folder, { ...elsewhere, NODE_OPTIONS: `--import=${hook}` });

  await bot.says('Handoff is starting');
  await bot.says('It loads the bot.');

  bot.send('SIGKILL');
  await bot.ended;
});

test('a token that Slack refuses ends the start with one sentence', async () => {
  const bot = startHandoffProcess(folder, { ...elsewhere, SLACK_BOT_TOKEN: 'xoxb-hunter2' });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    "SLACK_BOT_TOKEN: Slack refuses the token (invalid_auth). Copy it again from your app's page, OAuth & Permissions, Bot User OAuth Token.\n",
  );
  assert.doesNotMatch(bot.log(), /hunter2/);
});

test('an app-level token that opens no socket ends the start with its setting and scope', async () => {
  const bot = startHandoffProcess(folder, { ...elsewhere, SLACK_APP_TOKEN: 'xapp-hunter2' });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    "SLACK_APP_TOKEN: Slack opens no socket with this token (invalid_auth). It needs the scope connections:write, and Socket Mode must be on: make one on your app's page, Basic Information, App-Level Tokens.\n",
  );
  assert.doesNotMatch(bot.log(), /hunter2|Handoff is ready/);
});

test('a port that is taken ends the start with one sentence', async () => {
  const taken = createServer();
  const port = await listen(taken, 0);
  after(() => taken.close());
  const bot = startHandoffProcess(folder, { ...elsewhere, PORT: String(port) });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    `PORT: another program listens on port ${port} already. Set PORT to another.\n`,
  );
});

test('a second process on the same data folder is refused, and the first works on', async () => {
  const first = startHandoffProcess(folder, settings);
  const url = await first.ready();
  const second = startHandoffProcess(folder, settings);

  const { code } = await second.ended;

  assert.equal(code, 1);
  assert.equal(
    second.errors(),
    'The data folder data is in use by another Handoff process. Stop that one, or set DATA_DIR to another folder, or share a PostgreSQL with DATABASE_URL.\n',
  );
  assert.equal((await fetch(`${url}/ready`)).status, 200);
  first.send('SIGTERM');
  assert.deepEqual(await first.ended, { code: 0, signal: null });
});

test('/health says that it lives, /ready how its database, Slack and the model are', async () => {
  const bot = startHandoffProcess(folder, settings);
  const url = await bot.ready();

  const health = await fetch(`${url}/health`);
  const inPublic = await fetch(`${url}/ready`);
  const ready = await fetch(`${bot.adminUrl()}/ready`);

  assert.equal(health.status, 200);
  assert.deepEqual(await health.json(), { status: 'alive' });
  assert.equal(inPublic.status, 200);
  assert.equal(await inPublic.text(), '');
  assert.equal(ready.status, 200);
  assert.partialDeepStrictEqual(await ready.json(), {
    deliveries: 'taken in',
    database: 'takes writes',
    scopes: 'all granted',
    records: 'none',
    owner: 'none',
    slack: 'answers',
    model: 'none: the offline engine triages',
  });
  assert.match(bot.log(), /none: the offline engine triages/);
  bot.send('SIGTERM');
  await bot.ended;
});

test('while Slack is down the bot lives and waits, and starts when it comes up', async () => {
  await slack.goDown();
  const port = await freePort();
  const bot = startHandoffProcess(folder, { ...elsewhere, PORT: String(port) });
  await bot.says(`Slack cannot be reached at ${new URL(slack.apiUrl).host} (ECONNREFUSED)`);
  const url = `http://127.0.0.1:${port}`;
  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.equal((await fetch(`${url}/slack/events`, { method: 'POST' })).status, 503);
  assert.equal((await fetch(`${url}/ready`)).status, 503);

  await slack.comeUp();

  await bot.ready();
  bot.send('SIGTERM');
  await bot.ended;
});

test('a triage channel without the bot ends the start with its remedy', async () => {
  slack.leave(triage, slack.bot);
  const bot = startHandoffProcess(folder, elsewhere);

  const { code } = await bot.ended;

  slack.join(triage, slack.bot);
  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    '#agents-triage cannot be used: it does not exist, is archived, or the bot is not in it. Create it, and type /invite @Handoff there.\n',
  );
});

test('agents’ channels that are missing, public, shared or without the bot are named with the remedy', async () => {
  slack.addChannel({ name: 'open-agents' });
  slack.addChannel({ name: 'shared-agents', private: true, shared: true });
  slack.addChannel({ name: 'empty-agents', private: true, withBot: false });
  await writeFile(
    join(folder, 'other-desk.ts'),
    `const channels = ['#nowhere', '#open-agents', '#shared-agents', '#empty-agents'];
    export const desk: object = {
      intake: [{ channel: '#no-help' }],
      categories: channels.map((channel, index) => ({
        id: 'c' + index, title: 'Category ' + index, description: '…', channel,
      })),
      triageChannel: '#agents-triage',
    };`,
  );

  const bot = startHandoffProcess(folder, { ...elsewhere, DESK: 'other-desk.ts' });
  await bot.ready();

  const remedy =
    /^(#\S+) .+(?:\/invite @Handoff there|Make it private in its settings|Use a channel of your own)\.$/;
  const told = bot
    .log()
    .split('\n')
    .flatMap((line) => remedy.exec(line && JSON.parse(line).msg)?.[1] ?? []);
  assert.deepEqual(told, [
    '#no-help',
    '#nowhere',
    '#open-agents',
    '#shared-agents',
    '#empty-agents',
  ]);
  bot.send('SIGTERM');
  await bot.ended;
});
