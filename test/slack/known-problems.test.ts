import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { link, offeredProblems, previewUpdate } from '../support/known-problem.ts';
import { merge, nameOn, openAct, openAnother, under } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { openShop } from '../support/open-shop.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { type BotSettings, type BotUnderTest, startBot } from '../support/start-bot.ts';

const shop = await openShop();
after(shop.stop);

type Ticket = { customer: Actor; root: Message; card: Message };

/** A company with a bot, and tickets of which all are linked to the first. */
async function openProblem(names: string[], settings: BotSettings = {}) {
  const company = await openCompany({ redeliverAfterMs: [] });
  const { slack, agents } = company;
  const database = await lastingDatabase();
  const start = (more: BotSettings = {}) => startBot({ company, database, ...settings, ...more });
  const bot = await start();
  const amy = slack.as(agents.amy);
  const tickets: Ticket[] = [];
  for (const name of names) tickets.push(await openTicket(bot, name));
  const [main, ...others] = tickets;
  assert.ok(main);
  for (const { card } of others) await link(amy, card, nameOn(main.card));
  await bot.settled();
  return { company, slack, start, bot, amy, ben: slack.as(agents.ben), main, others, tickets };
}

const shownOf = ({ slack }: Pick<Company, 'slack'>, message: Message) =>
  slack.message(message)?.shown ?? '';

function received(
  { slack }: Pick<Company, 'slack'>,
  { root }: Pick<Ticket, 'root'>,
  words: string,
) {
  return under({ slack }, root, words).length;
}

async function stop(company: Company, bot: BotUnderTest): Promise<void> {
  await bot.stop();
  await company.slack.stop();
}

const FIXED = 'The second charge was a fault of ours. It is fixed.';

test('one text reaches each open ticket’s customer once, after a preview with their number', async () => {
  const all = await openProblem(['Ann', 'Bea', 'Cid', 'Dan']);
  const { company, slack, bot, amy, main, others, tickets } = all;
  const [bea, cid, dan] = others;
  assert.ok(bea && cid && dan);
  assert.match(shownOf(all, main.card), /Known problem: 4 open tickets\./);
  assert.match(shownOf(all, bea.card), /Known problem: H-1/);
  await amy.press(dan.card, 'Resolve');
  await slack.waitFor(() => shownOf(all, main.card).includes('3 open tickets'));
  await bot.settled();

  await previewUpdate(amy, main.card, FIXED);
  const preview = shownInForm(amy.modal);
  assert.match(preview, /This goes to 3 customers/);
  assert.match(preview, /Send to 3/);
  assert.ok(preview.includes(FIXED));
  await bot.settled();
  assert.equal(received(all, bea, FIXED), 0);
  await amy.submit();
  await bot.settled();

  const counts = tickets.map((ticket) => received(all, ticket, FIXED));
  assert.deepEqual(counts, [1, 1, 1, 0]);
  assert.equal(under(bot, cid.card, FIXED).length, 1);
  assert.match(shownOf(all, cid.card), /Waiting for the customer\./);
  const sent = under(bot, bea.card, FIXED)[0] ?? assert.fail();
  await amy.press(sent, 'Take back');
  await bot.settled();
  assert.deepEqual(
    tickets.map((ticket) => received(all, ticket, FIXED)),
    [1, 0, 1, 0],
  );
  await stop(company, bot);
});

