import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { WEEKDAYS } from '../../src/desk/hours.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, nameOn, openAnother, split, under } from '../support/merge-and-split.ts';
import { movedClock } from '../support/moved-clock.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotSettings, type BotUnderTest, startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

const REMINDER = 'is still open and waits for your answer';
const END = 'is closed, since we did not hear from you';

const desk = {
  waiting: { remind: '3d', resolve: '7d' },
  hours: {
    zone: 'Europe/Berlin',
    week: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, '9:00-17:00'])),
  },
} satisfies BotSettings['desk'];

/** A bot in Berlin on a Tuesday at ten. The clocks there are put forward on the Sunday after it. */
async function openDesk(settings: BotSettings = {}) {
  const { clock, to, minutes } = movedClock('2027-03-23T10:00:00+01:00');
  const company = await openCompany({ now: () => clock.now(), redeliverAfterMs: [] });
  const given = { company, clock, desk, ...settings };
  const bot = await startBot(given);
  const { slack, help } = company;
  const amy = slack.as(company.agents.amy);
  return { company, slack, help, bot, given, amy, to, minutes };
}

/** A ticket that was answered. */
async function answered(bot: BotUnderTest, amy: Actor, name: string) {
  const opened = await openTicket(bot, name);
  await reply(amy, opened.card, 'Which order is it?');
  await bot.settled();
  return opened;
}

function shown({ slack }: Company, message: Message): string {
  return slack.message(message)?.shown ?? '';
}

async function stopAll(company: Company, ...bots: BotUnderTest[]): Promise<void> {
  for (const bot of bots) await bot.stop();
  await company.slack.stop();
}

test('a customer who does not answer is reminded once, and later their ticket is resolved with the way to go on, both while the team is there', async () => {
  const { company, bot, amy, to } = await openDesk();
  const { root, card } = await answered(bot, amy, 'Ann');

  await to('2027-03-26T09:50:00+01:00', bot);
  const tooEarly = under(bot, root, REMINDER).length;
  await to('2027-03-26T10:10:00+01:00', bot);
  const [reminder] = under(bot, root, REMINDER);
  const waits = shown(company, card);
  await to('2027-03-30T10:50:00+02:00', bot);
  const beforeEnd = under(bot, root, END).length;
  await to('2027-03-30T11:20:00+02:00', bot);
  const ended = shown(company, card);
  const [end] = under(bot, root, END);
  await to('2027-04-20T12:00:00+02:00', bot);

  assert.equal(tooEarly, 0);
  assert.match(reminder?.shown ?? '', /^Your request H-1 is still open .* it is closed on .+\.$/);
  const closes = Number(JSON.stringify(reminder?.blocks).match(/"timestamp":(\d+)/)?.[1]) * 1000;
  assert.ok(closes >= Date.parse('2027-03-30T11:00:00+02:00'));
  assert.ok(closes < Date.parse('2027-03-30T11:20:00+02:00'));
  assert.match(waits, /Waiting for the customer, with Amy Agent\. They were reminded\./);
  assert.equal(beforeEnd, 0);
  assert.match(ended, /\nResolved: no answer from the customer\.\n/);
  assert.match(
    end?.shown ?? '',
    /write here until .+, or press the button\.\n\[Still not solved\]$/,
  );
  assert.doesNotMatch(end?.shown ?? '', /How did it go/);
  assert.equal(under(bot, root, REMINDER).length, 1);
  assert.equal(under(bot, root, END).length, 1);
  await stopAll(company, bot);
});

test('what becomes due at night, on a weekend or on a holiday is done when the team is there', async () => {
  const hours = { ...desk.hours, holidays: ['2027-03-29'] };
  const { company, bot, amy, to } = await openDesk({
    desk: { ...desk, hours, waiting: { remind: '4d', resolve: '5d' } },
  });
  const { root } = await answered(bot, amy, 'Ann');

  await to('2027-03-27T11:00:00+01:00', bot);
  await to('2027-03-29T11:00:00+02:00', bot);
  await to('2027-03-30T08:55:00+02:00', bot);
  const before = under(bot, root, REMINDER).length;
  await to('2027-03-30T08:59:00+02:00', bot);
  const reminders = under(bot, root, REMINDER).length;
  await to('2027-03-31T08:50:00+02:00', bot);
  const early = under(bot, root, END).length;
  await to('2027-03-31T09:05:00+02:00', bot);

  assert.equal(before, 0);
  assert.equal(reminders, 1);
  assert.equal(early, 0);
  assert.equal(under(bot, root, END).length, 1);
  await stopAll(company, bot);
});

