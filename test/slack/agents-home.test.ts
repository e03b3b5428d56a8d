import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { movableClock } from '../support/movable-clock.ts';
import { resolveSeeded, type Seeded, seedTickets } from '../support/seed-tickets.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing, sales, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
const zoe = slack.as(slack.addUser({ name: 'Zoe Biller' }));
slack.join(billing, zoe.person);

/** 500 open tickets, 125 of each destination, and 100 that are resolved. */
const DESTINATIONS = ['billing', 'sale', 'support', 'triage'] as const;
const HOSTILE_NAME = '<!channel> *Eve* & co';
const HOSTILE_WORDS = '<https://evil.example|Click here> `code` <@U0123456789>';
const seeded = Array.from({ length: 600 }, (_, index) => seededTicket(index + 1));
const open = seeded.filter(({ status }) => status !== 'resolved');

const database = await lastingDatabase();
await seedTickets(database, { team: slack.team.id, channel: help.id }, seeded);
const clock = movableClock();
let bot = await startBot({ company, database, clock });
after(async () => {
  await bot.stop();
  await slack.stop();
});

function seededTicket(number: number): Seeded {
  const destination = DESTINATIONS[number % 4] ?? 'triage';
  const turnSince = new Date(1_790_000_000_000 - ((number * 7919) % 600) * 60_000);
  const isAnswered = number % 3 === 0;
  const holders = [zoe.person.id, agents.amy.id, undefined, undefined, undefined];
  const isHostile = number === 4;
  return {
    number,
    customer: `UCUSTOMER${number}`,
    name: isHostile ? HOSTILE_NAME : `Planted Name-${destination}`,
    summary: isHostile ? HOSTILE_WORDS : `Planted words-${destination}-${number}`,
    destination,
    engine: number % 8 < 4 ? 'model' : 'offline',
    status: number > 500 ? 'resolved' : 'routed',
    holder: destination === 'billing' ? holders[Math.floor(number / 4) % 5] : undefined,
    answeredAt: isAnswered ? new Date(turnSince.getTime() + 60_000) : undefined,
    turnSince,
  };
}

/** As they are listed: what waits for agents first, longest waiting first. */
function inOrder(tickets: Seeded[]): string[] {
  const at = ({ answeredAt, turnSince }: Seeded) => (answeredAt ?? turnSince).getTime();
  return tickets
    .toSorted((one, other) => {
      const [turn, otherTurn] = [Number(!!one.answeredAt), Number(!!other.answeredAt)];
      return turn - otherTurn || at(one) - at(other) || one.number - other.number;
    })
    .map(({ number }) => `H-${number}`);
}

/** What somebody's Home tab shows once the bot has done what it was asked. */
async function shownTo({ person }: Actor): Promise<string> {
  await bot.settled();
  return slack.home(person)?.shown ?? '';
}

function homeOf({ person }: Actor) {
  return slack.home(person) ?? assert.fail(`${person.name} has no Home tab`);
}

async function choose(agent: Actor, menu: 'filter' | 'channel', value: string): Promise<string> {
  const { status } = await agent.choose(homeOf(agent), `home_${menu}`, value);
  assert.equal(status, 'acknowledged');
  return shownTo(agent);
}

async function press(agent: Actor, button: string): Promise<string> {
  await agent.press(homeOf(agent), button);
  return shownTo(agent);
}

function listed(shown: string): string[] {
  return shown.match(/^H-\d+(?= · )/gm) ?? [];
}

/** All that Slack was ever given to show to somebody, as it was sent. */
function givenTo({ person }: Actor): string {
  return JSON.stringify(
    slack.calls
      .filter(({ method, args }) => method === 'views.publish' && args.user_id === person.id)
      .map(({ args }) => args),
  );
}

const ofBilling = open.filter(({ destination }) => destination === 'billing');

test('where records are withheld the customer’s own words stand in place of a model’s summary', async () => {
  slack.share(sales, true);
  await bot.settled();
  await amy.openHome();
  await shownTo(amy);
  await choose(amy, 'channel', 'in:sale');
  const shown = await choose(amy, 'filter', 'all');

  const words = [...shown.matchAll(/Planted words-sale-(\d+)/g)].map(([, number]) =>
    Number(number),
  );
  const engines = words.map((number) => seeded[number - 1]?.engine);
  assert.match(shown, /Planted Name-sale/);
  assert.ok(engines.length > 0 && engines.length < 10);
  assert.deepEqual([...new Set(engines)], ['offline']);
  slack.share(sales, false);
  await bot.settled();
});

