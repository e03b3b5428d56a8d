import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { DeskFile } from '../../src/desk/desk.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { type BotSettings, startBot } from '../support/start-bot.ts';
import { officeHours, workingWeek } from '../support/working-week.ts';

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

const WAITS = / waits? for an answer\./;

/** A company in its working week, with a bot whose looks are made at a command. */
async function openDesk({
  intake = [{ channel: '#help' }],
  ...settings
}: BotSettings & { intake?: DeskFile['intake'] } = {}) {
  const week = workingWeek();
  const company = await openCompany({ now: week.now });
  const { slack, help, triage } = company;
  const desk = { intake, hours: officeHours };
  const start = async (more: BotSettings = {}) => {
    const clock = week.clock();
    const bot = await startBot({ ...settings, ...more, desk, company, clock });
    return { ...bot, fire: clock.fire };
  };
  const bot = await start();
  const lists = () => slack.messages(triage).filter(({ shown }) => isList(shown));
  const listed = (words: string, what = `“${words}” in the list`) =>
    slack.waitFor(() => lists().find(({ shown }) => shown.includes(words)), { what });
  const gone = (words: string) =>
    slack.waitFor(() => !lists().some(({ shown }) => shown.includes(words)), {
      what: `“${words}” in no list`,
    });
  /** Makes a look and waits for its end: somebody else who waits by then is listed last. */
  let looks = 0;
  const lookAt = async (day: number, time: string, { fire, settled } = bot) => {
    looks += 1;
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    week.goTo(day, `${hours}:${minutes - 15}`);
    await company.customer(`Somebody ${looks}`).say(help, `Anybody ${looks}?`);
    await settled();
    week.goTo(day, time);
    fire();
    await listed(`Anybody ${looks}?`);
    await settled();
  };
  return { ...company, week, start, bot, lists, listed, gone, lookAt };
}

function isList(shown: string): boolean {
  return WAITS.test(shown) || shown.startsWith('Nobody waits');
}

/** The calls that posted a list. */
function posts({ slack }: { slack: Workspace }) {
  return slack.calls.filter(
    ({ method, args }) => method === 'chat.postMessage' && WAITS.test(String(args.text)),
  );
}

test('who was greeted and pressed nothing is listed after fifteen minutes, with who, what and where', async () => {
  const { bot, slack, week, help, customer, listed, lists } = await openDesk();
  const root = await customer('Ann').say(help, 'My parcel is late, card 4111 1111 1111 1111');
  await bot.settled();

  week.goTo(0, '9:14');
  bot.fire();
  week.goTo(0, '9:15');
  bot.fire();
  const list = await listed('My parcel is late');

  assert.match(list.shown, /^1 customer waits for an answer\./);
  assert.match(list.shown, /Ann since /);
  assert.doesNotMatch(list.shown, /4111/);
  assert.match(JSON.stringify(list.blocks), new RegExp(`/p${root.ts.replace('.', '')}"`));
  assert.deepEqual(lists(), [list]);
  assert.ok(Number(list.ts) * 1000 >= week.at(0, '9:15'));
  await bot.stop();
  await slack.stop();
});

