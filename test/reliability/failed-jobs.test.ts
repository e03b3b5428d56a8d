import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { runFailedJobsAgain } from '../support/run-failed-jobs-again.ts';
import { startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const company = await openCompany();
const { slack, help, billing, triage, agents, customer, card, cards } = company;
const bot = await startBot({ company, database: postgres?.address });
after(async () => {
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});

test('a job that fails for good is told in the triage channel and the log, and a button runs it again', {
  skip,
}, async () => {
  const mend = await breakTriage();
  await customer('Ann').command('/escalate', { in: help, text: 'I was charged twice' });
  const notice = await slack.waitFor(
    () =>
      slack
        .messages(triage)
        .find(({ shown }) => shown.includes('Preparing a ticket (H-1) has failed')),
    { what: 'a notice in the triage channel', timeoutMs: 15_000 },
  );
  const guest = slack.addUser({ name: 'visitor', kind: 'guest' });
  slack.join(triage, guest);
  await mend();
  await slack.as(guest).press(notice, 'Run again');
  const refusal = await slack.waitFor(() => slack.as(guest).ephemerals(triage)[0]);
  await bot.settled();
  const ready = await fetch(`${bot.adminUrl}/ready`);
  assert.partialDeepStrictEqual(await ready.json(), { failed: 1 });
  assert.equal(refusal.shown, 'Only agents and the owner can do this.');
  assert.deepEqual(cards('Ann'), []);

  await slack.as(agents.amy).press(notice, 'Run again');

  const ticket = await card(billing, 'Ann');
  await slack.waitFor(() => slack.thread(billing, ticket)[1], { what: 'a transcript' });
  await bot.settled();
  assert.equal(cards('Ann').length, 1);
  const [answer] = slack.as(agents.amy).ephemerals(triage);
  assert.equal(answer?.shown, '1 job runs again now.');
  const told = bot.log.filter(({ level }) => level === 'error').map(({ message }) => message);
  assert.deepEqual(told, ['A job failed for good; it waits to be run again']);
});

test('one command runs failed jobs again, in their order, while the bot works', {
  skip,
}, async () => {
  const mend = await breakTriage();
  const before = slack.messages(triage).length;
  for (const name of ['Bob', 'Cid']) {
    await customer(name).command('/escalate', { in: help, text: 'I was charged twice' });
  }
  await slack.waitFor(() => slack.messages(triage).length === before + 2, {
    what: 'two notices',
    timeoutMs: 15_000,
  });
  await mend();

  const said = await runFailedJobsAgain({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    DATABASE_URL: postgres?.address.connectionString ?? '',
  });

  assert.equal(said, 'Failed jobs that will run again: 2.\n');
  await card(billing, 'Bob');
  await card(billing, 'Cid');
});

/** Makes triage fail at its first try, and returns what mends it. */
async function breakTriage(): Promise<() => Promise<void>> {
  await postgres?.rows(`create or replace function corrupt() returns trigger language plpgsql
    as $$ begin new.triage = '{"classification": 5}'; return new; end $$`);
  await postgres?.rows(
    'create trigger corrupt before insert on tickets for each row execute function corrupt()',
  );
  await postgres?.rows("update pgboss.queue set retry_limit = 0 where name = 'triage-ticket'");
  return async () => {
    await postgres?.rows('drop trigger corrupt on tickets');
    await postgres?.rows("update tickets set triage = '{}' where status = 'triaging'");
  };
}
