import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';
import { runFailedJobsAgain } from '../support/run-failed-jobs-again.ts';

const folder = await temporaryFolder();

test('all that is wrong is told in one message, each with its remedy and without a value', async () => {
  const bot = startHandoffProcess(folder, {
    SLACK_BOT_TOKEN: 'token-hunter2',
    SLACK_APP_TOKEN: 'xoxb-hunter2',
    SLACK_API_URL: 'slack-hunter2',
    PORT: '70000-hunter2',
    LOG_LEVEL: 'hunter2',
    OPENAI_API_KEY: 'sk-hunter2',
    OPENAI_BASE_URL: 'ftp://hunter2',
    DATABASE_URL: 'mysql://me:hunter2@host/name',
    DESK: 'nowhere.ts',
    CUSTOMERS_DATABASE_URL: 'me:hunter2@host',
  });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    `Handoff cannot start:
  - SLACK_BOT_TOKEN is missing or does not begin with xoxb-: copy it from your app's page, OAuth & Permissions, Bot User OAuth Token.
  - SLACK_APP_TOKEN is a bot's token (xoxb-), which belongs in SLACK_BOT_TOKEN: make one on your app's page, Basic Information, App-Level Tokens, with the scope connections:write.
  - SLACK_API_URL is not a web address: write one such as https://slack.com/api/, or leave it out.
  - PORT is not a number: write one from 0 to 65535, such as 3000.
  - OPENAI_BASE_URL is not a web address: write one such as http://localhost:11434/v1, or leave it out.
  - DATABASE_URL is not the address of a PostgreSQL: write postgres://user:password@host:5432/database, or leave it out.
  - CUSTOMERS_DATABASE_URL is not the address of a PostgreSQL: write postgres://user:password@host:5432/database, or leave it out.
  - LOG_LEVEL is unknown: write debug, info, warn, error or silent.
  - OPENAI_BASE_URL is set without OPENAI_MODEL: name the model that this server is to use.
  - There is no desk file nowhere.ts: write one, or set DESK to another.
`,
  );
  assert.equal(bot.log(), '');
});

test('settings are read from .env in the folder where the bot starts', async () => {
  await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=1\nPORT=\n');
  const bot = startHandoffProcess(folder, { DESK: '', PORT: '' });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    'Handoff cannot start:\n  - There is no desk file desk.ts: write one, or set DESK to another.\n',
  );
});

test('a PostgreSQL that is not there is told with the setting to look at, and not its password', async () => {
  const bot = startHandoffProcess(folder, {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'secret',
    DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/handoff',
  });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.equal(
    bot.errors(),
    'DATABASE_URL: this PostgreSQL cannot be used (ECONNREFUSED). Check that it runs, and its host, port, database, user and password.\n',
  );
});

test('a data folder that cannot be made is told with the setting to look at', async () => {
  await writeFile(join(folder, 'file'), '');
  const bot = startHandoffProcess(folder, {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'secret',
    DATA_DIR: join(folder, 'file', 'data'),
  });

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.match(
    bot.errors(),
    /^DATA_DIR: the folder .+ cannot be written \(ENOTDIR\)\. A part of its path is a file/,
  );
});

for (const DATA_DIR of ['/proc/x', '/proc/x/y/z', '/dev/null/x']) {
  test(`the data folder ${DATA_DIR} ends the start at once with its reason`, async () => {
    const bot = startHandoffProcess(folder, {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      DATA_DIR,
    });

    const { code } = await bot.ended;

    assert.equal(code, 1);
    assert.match(
      bot.errors(),
      /^DATA_DIR: the folder .+ cannot be written \(.+\)\. .+ set DATA_DIR to a/,
    );
  });
}

test('a .env that is a folder ends the start with one sentence', async () => {
  const elsewhere = await temporaryFolder();
  await mkdir(join(elsewhere, '.env'));
  const bot = startHandoffProcess(elsewhere, {});

  const { code } = await bot.ended;

  assert.equal(code, 1);
  assert.match(bot.errors(), /^Handoff cannot start: \.env cannot be read \(it is a folder\)/);
});

test('the command that runs failed jobs again tells what is wrong too, and fails', async () => {
  const run = runFailedJobsAgain({ SLACK_SIGNING_SECRET: 'secret' });

  await assert.rejects(run, ({ code, stderr }) => {
    assert.equal(code, 1);
    assert.match(stderr, /^Handoff cannot start:\n {2}- SLACK_BOT_TOKEN is missing/);
    return true;
  });
});