test('a word of the customer ends the waiting, and an answer begins it anew', async () => {
  const { company, help, bot, amy, to } = await openDesk();
  const { customer, root, card } = await answered(bot, amy, 'Ann');
  await to('2027-03-26T11:00:00+01:00', bot);
  await customer.say(help, 'Order 1142', { thread: root });
  await bot.settled();
  await to('2027-03-31T11:00:00+02:00', bot);
  const whileAgents = under(bot, root, END).length;

  await reply(amy, card, 'And which item?');
  await bot.settled();
  await to('2027-04-02T11:00:00+02:00', bot);
  const early = under(bot, root, REMINDER).length;
  await reply(amy, card, 'I mean the colour');
  await bot.settled();
  await to('2027-04-05T10:50:00+02:00', bot);
  const afterFirst = under(bot, root, REMINDER).length;
  await to('2027-04-05T11:10:00+02:00', bot);
  const second = under(bot, root, REMINDER).length;
  await to('2027-04-09T10:50:00+02:00', bot);
  const notYet = under(bot, root, END).length;
  await to('2027-04-09T11:20:00+02:00', bot);

  assert.equal(whileAgents, 0);
  assert.deepEqual([early, afterFirst, second], [1, 1, 2]);
  assert.equal(notYet, 0);
  assert.equal(under(bot, root, END).length, 1);
  await customer.say(help, 'The blue one', { thread: root });
  await bot.settled();
  assert.match(shown(company, card), /With Amy Agent\./);
  assert.equal(under(bot, root, 'is open again').length, 1);
  await stopAll(company, bot);
});

test('Still not solved under such an end opens the ticket again', async () => {
  const { company, bot, amy, to } = await openDesk({
    desk: { ...desk, waiting: { resolve: '1d' } },
  });
  const { customer, root, card } = await answered(bot, amy, 'Ann');
  await to('2027-03-24T10:30:00+01:00', bot);
  const [end] = under(bot, root, END);
  assert.ok(end);

  await customer.press(end, 'Still not solved');
  await bot.settled();

  assert.equal(under(bot, root, REMINDER).length, 0);
  assert.match(shown(company, card), /With Amy Agent\./);
  await stopAll(company, bot);
});

test('after a month of downtime a customer is reminded first, and what they wrote meanwhile counts', async () => {
  const database = await lastingDatabase();
  const { company, slack, help, bot, given, amy, to, minutes } = await openDesk({ database });
  const silent = await answered(bot, amy, 'Ann');
  const reminded = await answered(bot, amy, 'Bea');
  const writing = await answered(bot, amy, 'Cid');
  await to('2027-03-26T11:00:00+01:00', bot);
  const late = await answered(bot, amy, 'Dan');
  await bot.stop();
  slack.deliverTo(undefined);
  await writing.customer.say(help, 'Order 1142', { thread: writing.root });

  await company.slack.delivered();
  await to('2027-04-28T11:00:00+02:00');
  const unreadable = { method: 'conversations.history', fault: 'http-error', status: 503 } as const;
  slack.faults.add(unreadable);
  const second = await startBot({ ...given, database });
  await to('2027-04-28T11:05:00+02:00');
  await minutes(1);
  const beforeCatchUp = [silent, reminded, writing, late].map(
    ({ root }) => under(second, root, END).length,
  );
  slack.faults.clear();
  await to('2027-04-28T11:15:00+02:00');
  await minutes(2);
  await second.settled();
  await minutes(1, second);
  const afterStart = [silent, reminded, writing, late].map(({ root }) => [
    under(second, root, REMINDER).length,
    under(second, root, END).length,
  ]);
  await to('2027-05-02T12:00:00+02:00', second);
  const onSunday = under(second, late.root, END).length;
  await to('2027-05-03T09:05:00+02:00', second);

  assert.deepEqual(beforeCatchUp, [0, 0, 0, 0], 'what they wrote is not known yet');
  assert.deepEqual(afterStart, [
    [1, 1],
    [1, 1],
    [1, 0],
    [1, 0],
  ]);
  assert.equal(onSunday, 0);
  assert.equal(under(second, late.root, END).length, 1);
  assert.match(shown(company, writing.card), /With Amy Agent\./);
  await stopAll(company, second);
});

test('words that were written before such an end and come after it open the ticket again', async () => {
  const { company, slack, help, bot, amy, to, minutes } = await openDesk({
    desk: { ...desk, waiting: { resolve: '1d' } },
  });
  const { customer, root, card } = await answered(bot, amy, 'Ann');
  await to('2027-03-24T09:57:00+01:00', bot);
  slack.faults.add({ fault: 'dropped', type: 'message', times: 1 });
  await customer.say(help, 'Order 1142', { thread: root });
  await to('2027-03-24T10:04:00+01:00', bot);
  const ends = under(bot, root, END).length;

  await minutes(25, bot);

  assert.equal(ends, 1);
  assert.match(shown(company, card), /With Amy Agent\./);
  assert.equal(under(bot, card, 'Order 1142').length, 1);
  await stopAll(company, bot);
});

test('nobody is resolved whose reminder Slack has not taken, or taken a moment ago', async () => {
  const { company, slack, help, bot, amy, to } = await openDesk();
  const { root } = await answered(bot, amy, 'Ann');
  slack.faults.add({ method: 'chat.postMessage', channel: help, fault: 'http-error', status: 503 });
  await to('2027-03-26T11:00:00+01:00');
  await to('2027-03-31T11:00:00+02:00');
  slack.faults.clear();
  await to('2027-03-31T11:10:00+02:00', bot);
  const reminders = under(bot, root, REMINDER).length;
  const early = under(bot, root, END).length;

  await to('2027-04-05T11:00:00+02:00', bot);

  assert.equal(reminders, 1);
  assert.equal(early, 0);
  assert.equal(under(bot, root, END).length, 1);
  await stopAll(company, bot);
});

