import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { desk } from '../../desk.ts';
import { startModelServer } from '../support/model-server.ts';
import { move } from '../support/move.ts';
import { openShop } from '../support/open-shop.ts';
import { startBot } from '../support/start-bot.ts';

const shop = await openShop();
const model = await startModelServer({
  model: (input) => {
    const category = /refund/.test(input) ? 'billing' : 'sale';
    return {
      classification: { reasoning: 'So it seems.', category, email: null },
      route_to_agent: { agent_type: category, summary: 'They paid 349.99 USD with AMEX.' },
    };
  },
});
const bot = await startBot({
  customersUrl: shop.connectionString,
  model: { baseURL: model.baseURL, name: 'scripted' },
  desk: {
    categories: desk.categories.map((category) => ({
      ...category,
      channel: category.id === 'billing' ? '#billing-for-all' : category.channel,
    })),
  },
  prepare: (workspace) => workspace.addChannel({ name: 'billing-for-all' }),
});
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
});

/** Stopped already where the last test came so far. */
after(() => shop.stop().catch(() => {}));

test('a public channel gets the ticket without records, and why', async () => {
  await escalateAsJohn('I want a refund');

  const card = await bot.card(slack.channel('#billing-for-all'), 'John Doe');

  assert.match(card.shown, /Records are left out: this channel is public\./);
  assert.match(card.shown, /Summary \(the customer's own words\)\n“I want a refund”/);
  assert.doesNotMatch(card.shown, /349\.99|AMEX|Billing details/);
});

test('a channel shared with another organisation gets what anybody may know, and why no more', async () => {
  slack.share(bot.sales, true);

  await escalateAsJohn('Which discounts are there?');

  const card = await bot.card(bot.sales, 'John Doe');
  assert.match(
    card.shown,
    /Records are left out: this channel is shared with another organisation\./,
  );
  assert.match(card.shown, /Summary \(the customer's own words\)\n“Which discounts are there\?”/);
  assert.match(card.shown, /Sale items\nItem \| Price\nMonitor/);
  assert.doesNotMatch(card.shown, /349\.99|AMEX|Rewards/);
});

test('a ticket that an agent moves comes with the records its new agents need', async () => {
  slack.share(bot.sales, false);
  await escalateAsJohn('Which discounts can I still get?');
  const card = await bot.card(bot.sales, 'Which discounts');

  await move(slack.as(bot.agents.amy), card, 'Support');

  const moved = await bot.card(bot.support, 'John Doe');
  assert.match(moved.shown, /Account details\nWhat \| Value\nUsername/);
  await slack.waitFor(() => slack.message(card)?.shown.includes('Moved to Support.'));
});

test('a directory that is down costs records, not a ticket', async () => {
  slack.share(bot.sales, false);
  await shop.stop();

  await escalateAsJohn('Which offers are left?');

  const card = await bot.card(bot.sales, 'could not be read');
  assert.match(card.shown, /Records are missing: the customer directory could not be read\./);
  assert.ok(bot.log.some(({ message }) => message === 'Records are missing on a ticket'));
});

let johns = 0;

async function escalateAsJohn(text: string): Promise<void> {
  johns += 1;
  const john = slack.addUser({
    name: `john-${johns}`,
    realName: 'John Doe',
    email: 'johndoe@gmail.com',
  });
  await slack.as(john).directMessage(text);
  await slack.delivered();
  await slack.as(john).command('/escalate');
}
