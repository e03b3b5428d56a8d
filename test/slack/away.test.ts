import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, openAct, openAnother, under } from '../support/merge-and-split.ts';
import { movedClock } from '../support/moved-clock.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotSettings, type BotUnderTest, startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

const DAY = '2027-03-29';
const LINE = 'Amy Agent is away until 29 Mar 2027. Nobody has this now.';

/** A bot in Berlin on a Tuesday at ten. The clocks there are put forward on the Sunday after it. */
async function openDesk(settings: BotSettings = {}) {
  const { clock, to, minutes } = movedClock('2027-03-23T10:00:00+01:00');
  const company = await openCompany({ now: () => clock.now(), redeliverAfterMs: [] });
  const { slack } = company;
  const desk = { hours: { zone: 'Europe/Berlin' }, sameConversationMinutes: 0 };
  const given = { company, clock, desk, ...settings };
  const bot = await startBot(given);
  const [amy, ben] = [slack.as(company.agents.amy), slack.as(company.agents.ben)];
  await amy.openHome();
  await homeShows(company, amy, '[Away until…]');
  return { company, slack, help: company.help, bot, given, amy, ben, to, minutes };
}

function homeShows({ slack }: Company, { person }: Actor, words: string) {
  return slack.waitFor(
    () => (slack.home(person)?.shown.includes(words) ? slack.home(person) : undefined),
    { what: `“${words}” in the Home tab` },
  );
}

async function openForm({ slack }: Company, agent: Actor, button = 'Away until…') {
  const home = slack.home(agent.person);
  assert.ok(home);
  await agent.press(home, button);
  assert.ok(agent.modal, 'no form was opened');
}

async function setAway(company: Company, bot: BotUnderTest, agent: Actor, day = DAY) {
  await openForm(company, agent);
  agent.fill({ 'Away until': day });
  const outcome = await agent.submit();
  await bot.settled();
  return outcome;
}

async function claimed(bot: BotUnderTest, agent: Actor, name: string) {
  const opened = await openTicket(bot, name);
  await agent.press(opened.card, 'Claim');
  await bot.settled();
  return opened;
}

function shown({ slack }: Company, message: Message): string {
  return slack.message(message)?.shown ?? '';
}

function lines(bot: BotUnderTest, card: Message): string[] {
  return under(bot, card, 'Nobody has this now.').map((message) => message.shown);
}

async function namesOffered(agent: Actor): Promise<string[]> {
  assert.ok(agent.modal);
  const offered = await agent.optionsOf(agent.modal, 'assignee');
  return offered.flatMap(({ options }) => options.map(({ text }) => text.text));
}

async function stopAll(company: Company, ...bots: BotUnderTest[]): Promise<void> {
  for (const bot of bots) await bot.stop();
  await company.slack.stop();
}

test('the tickets of an agent who is away are new once they need an answer, and nobody mentions them', async () => {
  const { company, slack, help, bot, amy, minutes } = await openDesk();
  const due = await claimed(bot, amy, 'Ann');
  const waiting = await claimed(bot, amy, 'Bea');
  await reply(amy, waiting.card, 'Which order is it?');
  const ended = await claimed(bot, amy, 'Cid');
  await amy.press(ended.card, 'Resolve');
  await minutes(1, bot);

  await setAway(company, bot, amy);
  await homeShows(company, amy, 'You are away until 29 Mar 2027.');
  const atOnce = [due, waiting].map(({ card }) => lines(bot, card));
  await waiting.customer.say(help, 'Order 1142', { thread: waiting.root });
  await ended.customer.say(help, 'It was charged again', { thread: ended.root });
  await bot.settled();
  await waiting.customer.say(help, 'I mean 1143', { thread: waiting.root });
  await bot.settled();

  assert.deepEqual(atOnce, [[LINE], []]);
  for (const { card } of [due, waiting, ended]) {
    assert.match(shown(company, card), /\nNew\.\n/);
    assert.deepEqual(lines(bot, card), [LINE]);
    const mentioning = slack
      .thread(slack.channel(card.channel), card)
      .filter(({ blocks }) => JSON.stringify(blocks).includes(`"user_id":"${amy.person.id}"`));
    assert.deepEqual(mentioning, []);
  }
  await stopAll(company, bot);
});

test('nobody can assign to an agent who is away, also where the form was opened before', async () => {
  const { company, slack, bot, amy, ben } = await openDesk();
  const { card } = await openTicket(bot, 'Ann');
  await openAct(ben, card, 'Assign to…');
  const before = await namesOffered(ben);
  ben.fill({ To: 'Amy Agent' });
  await setAway(company, bot, amy);

  const outcome = await ben.submit();
  const afterwards = await namesOffered(ben);
  await bot.settled();

  assert.ok(before.includes('Amy Agent'));
  assert.deepEqual(outcome, {
    status: 'errors',
    errors: { assignee: 'Amy Agent is away until 29 Mar 2027. Choose another agent.' },
  });
  assert.ok(!afterwards.includes('Amy Agent'));
  assert.match(shown(company, card), /\nNew\.\n/);
  const home = slack.home(amy.person);
  assert.ok(home);
  await amy.press(home, 'I am back');
  await homeShows(company, amy, '[Away until…]');
  assert.deepEqual(await ben.submit(), { status: 'closed' });
  await bot.settled();
  assert.match(shown(company, card), /With Amy Agent\./);
  await stopAll(company, bot);
});

