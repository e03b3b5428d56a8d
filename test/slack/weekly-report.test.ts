import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import type { DeskFile } from '../../src/desk/desk.ts';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { carriedUnder } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { movableClock } from '../support/movable-clock.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A Wednesday noon in Berlin, and the Monday after it, at nine. */
const WEDNESDAY = Date.UTC(2026, 10, 18, 11);
const MONDAY_AT_NINE = Date.UTC(2026, 10, 23, 8);

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

/** A company with a leads' channel, on a Wednesday; its time and its bots' is moved. */
async function openLeads({
  isPrivate = true,
  database,
  ...options
}: WorkspaceOptions & {
  isPrivate?: boolean;
  database?: Awaited<ReturnType<typeof lastingDatabase>>;
} = {}) {
  let now = WEDNESDAY;
  const company = await openCompany({ ...options, now: () => now });
  const { slack, agents } = company;
  const leads = slack.addChannel({ name: 'leads', private: isPrivate, members: [agents.amy] });
  const clocks: ReturnType<typeof movableClock>[] = [];
  const home = database ?? (await lastingDatabase());
  return {
    ...company,
    leads,
    start(desk: Partial<DeskFile> = {}) {
      const clock = { ...movableClock(), now: () => now };
      clocks.push(clock);
      const hours = { zone: 'Europe/Berlin' };
      const settings = { leadsChannel: '#leads', weeklyReport: true, hours, ...desk };
      return startBot({ company, database: home, clock, desk: settings });
    },
    moveTo(at: number) {
      now = at;
    },
    /** Does what is done once a minute, and again once that must be done. */
    async look(...bots: BotUnderTest[]) {
      for (let times = 0; times < 3; times += 1) {
        for (const clock of clocks) clock.fire();
        for (const bot of bots) await bot.settled();
      }
    },
    async stopAll(...bots: BotUnderTest[]) {
      for (const bot of bots) await bot.stop();
      await slack.stop();
    },
  };
}

type Leads = Awaited<ReturnType<typeof openLeads>>;

function reports({ slack, leads }: Pick<Leads, 'slack' | 'leads'>, channel: Channel = leads) {
  return slack.messages(channel).filter(({ shown }) => shown.includes('Still open at the end'));
}

/** The first report that is there with its file. */
async function firstReport(company: Leads, bot: BotUnderTest) {
  const report = await company.slack.waitFor(() => reports(company)[0], { what: 'the report' });
  await company.look(bot);
  return report;
}

test('on Monday at nine the last week is posted to the leads, with its CSV in the thread', async () => {
  const company = await openLeads();
  const { moveTo, look, agents, slack } = company;
  const bot = await company.start({
    categories: [
      {
        id: 'billing',
        title: '=SUM(A1), "bills"',
        description: 'Charges',
        keywords: ['charged'],
        channel: '#agents-billing',
      },
    ],
  });
  const amy = slack.as(agents.amy);
  const { card } = await openTicket(bot, 'Ann');
  moveTo(WEDNESDAY + HOUR_MS / 2);
  await reply(amy, card, 'Which order is it?');
  await bot.settled();
  moveTo(WEDNESDAY + 2 * HOUR_MS);
  await amy.press(card, 'Resolve');
  await bot.settled();
  await openTicket(bot, 'Bea');

  moveTo(MONDAY_AT_NINE - 1);
  await look(bot);
  const early = reports(company).length;
  moveTo(MONDAY_AT_NINE);
  await look(bot);
  const report = await firstReport(company, bot);

  assert.equal(early, 0);
  assert.equal(reports(company).length, 1);
  assert.match(report.shown, /^16–22 November 2026\n/);
  assert.match(
    report.shown,
    /\nOpened 2\nClosed 1: 1 resolved\nStill open at the end 1: for 4 days/,
  );
  assert.match(
    report.shown,
    /Time to first reply median 30 min, 9 of 10 within 30 min \(1 ticket\)/,
  );
  assert.match(report.shown, /Time to resolve median 2 h/);
  assert.match(report.shown, /Answers within target 100% \(1 of 1\)/);
  assert.match(report.shown, /Opened by hour 12:00: 1, 14:00: 1/);
  const [file] = carriedUnder(company, report);
  assert.equal(file?.name, 'week-2026-11-16.csv');
  assert.match(file?.content ?? '', /^\uFEFFabout,name,figure,value,unit\r\n/);
  assert.match(file?.content ?? '', /\r\ncategory,"'=SUM\(A1\), ""bills""",opened,2,tickets\r\n/);
  assert.doesNotMatch(JSON.stringify([report.shown, file]), /Ann|Bea|Amy|charged twice/);
  await company.stopAll(bot);
});

