import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { berlinOffice, dueLines, openTimedCompany } from '../support/due.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';
import { bringToStateBefore } from '../support/state-before.ts';

const timed = await openTimedCompany();
const { company, setTime } = timed;
const { slack, help, billing } = company;
const database = await lastingDatabase();
const amy = slack.as(company.agents.amy);
after(() => slack.stop());

function start() {
  const clock = timed.clock();
  return startBot({ company, database, clock, desk: berlinOffice }).then((bot) => ({
    bot,
    async look() {
      await bot.settled();
      await clock.fired();
      await bot.settled();
    },
  }));
}

test('after an upgrade agents are told at nine of what waits, in one line, and of nothing that was answered', async () => {
  const before = await start();
  setTime('2026-01-05T10:00+01:00');
  const direct = await openTicket(before.bot, 'Ann');
  const replied = await openTicket(before.bot, 'Bea');
  const waiting = await openTicket(before.bot, 'Cid');
  await openTicket(before.bot, 'Eve');
  await company.customer('Dan').say(help, 'Is anybody there?');
  await before.bot.settled();
  setTime('2026-01-05T10:05+01:00');
  await amy.say(help, 'Which order is it?', { thread: direct.root });
  await reply(amy, replied.card, 'Which order is it?');
  await amy.say(help, 'Which order is it?', { thread: waiting.root });
  await before.bot.settled();
  setTime('2026-01-08T16:30+01:00');
  await direct.customer.say(help, 'Order 1142', { thread: direct.root });
  await replied.customer.say(help, 'Order 1143', { thread: replied.root });
  await before.bot.settled();
  await before.bot.stop();
  await bringToStateBefore('015-turns', database, async () => {});
  const posted = () =>
    slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args.text);
  const postedBefore = posted().length;

  setTime('2026-01-09T03:00+01:00');
  const { bot, look } = await start();
  await look();
  await look();
  const atNight = posted().slice(postedBefore);
  setTime('2026-01-09T09:05+01:00');
  await look();
  await look();
  const lines = dueLines(bot, billing).map(({ shown }) => shown);
  setTime('2026-01-09T13:00+01:00');
  await look();
  const after4h = dueLines(bot, billing).map(({ shown }) => shown);
  await bot.stop();

  assert.deepEqual(atNight, []);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^Answers overdue: H-4 \(since [^()]*, nobody has it\)\.$/);
  assert.match(after4h.join('\n'), /overdue: H-4 \([^()]*\), H-1 \([^()]*\), H-2 \([^()]*\)\./);
  assert.deepEqual(
    slack.messages(company.triage).filter(({ shown }) => shown.includes('wait')),
    [],
  );
});