test('an answer of an agent or a colleague counts, and of nobody else', async () => {
  const { bot, slack, help, agents, customer, lookAt, lists, gone } = await openDesk();
  const amy = slack.as(agents.amy);
  const roots = new Map<string, Message>();
  for (const name of ['Agnes', 'Cora', 'Gus', 'Steve', 'Otis', 'Thea']) {
    roots.set(name, await customer(name).say(help, `${name} needs help`));
  }
  const thread = (name: string) => ({ thread: roots.get(name) });
  await bot.settled();
  await amy.say(help, 'Let me see', thread('Agnes'));
  await customer('colleague').say(help, 'Ask for a refund', thread('Cora'));
  await customer('guest', { kind: 'guest' }).say(help, 'I think so', thread('Gus'));
  await customer('stranger', { kind: 'stranger' }).say(help, 'We too', thread('Steve'));
  const other = customer('Other');
  const others = await other.say(help, 'Other has a question');
  await other.say(help, 'So do I', thread('Otis'));
  await amy.say(help, 'Done', { thread: others });
  const thea = slack.as(slack.people().find(({ realName }) => realName === 'Thea') ?? agents.ben);
  await thea.say(help, 'any news?', thread('Thea'));
  await amy.say(help, 'It is on its way', thread('Thea'));
  await thea.say(help, 'thank you so much!', thread('Thea'));
  await bot.settled();

  await lookAt(0, '9:40');

  const listed = () => lists()[0]?.shown ?? '';
  for (const name of ['Gus', 'Steve', 'Otis'])
    assert.match(listed(), new RegExp(`${name} needs help`));
  assert.doesNotMatch(listed(), /Agnes|Cora|Other has|Thea/);

  await amy.say(help, 'A bit late: yes', thread('Gus'));
  await thea.say(help, 'But which way?', thread('Thea'));
  await bot.settled();
  await lookAt(0, '10:00');

  await gone('Gus needs help');
  assert.match(listed(), /But which way\?/);
  assert.match(listed(), /Steve needs help/);
  await bot.stop();
  await slack.stop();
});

test('agents of the triage channel make a ticket of it, or say that there is nothing to do', async () => {
  const { bot, slack, week, help, triage, sales, agents, customer, ...desk } = await openDesk();
  const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
  const sally = slack.as(slack.addUser({ name: 'Sally Seller' }));
  slack.join(sales, sally.person);
  slack.join(triage, customer('Guest', { kind: 'guest' }).person);
  const names = ['Ann', 'Bea', 'Cid'];
  const people = new Map(names.map((name) => [name, customer(name)]));
  const roots = new Map<string, Message>();
  for (const [name, person] of people) {
    roots.set(name, await person.say(help, `${name} was charged twice`));
  }
  await bot.settled();
  week.goTo(0, '9:20');
  bot.fire();
  const list = await desk.listed('3 customers wait');
  const press = (who: Actor, button: string, words: string) =>
    who.press(desk.lists()[0] ?? list, buttonOf(desk.lists()[0] ?? list, button, words));

  const guest = slack.as(slack.people().find(({ name }) => name === 'Guest') ?? agents.amy);
  await press(guest, 'Make it a ticket', 'Ann');
  const refusal = await slack.waitFor(() => guest.ephemerals(triage).at(-1), { what: 'a refusal' });
  await Promise.all([
    press(amy, 'Make it a ticket', 'Ann'),
    press(ben, 'Make it a ticket', 'Ann'),
    press(ben, 'Nothing to do', 'Bea'),
    press(amy, 'Nothing to do', 'Bea'),
  ]);
  const card = await bot.card(bot.billing, 'Customer: Ann');
  await desk.gone('Bea was charged twice');
  await amy.say(help, 'Look at your bill', { thread: roots.get('Cid') });
  await bot.settled();
  await press(ben, 'Make it a ticket', 'Cid');
  await desk.gone('Cid was charged twice');
  await bot.settled();

  assert.match(refusal.shown, /^Only agents in the triage channel/);
  assert.match(card.shown, /Escalated by (?:Amy|Ben) Agent \(nobody had answered\)/);
  const answers = [amy, ben].flatMap((agent) => agent.ephemerals(triage)).map(({ shown }) => shown);
  for (const answer of [
    /^It is H-1 now/,
    /^It is a ticket already: H-1/,
    /chose “Nothing to do” before/,
  ]) {
    assert.equal(answers.filter((shown) => answer.test(shown)).length, 1, `${answer}: ${answers}`);
  }
  assert.deepEqual(
    [bot.cards('Ann').length, bot.cards('Bea').length, bot.cards('Cid').length],
    [1, 0, 0],
  );
  assert.match(ben.ephemerals(triage).at(-1)?.shown ?? '', /^That was answered meanwhile/);
  assert.deepEqual(
    desk.lists().map(({ shown }) => shown),
    ['Nobody waits for a first answer now.'],
  );

  await people.get('Bea')?.say(help, 'Bea again: still nothing?', { thread: roots.get('Bea') });
  await bot.settled();
  await desk.lookAt(0, '9:50');
  assert.match(desk.lists()[0]?.shown ?? '', /Bea again: still nothing\?/);
  await bot.stop();
  await slack.stop();
});