test('an answer that was taken back waits for nobody', async () => {
  const { company, bot, amy, to } = await openDesk();
  const { root, card } = await answered(bot, amy, 'Ann');
  const [sent] = under(bot, card, 'Which order is it?');
  assert.ok(sent);
  await amy.press(sent, 'Take back');
  await bot.settled();

  await to('2027-04-20T11:00:00+02:00', bot);
  await to('2027-04-30T11:00:00+02:00', bot);

  assert.equal(under(bot, root, REMINDER).length, 0);
  assert.equal(under(bot, root, END).length, 0);
  await stopAll(company, bot);
});

test('each ticket waits where its customer was answered: in direct messages, split off, merged', async () => {
  const { company, help, bot, amy, to } = await openDesk({
    desk: { ...desk, sameConversationMinutes: 0 },
  });
  const ann = bot.customer('Ann');
  const direct = await openAnother(bot, ann, 'I was charged twice', 'direct');
  await reply(amy, direct.card, 'Which order is it?');
  const bea = bot.customer('Bea');
  const one = await openAnother(bot, bea, 'I was charged twice');
  const two = await openAnother(bot, bea, 'The charge is there again');
  await merge(amy, one.card, two.name);
  await bot.settled();
  await reply(amy, two.card, 'Which of them?');
  const cid = bot.customer('Cid');
  const whole = await openAnother(bot, cid, 'I was charged twice');
  await cid.say(help, 'The charge is on my other card, too', { thread: whole.root });
  await bot.settled();
  await split(amy, whole.card, ['The charge is on my other card, too']);
  await bot.settled();
  const part = bot.cards('Customer: Cid').find(({ ts }) => ts !== whole.card.ts);
  assert.ok(part);
  await reply(amy, part, 'Which card is it?');
  await bot.settled();

  await to('2027-03-26T11:00:00+01:00', bot);
  await to('2027-03-30T12:00:00+02:00', bot);

  const splitRoot = bot.slack
    .messages(help)
    .find((message) => under(bot, message, 'Which card is it?').length === 1);
  assert.ok(splitRoot && splitRoot.ts !== whole.root.ts);
  for (const [root, name] of [
    [direct.root, direct.name],
    [two.root, two.name],
    [splitRoot, nameOn(part)],
  ] as const) {
    const reads = [REMINDER, END].map((words) => under(bot, root, words).map(beginning));
    assert.deepEqual(reads, [[`Your request ${name} is`], [`Your request ${name} is`]]);
  }
  for (const { root } of [one, whole]) {
    assert.equal(under(bot, root, REMINDER).length + under(bot, root, END).length, 0);
  }
  await stopAll(company, bot);
});

function beginning({ shown }: Message): string {
  return shown.split(' ').slice(0, 4).join(' ');
}

for (const at of [
  'before posting still-open',
  'still-open posted',
  'before posting resolved',
  'resolved posted',
]) {
  test(`a customer reads each once where the process ends ${at}`, async () => {
    let endsAt = at;
    const { company, bot, amy, to, minutes } = await openDesk({
      checkpoint(name) {
        if (name !== endsAt) return;
        endsAt = 'nowhere';
        throw new Error(`The process ends ${name}`);
      },
    });
    const { root } = await answered(bot, amy, 'Ann');

    // What failed is tried again as the clock goes on.
    await to('2027-03-26T11:00:00+01:00');
    await minutes(2);
    await bot.settled();
    await to('2027-03-30T12:00:00+02:00');
    await minutes(2);
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    assert.equal(under(bot, root, REMINDER).length, 1);
    assert.equal(under(bot, root, END).length, 1);
    await stopAll(company, bot);
  });
}

test('two instances remind once, and resolve once', { skip }, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const { company, bot, given, amy, to } = await openDesk({ database });
  const other = await startBot({ ...given, database });
  const tickets = [];
  for (const name of ['Ann', 'Bea', 'Cid']) tickets.push(await answered(bot, amy, name));

  await to('2027-03-26T11:00:00+01:00', bot, other);
  await to('2027-03-30T12:00:00+02:00', bot, other);

  for (const { root } of tickets) {
    assert.equal(under(bot, root, REMINDER).length, 1);
    assert.equal(under(bot, root, END).length, 1);
  }
  await stopAll(company, bot, other);
});

test('without the setting a ticket waits for as long as it takes', async () => {
  const { hours } = desk;
  const { company, bot, amy, to } = await openDesk({ desk: { hours } });
  const { root, card } = await answered(bot, amy, 'Ann');

  await to('2027-06-01T11:00:00+02:00', bot);

  assert.equal(under(bot, root, REMINDER).length + under(bot, root, END).length, 0);
  assert.match(shown(company, card), /Waiting for the customer/);
  await stopAll(company, bot);
});
