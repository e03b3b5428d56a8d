import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { TestClock } from 'pg-boss';
import { openCompany } from '../support/company.ts';
import { type ChatRequest, type ScriptedReply, startModelServer } from '../support/model-server.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

/** By then due jobs are looked for. */
const LOOK_MS = 2_000;

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const model = await startModelServer({ reply });
// Ahead of the database's own clock, by which the bot's own transactions go.
const clock = new TestClock(Date.now() + 60 * 60_000);
const company = await openCompany({ now: () => clock.now() });
const { slack, help, billing, customer, card, cards } = company;
const bot = await startBot({
  company,
  clock,
  database: postgres?.address,
  model: { name: 'scripted', apiKey: 'key', baseURL: model.baseURL },
});
after(async () => {
  await bot.stop();
  await model.close();
  await slack.stop();
  await postgres?.stop();
});
afterEach(slack.faults.clear);

test('a ticket waits for its customer’s profile as long as Slack asks, and costs the summary nothing', {
  skip,
}, async () => {
  limit({ retryAfterSeconds: 30, times: 1 });

  await escalate('Ann');
  const wait = await pass(30);

  const { shown } = await card(billing, 'Customer: Ann');
  assert.equal(wait, 30);
  assert.match(shown, /Email confirmed by Slack/);
  assert.match(shown, /Summary \(written by AI\)/);
});

test('a ticket waits a minute at most, however often Slack asks', { skip }, async () => {
  limit({ retryAfterSeconds: 45 });

  await escalate('Bob');
  const first = await pass(45);
  const second = await pass(15);

  const { shown } = await slack.waitFor(() => cards('H-2')[0], { what: 'a card' });
  assert.equal(first, 45);
  // The look for due jobs took some of the minute.
  assert.ok(second > 12 && second <= 15, `${second} s`);
  assert.match(shown, /Slack profile could not be read/);
  assert.match(shown, /Summary \(written by AI\)/);
});

test('a ticket waits a minute at most, however long Slack asks', { skip }, async () => {
  limit({ retryAfterSeconds: 300 });

  await escalate('Cid');
  const wait = await pass(60);

  const { shown } = await slack.waitFor(() => cards('H-3')[0], { what: 'a card' });
  assert.equal(wait, 60);
  assert.match(shown, /Slack profile could not be read/);
});

test('a profile that fails otherwise is not waited for', { skip }, async () => {
  slack.faults.add({ fault: 'http-error', status: 503, method: 'users.info' });

  await escalate('Dan');

  const { shown } = await slack.waitFor(() => cards('H-4')[0], { what: 'a card' });
  assert.match(shown, /Slack profile could not be read/);
});

function limit(often: { retryAfterSeconds: number; times?: number }): void {
  slack.faults.add({ ...often, fault: 'rate-limited', method: 'users.info' });
}

async function escalate(name: string): Promise<void> {
  await customer(name).command('/escalate', { in: help, text: 'I was charged twice' });
}

/** Lets time pass once the ticket waits, and returns for how many seconds it was put off. */
async function pass(seconds: number): Promise<number> {
  let putOff: number | undefined;
  await until(async () => {
    const [row] =
      (await postgres?.rows(`
      select retry_delay from pgboss.job
      where name = 'triage-ticket' and state = 'retry'`)) ?? [];
    if (row) putOff = Number(row.retry_delay);
    return row !== undefined;
  });
  await clock.setTime(clock.now() + seconds * 1_000);
  await postgres?.rows(`update pgboss.job set start_after = now() where state = 'retry'`);
  await clock.tick(LOOK_MS);
  return putOff ?? assert.fail();
}

function reply({ tools }: ChatRequest): ScriptedReply {
  return tools
    ? { calls: [{ name: 'route_to_agent', arguments: { agent_type: 'billing', summary: 'x' } }] }
    : { json: { reasoning: 'A charge.', category: 'billing', email: null } };
}
