import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startModelServer } from '../support/model-server.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

// Slack delivers again what it could not while the bot was stopped, here within a second.
const company = await openCompany({ redeliverAfterMs: [0, 300, 1_000] });
const { slack, help, billing, customer, card, cards } = company;
let isSilent = false;
const model = await startModelServer({
  reply: ({ tools }) => {
    if (isSilent) return { hang: true };
    const summary = 'They were charged twice.';
    return tools
      ? { calls: [{ name: 'route_to_agent', arguments: { agent_type: 'billing', summary } }] }
      : { json: { reasoning: 'A charge.', category: 'billing', email: null } };
  },
});
const database = await lastingDatabase();
/** The steps that the bot has come to. */
const steps: string[] = [];
const start = () =>
  startBot({
    company,
    database,
    checkpoint: (name) => void steps.push(name),
    model: { name: 'scripted', apiKey: 'key', baseURL: model.baseURL },
  });
let bot: BotUnderTest = await start();
after(async () => {
  await bot.stop();
  await model.close();
  await slack.stop();
});
afterEach(slack.faults.clear);

test('a post under way when the bot is stopped is ended, and stands once', async () => {
  slack.faults.add({
    method: 'chat.postMessage',
    channel: billing,
    times: 1,
    fault: 'hang',
    forMs: 600,
  });
  steps.length = 0;
  await customer('Ann').command('/escalate', { in: help, text: 'I was charged twice' });
  await until(() => steps.includes('before posting ticket-card'));

  await bot.stop();
  const posted = cards('Ann').length;
  bot = await start();

  const ticket = await card(billing, 'Ann');
  await slack.waitFor(() => slack.thread(billing, ticket)[1], { what: 'a transcript' });
  await bot.settled();
  assert.deepEqual([posted, cards('Ann').length], [1, 1]);
});

test('a post that hangs when the bot is stopped is left to the next start, and stands once', async () => {
  slack.faults.add({
    method: 'chat.postMessage',
    channel: billing,
    times: 1,
    fault: 'hang',
  });
  steps.length = 0;
  await customer('Bob').command('/escalate', { in: help, text: 'I was charged twice' });
  await until(() => steps.includes('before posting ticket-card'));

  await bot.stop();
  const posted = cards('Bob').length;
  bot = await start();

  const ticket = await card(billing, 'Bob', 20_000);
  await slack.waitFor(() => slack.thread(billing, ticket)[1], { what: 'a transcript' });
  await bot.settled();
  assert.deepEqual([posted, cards('Bob').length], [0, 1]);
});

test('a model that is being asked when the bot is stopped is asked again at the next start', async () => {
  isSilent = true;
  const asked = model.requests.length;
  await customer('Cid').command('/escalate', { in: help, text: 'I was charged twice' });
  await slack.waitFor(() => model.requests.length > asked, { what: 'a question to the model' });

  const stoppedAt = performance.now();
  await bot.stop();
  const tookMs = performance.now() - stoppedAt;
  isSilent = false;
  bot = await start();

  const { shown } = await card(billing, 'Cid', 15_000);
  assert.match(shown, /Summary \(written by AI\)/);
  assert.ok(tookMs < 3_000, `${tookMs} ms`);
});
