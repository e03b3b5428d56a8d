import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';
import { berlinOffice, dueLines, openTimedCompany } from '../support/due.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { move } from '../support/move.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotSettings, type BotUnderTest, startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';
const DAY_MINUTES = 24 * 60;
const stops: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of stops) await stop();
  await postgres?.stop();
});

/** A company on a Monday at nine, with a bot whose look at what is due is made at a command. */
async function open(settings: BotSettings = {}) {
  const timed = await openTimedCompany();
  const { company } = timed;
  const clocks: ReturnType<typeof timed.clock>[] = [];
  const newClock = () => {
    const clock = timed.clock();
    clocks.push(clock);
    return clock;
  };
  const clock = newClock();
  const bot = await startBot({
    ...settings,
    company,
    clock,
    desk: { ...berlinOffice, ...settings.desk },
  });
  const amy = company.slack.as(company.agents.amy);
  stops.push(async () => {
    await bot.stop();
    await company.slack.stop();
  });
  const look = async () => {
    await bot.settled();
    await clock.fired();
    await bot.settled();
  };
  const lines = () => dueLines(bot, company.billing);
  return {
    ...timed,
    clock: newClock,
    clocks,
    bot,
    amy,
    look,
    lines,
    shown: () => lines().map(named),
  };
}

/** How many lines were posted, the deleted ones included. */
function posted({ slack }: BotUnderTest): number {
  return slack.calls.filter(
    ({ method, args }) => method === 'chat.postMessage' && String(args.text).startsWith('Answers:'),
  ).length;
}