test('linking to a linked ticket links to its main one; unlinked, moved and merged ones follow', async () => {
  const all = await openProblem(['Ann', 'Bea'], { desk: { sameConversationMinutes: 0 } });
  const { company, slack, bot, amy, main, others } = all;
  const [bea] = others;
  assert.ok(bea);
  const cid = await openTicket(bot, 'Cid');
  const dan = await openTicket(bot, 'Dan');
  await link(amy, cid.card, nameOn(bea.card));
  await link(amy, dan.card, nameOn(cid.card));
  await bot.settled();
  assert.match(shownOf(all, main.card), /Known problem: 4 open/);
  assert.match(shownOf(all, dan.card), /Known problem: H-1/);

  // A ring is no problem: the first cannot be linked to its own.
  const ring = await link(amy, main.card, nameOn(dan.card));
  assert.match(JSON.stringify(ring), /same known problem already/);

  await openAct(amy, dan.card, 'Unlink');
  await amy.submit();
  const again = await openAnother(bot, cid.customer, 'Charged twice once more');
  await merge(amy, cid.card, again.name);
  await bot.settled();
  assert.match(shownOf(all, again.card), /Known problem: H-1/);
  assert.match(shownOf(all, main.card), /Known problem: 3 open/);
  await move(amy, main.card, 'Sales');
  await bot.settled();
  // The others go on with the oldest of them.
  assert.match(shownOf(all, bea.card), /Known problem: 2 open/);

  await previewUpdate(amy, slack.message(bea.card) ?? assert.fail(), FIXED);
  await amy.submit();
  await bot.settled();
  assert.deepEqual(
    [main, bea, cid, dan, again].map((ticket) => received(all, ticket, FIXED)),
    [0, 1, 0, 0, 1],
  );
  await stop(company, bot);
});

test('only open tickets of the same channel are offered, to its agents alone', async () => {
  const all = await openProblem(['Ann', 'Bea']);
  const { company, slack, bot, amy, others } = all;
  const gus = company.customer('Gus');
  const root = await gus.say(bot.help, 'I cannot log in with my password');
  await bot.settled();
  await gus.say(bot.help, '!escalate', { thread: root });
  const elsewhere = await bot.card(bot.support, 'Customer: Gus');
  const closed = await openTicket(bot, 'Cid');
  const card = others[0]?.card ?? assert.fail();
  await amy.press(closed.card, 'Resolve');
  await bot.settled();

  await openAct(amy, card, 'Link to a known problem…');
  const offered = (await offeredProblems(amy)).join('\n');
  assert.match(offered, /^H-1 · .*charged twice/);
  assert.ok(!offered.includes(nameOn(elsewhere)) && !offered.includes(nameOn(closed.card)));
  assert.deepEqual(await offeredProblems(amy, 'nothing like it'), []);
  const { modal } = amy;
  assert.ok(modal);
  for (const channel of [bot.billing, bot.triage]) slack.leave(channel, amy.person);
  await bot.settled();
  assert.deepEqual(await offeredProblems(amy), []);
  await stop(company, bot);
});

test('a ticket that is linked or resolved between preview and sending shows the preview again', async () => {
  const all = await openProblem(['Ann', 'Bea']);
  const { company, bot, amy, ben, main, others } = all;
  const cid = await openTicket(bot, 'Cid');
  await previewUpdate(amy, main.card, FIXED);
  await link(ben, cid.card, nameOn(main.card));

  await amy.submit();

  assert.match(shownInForm(amy.modal), /It goes to 3 open tickets now, not to 2\./);
  await bot.settled();
  assert.equal(received(all, main, FIXED), 0);
  await ben.press(others[0]?.card ?? assert.fail(), 'Resolve');
  await bot.settled();
  await amy.submit();
  assert.match(shownInForm(amy.modal), /It goes to 2 open tickets now, not to 3\./);
  await amy.submit();
  await bot.settled();
  assert.equal(received(all, main, FIXED), 1);
  assert.equal(received(all, cid, FIXED), 1);
  await stop(company, bot);
});

test('of two agents who press at once one sends, and the other reads what was sent', async () => {
  const all = await openProblem(['Ann', 'Bea']);
  const { company, bot, amy, ben, main, tickets } = all;
  for (const agent of [amy, ben]) await previewUpdate(agent, main.card, FIXED);

  await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  assert.deepEqual(
    tickets.map((ticket) => received(all, ticket, FIXED)),
    [1, 1],
  );
  const forms = [amy, ben].map(({ modal }) => shownInForm(modal)).filter((form) => form !== '');
  assert.equal(forms.length, 1);
  assert.match(forms[0] ?? '', /has sent an update meanwhile: “The second charge/);
  await stop(company, bot);
});

