import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { openCompany } from '../support/company.ts';
import { openShop } from '../support/open-shop.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

const Report = z.object({
  records: z.string(),
  model: z.string(),
  owner: z.string(),
  scopes: z.union([z.string(), z.array(z.string())]),
});

async function report({ adminUrl }: BotUnderTest) {
  const answer = await fetch(`${adminUrl}/ready`);
  return { status: answer.status, ...Report.parse(await answer.json()) };
}

const NOWHERE = '127.0.0.1:9';

test('settings that fail are logged with what that costs, and the bot starts all the same', async () => {
  const bot = await startBot({
    customersUrl: `postgres://me:hunter2@${NOWHERE}/shop`,
    model: { name: 'llama', baseURL: `http://${NOWHERE}/v1`, apiKey: 'hunter2' },
    owner: 'U0NOBODY',
  });
  const warnings = () => bot.log.filter(({ level }) => level === 'warn');
  await until(() => warnings().length === 3);

  const ready = await fetch(`${bot.url}/ready`);
  const { status, records, model, owner } = await report(bot);
  await bot.stop();

  assert.deepEqual(
    warnings().map(({ message }) => message),
    [
      records,
      'OPENAI_BASE_URL: the model gives no answer (unavailable). Tickets are triaged offline until it does.',
      owner,
    ],
  );
  assert.equal(ready.status, 200);
  assert.equal(status, 200);
  assert.match(records, /^CUSTOMERS_DATABASE_URL: .+did not answer.+go out without those records/);
  assert.equal(model, 'llama: last failure unavailable');
  assert.match(owner, /^OWNER: .+U0NOBODY \(user_not_found\)\. Nobody is notified/);
  assert.doesNotMatch(JSON.stringify(warnings()), /hunter2/);
});

test('records that can be read and an owner who can be notified are said to be', async () => {
  const shop = await openShop();
  const company = await openCompany();
  const bot = await startBot({
    company,
    customersUrl: shop.connectionString,
    owner: company.agents.amy.id,
  });

  const { records, owner, model } = await report(bot);
  await bot.stop();
  await company.slack.stop();
  await shop.stop();

  assert.deepEqual(
    [records, owner, model],
    ['can be read', 'can be notified', 'none: the offline engine triages'],
  );
});

test('scopes that are not granted are logged, and /ready says what each costs', async () => {
  const older = await openCompany({
    scopes: [...wantedScopes.keys()].filter((scope) => scope !== 'assistant:write'),
  });
  const bot = await startBot({ company: older });
  await until(() => bot.log.some(({ message }) => message.startsWith('assistant:write')));

  const { scopes } = await report(bot);
  await bot.stop();
  await older.slack.stop();

  assert.deepEqual(scopes, ['assistant:write is not granted: the direct messages show no status']);
});