test('after weeks of downtime the last week alone is posted, once over restarts, and late', async () => {
  const company = await openLeads();
  const { moveTo, look } = company;
  const first = await company.start();
  await openTicket(first, 'Ann');
  await first.stop();
  moveTo(MONDAY_AT_NINE + 3 * WEEK_MS + 50 * HOUR_MS);

  const second = await company.start();
  await look(second);
  await firstReport(company, second);
  await second.stop();
  const third = await company.start();
  await look(third);

  assert.deepEqual(
    reports(company).map(({ shown }) => shown.split('\n')[0]),
    ['7–13 December 2026'],
  );
  await company.stopAll(third);
});

test('no report is in a channel that others read: the log says why, and it comes when that is repaired', async () => {
  const company = await openLeads();
  const { moveTo, look, slack, leads } = company;
  const bot = await company.start();
  await openTicket(bot, 'Ann');
  slack.share(leads, true);
  moveTo(MONDAY_AT_NINE);

  await look(bot);
  const why = () => bot.log.filter(({ message }) => message.includes('2026-11-16 is not posted'));
  await until(() => why().length > 0);
  await look(bot);
  const before = reports(company).length;
  slack.share(leads, false);
  await look(bot);
  await firstReport(company, bot);

  assert.equal(before, 0);
  assert.deepEqual(
    why().map(({ level, message }) => [level, message.includes('#leads is shared with another')]),
    [['warn', true]],
  );
  assert.equal(reports(company).length, 1);
  await company.stopAll(bot);
});

test('without the scope for files the report says how to get its CSV', async () => {
  const scopes = [...wantedScopes.keys()].filter((scope) => scope !== 'files:write');
  const company = await openLeads({ scopes });
  const { moveTo, look, slack, leads } = company;
  const bot = await company.start({ report: { byAgent: true } });
  const { card } = await openTicket(bot, 'Ann');
  await reply(slack.as(company.agents.amy), card, 'Which order is it?');
  await bot.settled();
  moveTo(MONDAY_AT_NINE);
  slack.faults.add({
    fault: 'slack-error',
    error: 'invalid_blocks',
    method: 'chat.postMessage',
    channel: leads,
    times: 1,
  });

  await look(bot);
  const report = await firstReport(company, bot);

  assert.match(report.shown, /no scope files:write: .* “npm run -s report -- --csv” prints it\.$/);
  assert.match(report.shown, /Amy Agent 0 resolved, 1 answers; first reply less than 1 min/);
  assert.match(report.shown, /\nBilling 1 opened, 0 closed, 1 open;/);
  assert.equal(slack.thread(leads, report).length, 1);
  await company.stopAll(bot);
});

test('two instances post one report with one file', { skip }, async () => {
  assert.ok(postgres);
  const company = await openLeads({ database: postgres.address });
  const { moveTo, look, slack, leads } = company;
  const bots = [await company.start(), await company.start()];
  const [one = assert.fail('no bot')] = bots;
  await openTicket(one, 'Ann');
  moveTo(MONDAY_AT_NINE);

  await look(...bots);
  const report = await firstReport(company, one);
  await look(...bots);
  await slack.waitFor(() => slack.thread(leads, report).length === 2, { what: 'the file' });
  await look(...bots);

  assert.equal(reports(company).length, 1);
  assert.equal(slack.thread(leads, report).length, 2);
  await company.stopAll(...bots);
});
