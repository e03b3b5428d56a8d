import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { desk } from '../../desk.ts';
import type { Answer, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { berlinOffice, dueLines, openTimedCompany } from '../support/due.ts';
import { link, previewUpdate } from '../support/known-problem.ts';
import { merge, nameOn, openAnother } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const timed = await openTimedCompany();
const { company, setTime, pass } = timed;
const { slack, billing, help } = company;
const clock = timed.clock();
const categories = desk.categories.map((category) =>
  category.id === 'sale' ? { ...category, targets: false as const } : category,
);
const bot = await startBot({ company, clock, desk: { ...berlinOffice, categories } });
const amy = slack.as(company.agents.amy);
after(async () => {
  await bot.stop();
  await slack.stop();
});

const OR_AT = 'Or at a time of your own';
const REMIND = 'Remind the agents';
let day = 5;

/** A ticket of a new customer that Amy has, on a day of its own, at nine. */
async function openAmys(name: string) {
  setTime(`2026-01-${String(day).padStart(2, '0')}T09:00+01:00`);
  day += [9, 16, 23].includes(day) ? 3 : 1;
  const opened = await openTicket(bot, name);
  await amy.press(opened.card, 'Claim');
  await bot.settled();
  return opened;
}

async function snooze(card: Message, answers: Record<string, Answer>): Promise<SubmitOutcome> {
  await amy.press(card, 'More…');
  await amy.press(amy.modal ?? assert.fail('no list was opened'), 'Snooze…');
  amy.fill(answers);
  const outcome = await amy.submit();
  await bot.settled();
  return outcome;
}

async function look(): Promise<void> {
  await bot.settled();
  await clock.fired();
  await bot.settled();
}

/** The lines that name a ticket. */
function linesWith(card: Message): Message[] {
  const [name = ''] = card.shown.split(' ');
  return dueLines(bot, billing).filter(({ shown }) => shown.includes(`${name} (`));
}

function cardShows(card: Message): string {
  return slack.message(card)?.shown ?? '';
}

test('a snoozed ticket leaves its line, and is told as overdue when the snooze ends, with its holder', async () => {
  const { card } = await openAmys('Ann');
  pass(60);
  await look();
  const before = linesWith(card);

  await snooze(card, { [REMIND]: 'On the next working day, when the team begins' });
  await look();
  const during = linesWith(card);
  const shown = cardShows(card);
  pass(6 * 60);
  await look();
  const inTheEvening = linesWith(card);
  pass(16 * 60 + 59);
  await look();
  const justBefore = linesWith(card);
  pass(1);
  await look();

  assert.equal(before.length, 1);
  assert.deepEqual([during, inTheEvening, justBefore], [[], [], []]);
  assert.match(shown, /Snoozed until .*, by Amy Agent\. Answer due by /);
  const [line, ...others] = linesWith(card);
  assert.match(line?.shown ?? '', /^Answers overdue: /);
  assert.deepEqual(line?.pings, [`<@${amy.person.id}>`]);
  assert.deepEqual(others, []);
});

test('what the customer writes ends a snooze, and agents are told at once', async () => {
  const { card, customer, root } = await openAmys('Bea');
  await snooze(card, { [REMIND]: 'Next week, when the team begins' });
  pass(120);
  await look();
  const during = linesWith(card);

  await customer.say(help, 'Any news?', { thread: root });
  await bot.settled();
  await look();

  assert.deepEqual(during, []);
  assert.equal(linesWith(card).length, 1);
  assert.doesNotMatch(cardShows(card), /Snoozed/);
});

test('an answer, a move and the end of a ticket each end its snooze', async () => {
  const answered = await openAmys('Cid');
  const moved = await openTicket(bot, 'Dan');
  const resolved = await openTicket(bot, 'Eve');
  for (const { card } of [answered, moved, resolved]) {
    await snooze(card, { [REMIND]: 'In one hour of working time' });
  }

  await reply(amy, answered.card, 'Which order is it?');
  await move(amy, moved.card, 'Support');
  await amy.press(resolved.card, 'Resolve');
  await bot.settled();
  await amy.press(resolved.card, 'Reopen').catch(() => amy.press(resolved.card, 'Undo'));
  await bot.settled();

  const there = await company.card(company.support, 'Customer: Dan');
  for (const card of [answered.card, there, resolved.card]) {
    assert.doesNotMatch(cardShows(card), /Snoozed/);
  }
  assert.doesNotMatch(cardShows(answered.card), /Answer due/);
  assert.match(cardShows(there), /Answer due by /);
});

test('a ticket that is moved where no target is, is not due there, and cannot be snoozed', async () => {
  const { card } = await openAmys('Fay');
  assert.match(cardShows(card), /Answer due by /);
  await move(amy, card, 'Sales');
  const there = await company.card(company.sales, 'Customer: Fay');
  await bot.settled();
  pass(300);
  await look();

  await amy.press(there, 'More…');

  assert.doesNotMatch(shownInForm(amy.modal), /Snooze/);
  assert.doesNotMatch(cardShows(there), /Answer due/);
  assert.deepEqual(dueLines(bot, company.sales), []);
  await amy.dismiss();
});

test('a time of one’s own is refused where it is over, more than 90 days away, or beside another choice', async () => {
  const { card } = await openAmys('Gus');
  const seconds = (days: number) => String(Math.floor(clock.now() / 1000) + days * 24 * 60 * 60);
  const choice = 'In one hour of working time';
  const outcomes: SubmitOutcome[] = [];
  for (const answers of [{ [OR_AT]: seconds(-1) }, { [OR_AT]: seconds(91) }, {}]) {
    outcomes.push(await snooze(card, answers));
    await amy.dismiss();
    await amy.dismiss();
  }
  outcomes.push(await snooze(card, { [OR_AT]: seconds(1), [REMIND]: choice }));
  await amy.dismiss();
  await amy.dismiss();
  const refused = cardShows(card);
  const taken = await snooze(card, { [OR_AT]: seconds(89) });

  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['errors', 'errors', 'errors', 'errors'],
  );
  assert.doesNotMatch(refused, /Snoozed/);
  assert.equal(taken.status, 'closed');
  assert.match(cardShows(card), /Snoozed until /);
});