test('an agent of one channel reads its 125 tickets of 500 page by page, each once, and no word of another', async () => {
  await zoe.openHome();
  const overview = await shownTo(zoe);

  const news = ofBilling.filter(({ holder, answeredAt }) => !holder && !answeredAt);
  const mine = ofBilling.filter(({ holder }) => holder === zoe.person.id);
  const us = ofBilling.filter(({ answeredAt }) => !answeredAt);
  assert.match(overview, /^125 open tickets$/m);
  assert.match(overview, new RegExp(`^Mine: ${mine.length}\\b`, 'm'));
  assert.match(overview, new RegExp(`^New: nobody has them: ${news.length}\\b`, 'm'));
  assert.match(overview, new RegExp(`^Waiting longest: ${us.length}\\b`, 'm'));
  assert.match(overview, /^Billing: 125$\n^Sales: 125$\n^Support: 125$\n^To be sorted: 125$/m);
  assert.deepEqual(listed(overview), [
    ...inOrder(mine).slice(0, 5),
    ...inOrder(news).slice(0, 5),
    ...inOrder(us).slice(0, 5),
  ]);

  let page = await choose(zoe, 'filter', 'all');
  const numbers = [...listed(page)];
  assert.match(page, /^All open: 125, page 1 of 13$/m);
  for (let count = 2; count <= 13; count += 1) {
    page = await press(zoe, 'Next page');
    assert.match(page, new RegExp(`page ${count} of 13$`, 'm'));
    numbers.push(...listed(page));
  }
  assert.deepEqual(numbers, inOrder(ofBilling));
  assert.doesNotMatch(page, /Next page/);
  assert.match(page, /Previous page/);

  const everywhere = await choose(zoe, 'channel', 'all');
  assert.match(everywhere, /^All open: 500, page 1 of 50$/m);
  assert.match(everywhere, /^H-\d+ · (?:Sales|Support|To be sorted) · new$/m);
  const elsewhere = await choose(zoe, 'channel', 'in:sale');
  assert.match(elsewhere, /^All open: 125, page 1 of 13$/m);
  for (const line of elsewhere.split('\n').filter((one) => one.startsWith('H-'))) {
    assert.match(line, /^H-\d+ · Sales · (?:new|taken|waiting for the customer)$/);
  }
  assert.match(givenTo(zoe), /Planted Name-billing/);
  assert.doesNotMatch(givenTo(zoe), /Planted (?:Name|words)-(?:sale|support|triage)/);
});

test('each line says who, what, since when, who has it, and when an answer is due', async () => {
  const taken = ofBilling.find(
    ({ number, holder, answeredAt }) => number > 4 && holder === agents.amy.id && !answeredAt,
  );
  const answered = ofBilling.find(({ holder, answeredAt }) => holder && answeredAt);
  assert.ok(taken && answered);
  await ben.openHome();
  await shownTo(ben);
  await choose(ben, 'channel', 'in:billing');
  await choose(ben, 'filter', 'us');
  const lines: string[] = [homeOf(ben).shown];
  while (homeOf(ben).shown.includes('[Next page]')) lines.push(await press(ben, 'Next page'));
  lines.push(await choose(ben, 'filter', 'customer'));
  while (homeOf(ben).shown.includes('[Next page]')) lines.push(await press(ben, 'Next page'));

  const all = lines.join('\n');
  assert.match(
    all,
    new RegExp(
      `^H-${taken.number} · Billing · Planted Name-billing\\nPlanted words-billing-${taken.number}\\nWith Amy Agent, waiting since .*\\d.*, answer due by .*\\d`,
      'm',
    ),
  );
  assert.match(
    all,
    new RegExp(
      `^H-${answered.number} · Billing · .*\\n.*\\nWaiting for the customer since .*, with (?:Zoe Biller|Amy Agent)`,
      'm',
    ),
  );
});

test('what customers are called and write is shown letter by letter', async () => {
  await ben.openHome();
  await shownTo(ben);
  await choose(ben, 'channel', 'in:billing');
  await choose(ben, 'filter', 'all');
  while (!homeOf(ben).shown.includes('Eve')) await press(ben, 'Next page');

  const sent = JSON.stringify(homeOf(ben).blocks);
  assert.ok(sent.includes(`{"type":"text","text":" · Billing · ${HOSTILE_NAME}\\n"}`));
  assert.ok(sent.includes(`{"type":"text","text":"${HOSTILE_WORDS}\\n"}`));
  assert.doesNotMatch(sent, /"mrkdwn"/);
  // No card of these is posted.
  assert.doesNotMatch(sent, /"type":"link"/);
});