test('an agent who is away may act, and keeps what they take until its customer writes again', async () => {
  const { company, help, bot, amy } = await openDesk();
  await setAway(company, bot, amy);
  const { card, customer, root } = await claimed(bot, amy, 'Ann');
  const onceClaimed = shown(company, card);
  await reply(amy, card, 'Which order is it?');
  await bot.settled();
  const onceAnswered = shown(company, card);

  await customer.say(help, 'Order 1142', { thread: root });
  await bot.settled();

  assert.match(onceClaimed, /With Amy Agent\./);
  assert.match(onceAnswered, /Waiting for the customer, with Amy Agent\./);
  assert.match(shown(company, card), /\nNew\.\n/);
  assert.deepEqual(lines(bot, card), [LINE]);
  await stopAll(company, bot);
});

test('a merge gives back what an agent has who is away', async () => {
  const { company, bot, amy, ben } = await openDesk();
  const ann = bot.customer('Ann');
  const one = await openAnother(bot, ann, 'I was charged twice');
  const two = await openAnother(bot, ann, 'The charge is there again');
  await reply(amy, one.card, 'Which order is it?');
  await bot.settled();
  await setAway(company, bot, amy);

  await merge(ben, two.card, one.name);
  await bot.settled();

  assert.match(shown(company, one.card), /\nNew\.\n/);
  assert.deepEqual(lines(bot, one.card), [LINE]);
  await stopAll(company, bot);
});

test('a day that is none, or too near or far, is refused with the reason', async () => {
  const { company, slack, bot, amy } = await openDesk();
  const days = ['2027-03-22', '2027-03-23', '2028-03-24', '2027-02-30', '+275760-09-13', ''];
  const odd = ['<!channel>', '2027-3-29', '2027-03-29T10:00Z', '2027-03-29[UTC]', '2027-W13-1'];

  await openForm(company, amy);
  for (const day of [...days, ...odd]) {
    amy.fill({ 'Away until': day });
    const outcome = await amy.submit();
    assert.equal(outcome.status, 'errors', day);
  }
  amy.fill({ 'Away until': '2028-03-23' });
  const farthest = await amy.submit();
  await homeShows(company, amy, 'You are away until 23 Mar 2028.');

  assert.deepEqual(farthest, { status: 'closed' });
  assert.doesNotMatch(slack.home(amy.person)?.shown ?? '', /!channel|@channel/);
  await stopAll(company, bot);
});

test('an absence ends by itself at the beginning of its day where the desk is, also while the bot is down', async () => {
  const database = await lastingDatabase();
  const { company, slack, bot, given, amy, ben, to } = await openDesk({ database });
  const { card } = await openTicket(bot, 'Ann');
  await setAway(company, bot, amy, '2027-03-28');
  await to('2027-03-27T23:55:00+01:00', bot);
  const before = slack.home(amy.person)?.shown ?? '';
  await to('2027-03-28T00:00:00+01:00', bot);
  await homeShows(company, amy, '[Away until…]');
  await setAway(company, bot, amy, '2027-03-31');
  await bot.stop();

  await to('2027-04-27T10:00:00+02:00');
  const second = await startBot({ ...given, database });
  await to('2027-04-27T10:05:00+02:00', second);
  await homeShows(company, amy, '[Away until…]');
  await openAct(ben, card, 'Assign to…');

  assert.match(before, /You are away until 28 Mar 2027\./);
  assert.ok((await namesOffered(ben)).includes('Amy Agent'));
  await stopAll(company, second);
});

test('an absence that was set as the process ended gives each ticket back once, and is there after it', async () => {
  const database = await lastingDatabase();
  let isEnding = false;
  const { company, bot, given, amy } = await openDesk({
    database,
    checkpoint(name) {
      if (isEnding && name === 'release-of-away done') throw new Error('The process ends');
    },
  });
  const tickets = [];
  for (const name of ['Ann', 'Bea', 'Cid']) tickets.push(await claimed(bot, amy, name));
  isEnding = true;
  await openForm(company, amy);
  amy.fill({ 'Away until': DAY });
  await amy.submit();
  await bot.stop();

  const second = await startBot({ ...given, database, checkpoint: () => {} });
  for (const { card } of tickets) {
    await company.slack.waitFor(() => lines(second, card).length > 0, { what: 'the line' });
  }
  await homeShows(company, amy, 'You are away until 29 Mar 2027.');

  for (const { card } of tickets) assert.deepEqual(lines(second, card), [LINE]);
  await stopAll(company, second);
});

test('two instances give a ticket back once, and nobody’s assignment slips past an absence', {
  skip,
}, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const { company, bot, given, amy, ben } = await openDesk({ database });
  const other = await startBot({ ...given, database });
  const held = await claimed(bot, amy, 'Ann');
  const cards: Message[] = [];
  for (const name of ['Bea', 'Cid', 'Dan']) cards.push((await openTicket(bot, name)).card);
  await openForm(company, amy);
  amy.fill({ 'Away until': DAY });

  const assigning = assignAll(ben, cards);
  await amy.submit();
  await assigning;
  await Promise.all([bot.settled(), other.settled()]);

  assert.deepEqual(lines(bot, held.card), [LINE]);
  for (const card of [held.card, ...cards]) assert.match(shown(company, card), /\nNew\.\n/);
  await stopAll(company, bot, other);
});

async function assignAll(agent: Actor, cards: Message[]): Promise<void> {
  for (const card of cards) {
    await openAct(agent, card, 'Assign to…');
    if (!(await namesOffered(agent)).includes('Amy Agent')) return;
    agent.fill({ To: 'Amy Agent' });
    const { status } = await agent.submit();
    if (status !== 'closed') return;
  }
}
