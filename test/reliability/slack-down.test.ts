import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import { openCompany } from '../support/company.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { refuseWrites } from '../support/refused-writes.ts';
import { startBot } from '../support/start-bot.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
// Ahead of the database's own clock, by which the bot's own transactions go.
const clock = new TestClock(Date.now() + HOUR_MS);
const company = await openCompany({ now: () => clock.now(), redeliverAfterMs: [0] });
const { slack, help, billing, customer } = company;
const bot = await startBot({
  company,
  clock,
  database: postgres?.address,
  // A day without Slack is to be lived through with the pauses of every day.
  pauses: { pollMs: 2_000, longestJobRetryMs: 30_000 },
});
after(async () => {
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});

test('tickets of a day without Slack wait, and arrive in order when it is back', {
  skip,
}, async () => {
  const people = ['Ann', 'Bob', 'Cid'].map((name) => customer(name));
  for (const person of people) await person.directMessage('I was charged twice');
  await slack.delivered();
  await slack.waitFor(() =>
    people.every(({ person }) => slack.directMessages(person).length === 2),
  );
  await slack.goDown();

  for (const [index, person] of people.entries()) {
    const outcome = await person.command('/escalate');
    assert.match(outcome.status === 'acknowledged' ? (outcome.shown ?? '') : '', /H-\d/);
    await cardsWritten(index + 1);
    await pass(HOUR_MS);
  }
  for (let hours = 0; hours < 24; hours += 1) await pass(HOUR_MS);
  await slack.comeUp();

  // A line that says that their answers are overdue may come between.
  const about = () =>
    slack.messages(billing).flatMap(({ shown }) => /^H-\d/.exec(shown)?.[0] ?? []);
  for (let minutes = 0; about().length < 3 && minutes < 100; minutes += 1) {
    await pass(60_000);
    await sleep(50);
  }
  assert.deepEqual(about(), ['H-1', 'H-2', 'H-3']);
});

test('every job that needs Slack or the model is tried for longer than a day', {
  skip,
}, async () => {
  const queues = await postgres?.rows(
    `select name from pgboss.queue where retry_limit * retry_delay_max < ${DAY_MS / 1000}`,
  );

  const shorter = (queues ?? []).map(({ name }) => name).sort();
  assert.deepEqual(shorter, onlyOfTheDatabase);
});

test('a conversation is quiet after a week, and awake with the next word', { skip }, async () => {
  const dan = customer('Dan');
  const root = await dan.say(help, 'I was charged twice');
  await slack.delivered();
  await pass(7 * DAY_MS + HOUR_MS);

  await dan.command('/escalate', { in: help });
  const form = dan.modal;
  await dan.dismiss();
  await dan.say(help, 'It happened again', { thread: root });
  await slack.delivered();
  const outcome = await dan.command('/escalate', { in: help });

  assert.ok(form);
  assert.match(outcome.status === 'acknowledged' ? (outcome.shown ?? '') : '', /H-\d/);
});

test('what could not be stored until Slack gave up is read once it can be', { skip }, async () => {
  assert.ok(postgres);
  const eve = customer('Eve');
  const mend = await refuseWrites(postgres, 'messages');

  await eve.directMessage('I was charged twice');
  await slack.delivered();
  await mend();
  const before = slack.directMessages(eve.person).length;
  await pass(61_000);

  await slack.waitFor(() => slack.directMessages(eve.person)[1], { what: 'a greeting' });
  assert.equal(before, 1);
});

/** The failures of these are the bot's own, and are to be seen soon. */
const onlyOfTheDatabase = [
  'announce-resolved',
  'bring-messages',
  'follow-change',
  'follow-up',
  'greet-customer',
  'report-failed-job',
  'route-ticket',
  // It asks Slack who would read it; after two minutes it asks its author instead.
  'send-typed-reply',
  'show-waiting-tickets',
];

async function cardsWritten(count: number) {
  for (;;) {
    const rows = await postgres?.rows("select id from outbox where kind = 'ticket-card'");
    if (rows?.length === count) return;
    await sleep(10);
  }
}

async function pass(ms: number) {
  await clock.setTime(clock.now() + ms);
  await clock.tick(2_500);
}
