import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startShop } from '../../playground/shop/start-shop.ts';
import { startBot } from '../start-bot.ts';

const shop = await startShop();
const bot = await startBot({ customersUrl: shop.connectionString });
const { slack } = bot;
after(async () => {
  await bot.stop();
  await shop.stop();
});
const john = slack.addUser({ name: 'john', realName: 'John Doe', email: 'johndoe@gmail.com' });

test('a double charge reaches the billing agents with the charges on one card', async () => {
  await slack
    .as(john)
    .directMessage(
      'I purchased a TV a week ago but the charge is showing up twice on my bank statement. Can I get a refund?',
    );
  const outcome = await slack.as(john).command('/escalate');

  const card = await bot.card(bot.billing, 'John Doe');
  console.log(
    outcome,
    card.shown,
    slack.directMessages(john).map((m) => m.shown),
  );
  console.log(
    slack.thread(bot.billing, card).map((m) => m.shown),
    bot.log,
  );
  assert.match(card.shown, /349\.99 USD/);
});