test('where the bot never greets, or another organisation is in the channel, it becomes a ticket', async () => {
  const { bot, slack, week, customer, billing, lists, ...company } = await openDesk({
    intake: [
      { channel: '#help' },
      { channel: '#silent', greet: 'never' },
      { channel: '#shared' },
      // biome-ignore lint/suspicious/noThenProperty: It is the desk's word.
      { channel: '#shared-list', unanswered: { after: '30m', then: 'list' } },
      { channel: '#not-here', unanswered: false },
    ],
    prepare: (workspace) => {
      for (const name of ['silent', 'shared', 'shared-list', 'not-here']) {
        workspace.addChannel({ name });
      }
    },
  });
  const inChannel = async (name: string, who: string) => {
    const channel = slack.channels().find((one) => one.name === name);
    assert.ok(channel);
    if (name.startsWith('shared')) slack.share(channel, true);
    const person = customer(who);
    slack.join(channel, person.person);
    return { channel, root: await person.say(channel, `${who} was charged twice`) };
  };
  const silent = await inChannel('silent', 'Sid');
  await inChannel('shared', 'Shari');
  await inChannel('shared-list', 'Lisa');
  await inChannel('not-here', 'Ned');
  const doubtful = await inChannel('silent', 'Dot');
  const eve = slack.addUser({ name: 'Eve' });
  slack.join(doubtful.channel, eve);
  await slack.as(eve).say(doubtful.channel, 'I saw that', { thread: doubtful.root });
  await bot.settled();
  const deaf = slack.faults.add({ fault: 'http-error', status: 503, method: 'users.info' });

  week.goTo(0, '9:15');
  bot.fire();
  await company.listed('Dot was charged twice');
  deaf();
  await bot.card(billing, 'Sid');
  await bot.card(billing, 'Shari');
  await bot.settled();
  const status = slack.thread(silent.channel, silent.root).map(({ shown }) => shown);
  assert.equal(
    status.filter((shown) => /^Your request H-\d+ is with our team/.test(shown)).length,
    1,
  );
  assert.match(bot.cards('Shari')[0]?.shown ?? '', /Escalated by Shari \(nobody had answered\)/);
  assert.doesNotMatch(lists()[0]?.shown ?? '', /Lisa|Ned/);

  week.goTo(0, '9:31');
  bot.fire();
  await company.listed('Lisa was charged twice');
  await company.gone('Dot was charged twice');
  await bot.settled();

  assert.deepEqual(
    [bot.cards('Dot').length, bot.cards('Ned').length, bot.cards('Lisa').length],
    [0, 0, 0],
  );
  await bot.stop();
  await slack.stop();
});

test('nothing is listed at night, and after a day without the bot there is one list', async () => {
  const database = await lastingDatabase();
  const { bot, start, slack, week, help, customer, ...desk } = await openDesk({ database });
  week.goTo(4, '16:50');
  await customer('Fay').say(help, 'Fay asks on Friday');
  await bot.settled();
  for (const [day, time] of [
    [4, '16:59'],
    [4, '17:30'],
    [5, '12:00'],
    [7, '8:59'],
  ] as const) {
    week.goTo(day, time);
    bot.fire();
    await bot.settled();
  }
  await bot.stop();
  slack.deliverTo(undefined);
  const names = Array.from({ length: 17 }, (_, index) => `Person${index + 10}`);
  for (const [index, name] of names.entries()) {
    week.goTo(7, `9:${index + 10}`);
    await customer(name).say(help, `${name} asks`);
  }
  week.goTo(8, '10:00');
  const second = await start();
  await second.settled();
  second.fire();
  const list = await desk.listed('18 customers wait for an answer.');
  await second.settled();

  assert.equal(posts({ slack }).length, 1);
  assert.ok(Number(list.ts) * 1000 >= week.at(8, '10:00'));
  assert.match(list.shown, /Fay asks on Friday[\s\S]*Person10 asks[\s\S]*Person23 asks/);
  assert.doesNotMatch(list.shown, /Person24 asks/);
  assert.match(list.shown, /And 3 more/);
  await second.stop();
  const third = await start();
  third.fire();
  await customer('Zed').say(help, 'Zed asks');
  await third.settled();
  week.goTo(8, '10:15');
  third.fire();
  await desk.listed('19 customers wait for an answer.');
  await third.settled();
  assert.equal(posts({ slack }).length, 2);
  assert.equal(desk.lists().length, 1);
  await third.stop();
  await slack.stop();
});