/** A line without its times. */
function named({ shown }: Message): string {
  return shown.replaceAll(/ \((since|by) [^,]*, [^,]*, /g, ' ($1 …, ');
}

test('a ticket stands in a line at half of its target, then in one when it is missed, which mentions its holder once', async () => {
  const { bot, amy, look, pass, shown, lines } = await open();
  const { card } = await openTicket(bot, 'Ann');
  await amy.press(card, 'Claim');

  pass(29);
  await look();
  const before = shown();
  pass(1);
  await look();
  await look();
  const atHalf = { shown: shown(), pings: lines()[0]?.pings };
  pass(30);
  await look();
  const missed = shown();
  pass(120);
  await look();

  assert.deepEqual(before, []);
  assert.deepEqual(atHalf, { shown: ['Answers due soon: H-1 (by …, Amy Agent).'], pings: [] });
  assert.deepEqual(missed, ['Answers overdue: H-1 (since …, @Amy Agent).']);
  assert.deepEqual(shown(), missed);
  const [line] = lines();
  assert.deepEqual(line?.pings, [`<@${amy.person.id}>`]);
  assert.match(JSON.stringify(line?.blocks), new RegExp(`p${card.ts.replace('.', '')}`));
  assert.equal(posted(bot), 2);
});

test('a channel is told every 30 minutes at most, and what was answered by then is not told', async () => {
  const { bot, amy, look, pass, shown } = await open();
  await openTicket(bot, 'Ann');
  pass(10);
  const second = await openTicket(bot, 'Bea');
  pass(10);
  await openTicket(bot, 'Cid');

  pass(10);
  await look();
  pass(20);
  await look();
  const tooEarly = shown();
  await reply(amy, second.card, 'Which order is it?');
  pass(10);
  await look();

  assert.deepEqual(tooEarly, ['Answers due soon: H-1 (by …, nobody has it).']);
  assert.deepEqual(shown(), [
    'Answers overdue: H-1 (since …, nobody has it). Answers due soon: H-3 (by …, nobody has it).',
  ]);
});

test('what is answered, resolved or moved leaves its line, and an empty line is deleted', async () => {
  const { bot, amy, look, pass, shown, company } = await open();
  const answered = await openTicket(bot, 'Ann');
  const resolved = await openTicket(bot, 'Bea');
  const moved = await openTicket(bot, 'Cid');
  pass(35);
  await look();
  const all = shown();

  await reply(amy, answered.card, 'Which order is it?');
  await look();
  const withoutFirst = shown();
  await amy.press(resolved.card, 'Resolve');
  await move(amy, moved.card, 'Sales');
  await look();

  assert.deepEqual(all, [
    'Answers due soon: H-1 (by …, nobody has it), H-2 (by …, nobody has it), H-3 (by …, nobody has it).',
  ]);
  assert.deepEqual(withoutFirst, [
    'Answers due soon: H-2 (by …, nobody has it), H-3 (by …, nobody has it).',
  ]);
  assert.deepEqual(shown(), []);
  assert.deepEqual(dueLines(bot, company.sales).map(named), [
    'Answers due soon: H-3 (by …, nobody has it).',
  ]);
});

test('where nobody has it, whoever the desk names is mentioned: once, also in the channel that it is moved to', async () => {
  const { bot, amy, look, pass, lines, company } = await open({ desk: { escalateTo: 'S0LEADS' } });
  const { card } = await openTicket(bot, 'Ann');
  await openTicket(bot, 'Bea');
  pass(60);
  await look();
  const [line] = lines();
  await move(amy, card, 'Sales');
  await look();
  pass(60);
  await look();

  assert.equal(
    line && named(line),
    'Answers overdue: H-1 (since …, nobody has it), H-2 (since …, nobody has it). @S0LEADS: nobody has 2 that are overdue.',
  );
  assert.deepEqual(line?.pings, ['<!subteam^S0LEADS>']);
  const there = dueLines(bot, company.sales);
  assert.deepEqual(there.map(named), ['Answers overdue: H-1 (since …, nobody has it).']);
  assert.deepEqual(there[0]?.pings, []);
});

test('one that nobody has any more after its holder was mentioned is told once more, to whoever the desk names', async () => {
  const { bot, amy, look, pass, lines, company } = await open({
    desk: { escalateTo: 'U0LEAD' },
  });
  const { card } = await openTicket(bot, 'Ann');
  await amy.press(card, 'Claim');
  pass(60);
  await look();
  const first = lines().map(({ pings }) => pings);
  await amy.press(card, 'More…');
  await amy.press(amy.modal ?? assert.fail(), 'Hand back');
  await amy.submit();
  for (let times = 0; times < 4; times += 1) {
    pass(31);
    await look();
  }

  assert.deepEqual(first, [[`<@${company.agents.amy.id}>`]]);
  assert.deepEqual(
    lines().map(({ pings }) => pings),
    [['<@U0LEAD>']],
  );
  assert.equal(posted(bot), 2);
});

test('fifty tickets after a day of downtime are one line, with ten names', async () => {
  const database = await lastingDatabase();
  const { bot, pass, company, clock, setTime } = await open({ database });
  const { slack, help, billing } = company;
  for (let number = 1; number <= 51; number += 1) {
    await bot.customer(`Ann${number}`).command('/escalate', { in: help, text: 'Charged twice' });
  }
  await slack.waitFor(() => company.cards('Customer: Ann').length === 51, {
    what: '51 cards',
    timeoutMs: 60_000,
  });
  await bot.settled();
  await bot.stop();
  setTime('2026-01-06T12:00+01:00');
  const timer = clock();
  const second = await startBot({ company, database, clock: timer, desk: berlinOffice });
  for (let times = 0; times < 5; times += 1) {
    await timer.fired();
    await second.settled();
    pass(10);
  }
  await second.stop();

  const [line, ...others] = dueLines(second, billing);
  assert.match(
    line ? named(line) : '',
    /^Answers overdue: (H-\d+ \(since …, nobody has it\)(, )?){10} and 41 more\.$/,
  );
  assert.deepEqual(others, []);
  assert.equal(posted(second), 1);
});

test('nothing is told at night, at the weekend and on a holiday', async () => {
  const holidays = ['2026-01-12'];
  const { bot, look, setTime, shown } = await open({
    desk: { hours: { ...berlinOffice.hours, holidays } },
  });
  setTime('2026-01-09T16:50+01:00');
  await openTicket(bot, 'Ann');
  const told: string[][] = [];
  for (const at of ['09T18:00', '10T03:00', '10T12:00', '12T12:00', '13T08:59', '13T09:19']) {
    setTime(`2026-01-${at}+01:00`);
    await look();
    told.push(shown());
  }
  setTime('2026-01-13T09:20+01:00');
  await look();

  assert.deepEqual(told.flat(), []);
  assert.deepEqual(shown(), ['Answers due soon: H-1 (by …, nobody has it).']);
});

test('where the clocks are put forward between, the hour that is missing counts for nothing', async () => {
  const { bot, look, setTime, shown } = await open();
  setTime('2026-03-27T16:45+01:00');
  await openTicket(bot, 'Ann');

  setTime('2026-03-30T09:14+02:00');
  await look();
  const before = shown();
  setTime('2026-03-30T09:15+02:00');
  await look();

  assert.deepEqual(before, []);
  assert.equal(shown().length, 1);
});

test('a line that Slack takes only when the team is gone is posted when it is back', async () => {
  let isLate = false;
  const late: { bot?: Awaited<ReturnType<typeof open>> } = {};
  late.bot = await open({
    checkpoint(name) {
      if (name !== 'before posting due-line' || isLate) return;
      isLate = true;
      late.bot?.setTime('2026-01-05T22:00+01:00');
    },
  });
  const { bot, look, pass, setTime, shown } = late.bot;
  setTime('2026-01-05T16:00+01:00');
  await openTicket(bot, 'Ann');
  pass(30);
  await look();
  await look();
  const atNight = shown();
  setTime('2026-01-06T09:00+01:00');
  await look();
  await look();

  assert.ok(isLate);
  assert.deepEqual(atNight, []);
  assert.deepEqual(shown(), ['Answers overdue: H-1 (since …, nobody has it).']);
});

test('two instances tell it once, and so does one that is started again', { skip }, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const { bot, pass, company, clock, clocks } = await open({ database });
  const other = await startBot({ company, database, clock: clock(), desk: berlinOffice });
  const both = async () => {
    await Promise.all(clocks.map((each) => each.fired()));
    await bot.settled();
  };
  for (const name of ['Ann', 'Bea', 'Cid']) await openTicket(bot, name);
  pass(30);
  await both();
  pass(30);
  await both();
  await other.stop();
  const third = await startBot({ company, database, clock: clock(), desk: berlinOffice });
  pass(31);
  await both();
  await third.settled();
  await third.stop();

  assert.equal(dueLines(bot, company.billing).length, 1);
  assert.equal(posted(bot), 2);
});

test('what was told is kept for a month after it is answered, and while it stands in a line', {
  skip,
}, async () => {
  const database = await lastingDatabase();
  const { bot, amy, look, pass, shown } = await open({ database });
  const { card } = await openTicket(bot, 'Ann');
  await openTicket(bot, 'Bea');
  pass(30);
  await look();
  await reply(amy, card, 'Which order is it?');
  await look();

  pass(29 * DAY_MINUTES);
  await look();
  const inAMonth = await tellings(database);
  pass(2 * DAY_MINUTES);
  await look();

  assert.deepEqual(inAMonth, [1, 2]);
  assert.deepEqual(await tellings(database), [2]);
  assert.match(shown().join(), /^Answers overdue: H-2 /);
});

/** The tickets of which is stored that something was told, by a connection of its own. */
async function tellings(address: DatabaseAddress): Promise<number[]> {
  const database = await openDatabase(address);
  try {
    const rows = await database.queries
      .selectFrom('due_tellings')
      .innerJoin('tickets', 'tickets.id', 'ticket_id')
      .select('number')
      .distinct()
      .orderBy('number')
      .execute();
    return rows.map(({ number }) => number);
  } finally {
    await database.close();
  }
}
