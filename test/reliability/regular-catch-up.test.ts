import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import { openCompany } from '../support/company.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

const MINUTE_MS = 60_000;

const clock = new TestClock(Date.now());
const company = await openCompany({ now: () => clock.now(), redeliverAfterMs: [] });
const { slack, help, customer } = company;
const settings = { company, clock, database: await emptyDatabase() };
const bot = await startBot(settings);
after(async () => {
  await bot.stop();
  await slack.stop();
});

test('what Slack never delivered is taken in after twenty minutes, for a call a channel', async () => {
  const [ann, bob, cid] = ['Ann', 'Bob', 'Cid'].map((name) => customer(name));
  assert.ok(ann && bob && cid);
  await cid.directMessage('Hello');
  await slack.delivered();
  await pass(0);
  await slack.waitFor(() => slack.directMessages(cid.person)[1], { what: 'a greeting of Cid' });
  await bot.settled();
  slack.faults.add({ fault: 'dropped', type: 'message', times: 2 });
  const root = await ann.say(help, 'I was charged twice');
  await bob.directMessage('So was I');
  await bot.settled();
  const before = [slack.thread(help, root).length, slack.directMessages(bob.person).length];
  const callsBefore = slack.calls.length;

  await pass(21 * MINUTE_MS);
  await pass(0);

  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting of Ann' });
  await slack.waitFor(() => slack.directMessages(bob.person)[1], { what: 'a greeting of Bob' });
  await bot.settled();
  assert.deepEqual(before, [1, 1]);
  const calls = slack.calls.slice(callsBefore).map(({ method }) => method);
  assert.equal(calls.filter((method) => method === 'conversations.history').length, 3);
});

test('two instances look once together', async (t) => {
  if (settings.database.kind !== 'postgres') return t.skip('PGlite has one instance');
  const other = await startBot(settings);
  await other.settled();
  const before = looks();

  await pass(21 * MINUTE_MS);
  await bot.settled();
  await other.stop();

  assert.equal(looks(), before + 1);
});

function looks(): number {
  return slack.calls.filter(({ method }) => method === 'users.conversations').length;
}

async function pass(ms: number) {
  await clock.setTime(clock.now() + ms);
  for (let times = 0; times < 10; times += 1) {
    await clock.tick(2_500);
    await sleep(20);
  }
}