test('a new entry posts the list again, at most every fifteen minutes, and so does a day', async () => {
  const { bot, slack, week, help, customer, lists, listed } = await openDesk();
  const askAt = async (time: string, name: string) => {
    week.goTo(0, time);
    await customer(name).say(help, `${name} asks`);
    await bot.settled();
  };
  const lookAt = async (day: number, time: string, words: string, count: number) => {
    week.goTo(day, time);
    bot.fire();
    await listed(words);
    await slack.waitFor(() => posts({ slack }).length === count && lists().length === 1, {
      what: `${count} lists, of which one is left`,
    });
    await bot.settled();
  };
  await askAt('9:00', 'Ann');
  await askAt('9:05', 'Bea');
  await askAt('9:20', 'Cid');

  await lookAt(0, '9:15', 'Ann asks', 1);
  await lookAt(0, '9:20', 'Bea asks', 1);
  await lookAt(0, '9:30', '2 customers wait', 2);
  await lookAt(0, '9:35', 'Cid asks', 2);
  await lookAt(0, '9:45', '3 customers wait', 3);
  await lookAt(0, '16:00', '3 customers wait', 3);
  await lookAt(1, '9:44', '3 customers wait', 3);
  await lookAt(1, '9:45', '3 customers wait', 4);
  await bot.stop();
  await slack.stop();
});

test('of two instances one lists, one escalates, and one posts', { skip }, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const intake = [{ channel: '#help' }, { channel: '#silent', greet: 'never' as const }];
  const prepare = (workspace: Workspace) => {
    if (!workspace.channels().some(({ name }) => name === 'silent')) {
      workspace.addChannel({ name: 'silent' });
    }
  };
  const { bot, start, slack, week, help, customer, ...desk } = await openDesk({
    database,
    intake,
    prepare,
  });
  const other = await start();
  const silent = slack.channels().find(({ name }) => name === 'silent');
  assert.ok(silent);
  for (let count = 0; count < 6; count += 1) {
    const person = customer(`Person ${count}`);
    slack.join(silent, person.person);
    await person.say(help, `Person ${count} asks`);
    await person.say(silent, `Person ${count} was charged twice`);
  }
  await Promise.all([bot.settled(), other.settled()]);

  week.goTo(0, '9:20');
  for (const { fire } of [bot, other, bot]) fire();
  await desk.listed('6 customers wait');
  await slack.waitFor(() => bot.cards('Escalated by Person').length === 6, { what: 'six cards' });
  for (const { fire } of [bot, other]) fire();
  await Promise.all([bot.settled(), other.settled()]);

  assert.equal(posts({ slack }).length, 1);
  assert.equal(bot.cards('Escalated by Person').length, 6);
  await Promise.all([bot.stop(), other.stop()]);
  await slack.stop();
});

/** The action of a button in the entry with some words. */
function buttonOf({ blocks }: Message, text: string, words: string): string {
  const entry = blocks.findIndex((block) => JSON.stringify(block).includes(words));
  const actions = JSON.stringify(blocks[entry + 1]);
  const name = text === 'Make it a ticket' ? 'make_ticket' : 'nothing_to_do';
  const [id] = new RegExp(`${name}:[^"]+`).exec(actions) ?? [];
  assert.ok(id, `There is no entry with ${words}`);
  return id;
}