test('the Home tab says until when a ticket is snoozed, and lists it behind those that wait', async () => {
  const { card } = await openAmys('Hal');
  await snooze(card, { [REMIND]: 'On the next working day, when the team begins' });
  pass(5);
  const { card: other } = await openTicket(bot, 'Ida');
  await amy.press(other, 'Claim');
  await bot.settled();

  await amy.openHome();
  await bot.settled();

  const home = slack.home(amy.person)?.shown ?? '';
  const mine = home.slice(home.indexOf('Mine'), home.indexOf('New: nobody'));
  const [snoozed, waiting] = [card, other].map(({ shown }) => shown.split(' ')[0] ?? '');
  assert.match(mine, new RegExp(`${snoozed} .*\\n.*\\nWith you, waiting since .*, snoozed until `));
  assert.ok(mine.indexOf(`${waiting} `) < mine.indexOf(`${snoozed} `), mine);
  pass(24 * 60);
  await amy.openHome();
  await bot.settled();
  const later = slack.home(amy.person)?.shown ?? '';
  assert.match(later, new RegExp(`${snoozed} .*\\n.*\\nWith you, waiting since .*UTC, answer due`));
});

test('an update to all ends a snooze as any answer does: the next turn is told by itself', async () => {
  const { customer, root, card } = await openAmys('Jo');
  const { card: main } = await openTicket(bot, 'Kim');
  await link(amy, card, (main.shown.split(' ')[0] ?? '').trim());
  await bot.settled();
  await snooze(card, { [REMIND]: 'In one hour of working time' });
  pass(2 * 60);
  await look();

  await previewUpdate(amy, main, 'We know of it and work on it.');
  await amy.submit();
  await bot.settled();
  await look();
  const answered = linesWith(card);
  await customer.say(help, 'It still does not work', { thread: root });
  await look();
  const atOnce = linesWith(card);
  pass(5 * 60);
  await look();

  assert.deepEqual([answered, atOnce], [[], []]);
  assert.match(linesWith(card)[0]?.shown ?? '', /overdue: .*@Amy Agent/);
});

test('what is merged into a snoozed ticket and waits is due there, and a snoozed one puts nothing off', async () => {
  const { customer, card } = await openAmys('Lea');
  await snooze(card, { [REMIND]: 'Next week, when the team begins' });
  pass(10);
  const other = await openAnother(bot, customer, 'The charge is there again');
  await look();

  const outcome = await merge(amy, other.card, nameOn(card));
  await bot.settled();
  const awake = cardShows(card);
  pass(60);
  await look();

  assert.deepEqual(outcome, { status: 'closed' });
  assert.doesNotMatch(awake, /Snoozed/);
  assert.match(linesWith(card)[0]?.shown ?? '', /overdue: .*@Amy Agent/);
});