test('secrets and what is one customer’s own are refused; hostile text stays text', async () => {
  const company = await openCompany();
  const { slack, agents } = company;
  const bot = await startBot({ company, customersUrl: shop.connectionString });
  const amy = slack.as(agents.amy);
  const main = await openTicket(bot, 'Ann');
  const john = slack.addUser({ name: 'john', email: 'johndoe@gmail.com' });
  slack.join(bot.help, john);
  const other = await openAnother(bot, slack.as(john), 'I was charged twice');
  await link(amy, other.card, nameOn(main.card));
  await bot.settled();
  for (const { text, says } of [
    { text: 'The password is hunter2-Sommer', says: /It seems to hold a password/ },
    { text: 'We wrote to JohnDoe@gmail.com', says: /a customer’s email \(“/ },
    { text: 'Your 349.99 come back', says: /details from a customer’s records \(“349\.99/ },
    { text: 'The card ending in 4321', says: /details from a customer’s records/ },
  ]) {
    const outcome = await previewUpdate(amy, main.card, text);
    assert.match(JSON.stringify(outcome), says, text);
    await amy.dismiss();
  }
  const hostile = '<!channel> <https://evil.example|ours> & {customer}';
  await previewUpdate(amy, main.card, hostile);
  await amy.submit();
  await bot.settled();
  const [sent] = under(bot, other.root, hostile);
  assert.ok(sent);
  assert.deepEqual(sent.pings, []);
  // It leads where it says.
  assert.ok(sent.links.every(({ url, label }) => url === label));
  await bot.stop();
  await slack.stop();
});

test('above 25 tickets a lead must press, and each customer gets it once although the bot is killed', async () => {
  const company = await openCompany({ redeliverAfterMs: [] });
  const { slack, agents, help } = company;
  const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
  const database = await lastingDatabase();
  let kills = 0;
  let posts = 0;
  const start = (isKilled: boolean) =>
    startBot({
      company,
      database,
      owner: amy.person.id,
      checkpoint(name) {
        if (!isKilled) return;
        posts += 1;
        const isAtEnd = ['update sent', 'reply posted', 'before posting sent-reply'].includes(name);
        if (!isAtEnd || posts % 4 !== 0) return;
        kills += 1;
        throw new Error('killed');
      },
    });
  let bot = await start(false);
  const customers = Array.from({ length: 30 }, (_, index) => bot.customer(`customer${index}`));
  const roots: Message[] = [];
  for (const customer of customers) roots.push(await customer.say(help, 'I was charged twice'));
  await bot.settled();
  for (const [index, customer] of customers.entries()) {
    await customer.say(help, '!escalate', { thread: roots[index] ?? assert.fail() });
  }
  await bot.settled();
  const [main, ...others] = bot.cards('Customer: customer');
  assert.ok(main);
  for (const card of others) await link(ben, card, nameOn(main));
  await bot.settled();
  assert.match(shownOf({ slack }, main), /Known problem: 30 open tickets/);

  const refused = await previewUpdate(ben, main, FIXED);
  assert.match(JSON.stringify(refused), /above 25 a lead must send it/);
  await previewUpdate(amy, main, FIXED);
  assert.match(shownInForm(amy.modal), /This goes to 30 customers/);
  await bot.stop();
  bot = await start(true);
  await amy.submit();
  const counts = () => roots.map((root) => received({ slack }, { root }, FIXED));
  const sum = () => counts().reduce((all, one) => all + one, 0);
  for (const least of [5, 15]) {
    await slack.waitFor(() => sum() >= least, { what: `${least} sent`, timeoutMs: 60_000 });
    await bot.stop();
    bot = await start(true);
  }
  await slack.waitFor(() => sum() >= 30, { what: 'all sent', timeoutMs: 60_000 });
  await bot.settled();

  assert.deepEqual(
    counts(),
    roots.map(() => 1),
  );
  assert.ok(kills > 0);
  await stop(company, bot);
});