test('odd values of menus and buttons show the agent’s own channels, as far as there are pages', async () => {
  for (const [action_id, value] of [
    ['home_filter', 'everything'],
    ['home_channel', 'in:gone'],
    ['home_channel', 'x'.repeat(3_000)],
    ['home_page:after', '99999999999999999999'],
    ['home_page:after', '-1'],
    ['home_page:after', '99'],
  ] as const) {
    const payload = {
      type: 'block_actions',
      team: { id: slack.team.id },
      user: { id: zoe.person.id },
      trigger_id: 'trigger',
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1', type: 'home' },
      actions: [{ type: 'button', action_id, value, action_ts: '1.5' }],
    };
    const { status } = await slack.deliverRaw({
      body: `payload=${encodeURIComponent(JSON.stringify(payload))}`,
      contentType: 'application/x-www-form-urlencoded',
    });
    assert.equal(status, 200);
  }

  const shown = await shownTo(zoe);
  assert.match(shown, /^125 open tickets$/m);
  assert.match(await choose(zoe, 'filter', 'mine'), /^Mine: \d+/m);
});

test('a Home tab that is opened twice at once shows the same, and at most twice', async () => {
  const before = slack.calls.filter(({ method }) => method === 'views.publish').length;

  await Promise.all([zoe.openHome(), zoe.openHome()]);

  const shown = await shownTo(zoe);
  const published = slack.calls.filter(({ method }) => method === 'views.publish').length - before;
  assert.match(shown, /^125 open tickets$/m);
  assert.ok(published >= 1 && published <= 2, `published ${published} times`);
});

test('the look once a minute publishes what has changed, once, and nothing else', async () => {
  clock.fire();
  await bot.settled();
  const before = slack.calls.filter(({ method }) => method === 'views.publish').length;
  const eve = bot.customer('Eve');
  await eve.command('/escalate', { in: help, text: 'I was charged twice' });
  await bot.card(billing, 'Customer: Eve');
  await bot.settled();
  assert.match(homeOf(zoe).shown, /^125 open tickets$/m);

  for (let count = 0; count < 2; count += 1) {
    clock.fire();
    const what = 'the ticket in the Home tab';
    await slack.waitFor(() => /^126 open tickets$/m.test(homeOf(zoe).shown), { what });
    await bot.settled();
  }

  const published = slack.calls
    .slice()
    .filter(({ method }) => method === 'views.publish')
    .slice(before)
    .map(({ args }) => String(args.user_id));
  assert.equal(published.filter((user) => user === zoe.person.id).length, 1);
});

test('who leaves a channel reads no word of it in the next Home tab, which comes by itself', async () => {
  await amy.openHome();
  await shownTo(amy);
  await choose(amy, 'channel', 'in:billing');
  assert.match(await choose(amy, 'filter', 'all'), /Planted Name-billing/);

  slack.leave(billing, amy.person);
  slack.leave(company.triage, amy.person);
  await bot.settled();
  clock.fire();
  const isWithout = () => !homeOf(amy).shown.includes('Planted');
  await slack.waitFor(isWithout, { what: 'the Home tab without their words' });

  const shown = await shownTo(amy);
  assert.match(shown, /^H-\d+ · Billing · (?:new|taken|waiting for the customer)$/m);
  assert.doesNotMatch(
    await choose(amy, 'channel', 'all'),
    /Planted (?:Name|words)-(?:billing|triage)/,
  );
});

test('what was chosen is still there after a restart, and a page beyond the end is the last one', async () => {
  await zoe.openHome();
  await shownTo(zoe);
  await choose(zoe, 'channel', 'in:billing');
  await choose(zoe, 'filter', 'us');
  assert.match(await press(zoe, 'Next page'), /^Waiting for us: \d+, page 2 of \d+$/m);
  await bot.stop();
  const waiting = ofBilling.filter(({ answeredAt }) => !answeredAt);
  await resolveSeeded(
    database,
    waiting.slice(3).map(({ number }) => number),
  );
  bot = await startBot({ company, database, clock });

  await zoe.openHome();

  const shown = await shownTo(zoe);
  // With Eve's.
  assert.match(shown, /^Waiting for us: 4$/m);
  assert.equal(listed(shown).length, 4);
  assert.doesNotMatch(shown, /\[(?:Next|Previous) page\]/);
});
