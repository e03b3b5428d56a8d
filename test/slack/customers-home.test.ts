import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, openAnother } from '../support/merge-and-split.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type Seeded, seedTickets } from '../support/seed-tickets.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing } = company;
const amy = slack.as(company.agents.amy);
const ann = company.customer('Ann');
const uma = company.customer('Uma');

/** 23 requests of one customer, one that an app's form opened, some of an agent, and another customer's. */
const seeded: Seeded[] = [
  ...Array.from({ length: 23 }, (_, index) => seededTicket(index + 1, ann)),
  { ...seededTicket(24, ann), fromApp: true },
  ...Array.from({ length: 7 }, (_, index) => seededTicket(index + 25, amy)),
  seededTicket(32, uma),
];
const database = await lastingDatabase();
await seedTickets(database, { team: slack.team.id, channel: help.id }, seeded);
const bot = await startBot({ company, database, desk: { sameConversationMinutes: 0 } });
after(async () => {
  await bot.stop();
  await slack.stop();
});

function seededTicket(number: number, { person }: Actor): Seeded {
  return {
    number,
    customer: person.id,
    name: `Planted name of ${person.name}`,
    summary: `Planted summary ${number}`,
    destination: 'billing',
    status: number % 2 === 0 ? 'routed' : 'resolved',
    holder: number % 4 === 0 ? company.agents.ben.id : undefined,
    answeredAt: number === 18 ? new Date() : undefined,
    turnSince: new Date(1_790_000_000_000 + number * 60_000),
  };
}

async function shownTo({ person }: Actor): Promise<string> {
  await bot.settled();
  return slack.home(person)?.shown ?? '';
}

async function press(customer: Actor, button: string): Promise<string> {
  const home = slack.home(customer.person) ?? assert.fail('There is no Home tab');
  await customer.press(home, button);
  return shownTo(customer);
}

function numbersIn(shown: string): number[] {
  return [...shown.matchAll(/^H-(\d+)/gm)].map(([, number]) => Number(number));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}

test('a customer reads where each of their requests stands, newest first and page by page', async () => {
  await ann.openHome();
  const first = await shownTo(ann);
  const second = await press(ann, 'Older');
  const third = await press(ann, 'Older');
  const again = await press(ann, 'Newer');

  assert.match(first, /^Your requests: 23$/m);
  assert.match(first, /^H-23 · Billing\nResolved · /m);
  assert.match(first, /^H-22 · Billing\nWith our team · /m);
  assert.match(first, /^H-20 · Billing\nWith Ben, Support · /m);
  assert.match(first, /^H-18 · Billing\nWaiting for your answer · /m);
  assert.deepEqual(numbersIn(first), range(23, 14));
  assert.deepEqual(numbersIn(second), range(13, 4));
  assert.deepEqual(numbersIn(third), range(3, 1));
  assert.doesNotMatch(third, /\[Older\]/);
  assert.equal(again, second);
  const given = slack.calls.filter(
    ({ method, args }) => method === 'views.publish' && args.user_id === ann.person.id,
  );
  assert.doesNotMatch(JSON.stringify(given.map(({ args }) => args)), /Planted|agents-billing/);
});

test('of an agent who wrote as a customer the agent’s part comes first, then their own requests', async () => {
  await amy.openHome();

  const shown = await shownTo(amy);
  const [agents, own] = shown.split('Your requests');
  assert.match(agents ?? '', /open tickets\n/);
  assert.match(own ?? '', /^: 7\n/);
  assert.deepEqual(numbersIn(own ?? ''), range(31, 27));
  assert.doesNotMatch(own ?? '', /Planted/);
  assert.doesNotMatch(shown, /How can we help/);
});

test('a request is linked to its thread, and says whose turn it is and where it goes on', async () => {
  const { customer: bob, card, root } = await openTicket(bot, 'Bob');
  const other = await openAnother(bot, bob, 'My bill is wrong');
  await reply(amy, card, 'Which order is it?');
  await bot.settled();
  const number = /^H-\d+/.exec(card.shown)?.[0] ?? '';

  await bob.openHome();
  const before = await shownTo(bob);
  await merge(amy, other.card, number);
  await bot.settled();
  await bob.openHome();
  const after = await shownTo(bob);

  assert.match(before, new RegExp(`^${number} · Billing\\nWaiting for your answer`, 'm'));
  assert.match(before, new RegExp(`^${other.name} · Billing\\nWith our team`, 'm'));
  assert.match(after, new RegExp(`^${other.name} · Billing\\nGoes on in ${number}`, 'm'));
  const url = `https://playground.slack.com/archives/${help.id}/p${root.ts.replace('.', '')}`;
  assert.ok(JSON.stringify(slack.home(bob.person)?.blocks).includes(`"url":"${url}"`));
});

test('who is in one of three channels reads no customer’s words of the others anywhere', async () => {
  const zoe = slack.as(slack.addUser({ name: 'Zoe Biller' }));
  slack.join(billing, zoe.person);
  const eve = bot.customer('Eve');
  const { card: theirs } = await openTicket(bot, 'Fay');
  await openAnother(bot, eve, 'I forgot my password, plantedword one');
  const { card } = await openAnother(bot, eve, 'I was charged twice');
  await openAnother(bot, eve, 'What is the price of the plan, plantedword two?');
  await bot.settled();

  assert.match(slack.message(card)?.shown ?? '', /Earlier tickets:\nH-\d+ · Support · open/);
  for (const shown of [card, theirs]) await zoe.press(shown, 'More…');
  assert.ok(zoe.modal);
  assert.doesNotMatch(JSON.stringify(zoe.modal), /Merge/);
  await zoe.openHome();
  await bot.settled();
  for (const [menu, value] of [
    ['home_channel', 'all'],
    ['home_filter', 'all'],
    ['home_channel', 'in:support'],
  ] as const) {
    const home = slack.home(zoe.person) ?? assert.fail('There is no Home tab');
    await zoe.choose(home, menu, value);
    await bot.settled();
  }

  assert.match(slack.home(zoe.person)?.shown ?? '', /^H-\d+ · Support · new$/m);
  const seen = [
    ...zoe.channels().flatMap((channel) => zoe.sees(channel)),
    // Nobody else opens forms here; what is published names its person.
    ...slack.calls
      .filter(({ method }) => /^views\.|postEphemeral/.test(method))
      .map(({ args }) => args)
      .filter(({ user_id = zoe.person.id }) => user_id === zoe.person.id),
  ];
  assert.ok(seen.length > 10);
  assert.doesNotMatch(JSON.stringify(seen), /plantedword/);
});
