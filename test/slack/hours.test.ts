import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from 'pg-boss';
import type { Hours } from '../../src/desk/hours.ts';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** The next Saturday noon, in UTC. */
const saturday = nextTime(Date.UTC(2026, 0, 3, 12));
/** The Monday after it, at nine in two zones whose clocks are never changed. */
const mondayInLagos = nextTime(Date.UTC(2026, 0, 5, 8), saturday);
const mondayInDubai = nextTime(Date.UTC(2026, 0, 5, 5), saturday);

let now = saturday;
const clock = { ...systemClock, now: () => now };
const company = await openCompany();
const { slack, help } = company;
for (const name of ['cy', 'di', 'el']) {
  slack.join(company.billing, slack.addUser({ name, timeZone: 'Asia/Dubai' }));
}
after(slack.stop);

function nextTime(first: number, from = Date.now()): number {
  return first + Math.ceil((from - first) / WEEK_MS) * WEEK_MS;
}

/** What a customer reads of their request, escalated at some time. */
async function statusAt(at: number, name: string, hours: Partial<Hours>) {
  now = at;
  const bot = await startBot({ company, clock, desk: { hours } });
  const customer = company.customer(name);
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  await bot.card(company.billing, `Customer: ${name}`);
  await bot.settled();
  await bot.stop();
  const status = slack.thread(help, root).find(({ shown }) => / is with our team/.test(shown));
  assert.ok(status);
  return status;
}

test('outside of the hours the customer is told when somebody is there again', async () => {
  const { blocks, shown } = await statusAt(saturday, 'Ann', { zone: 'Africa/Lagos' });

  assert.match(shown, /reaches them\. Somebody is there again: /);
  assert.match(JSON.stringify(blocks), new RegExp(`"timestamp":${mondayInLagos / 1000},`));
});

test('where the desk names no time zone, it is that of most agents', async () => {
  const { blocks } = await statusAt(saturday, 'Bob', {});

  assert.match(JSON.stringify(blocks), new RegExp(`"timestamp":${mondayInDubai / 1000},`));
});

test('within the hours nothing is said of them', async () => {
  const { shown } = await statusAt(mondayInLagos + MINUTE_MS, 'Cid', { zone: 'Africa/Lagos' });

  assert.match(shown, /reaches them\.$/);
});
