import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { embeddedDatabase } from '../support/empty-database.ts';
import { openShop } from '../support/open-shop.ts';
import {
  discounts,
  doubleCharge,
  enterEmail,
  lockedOut,
  statusFor,
  talkAndEscalate,
  whatBringsYou,
} from '../support/recipe.ts';
import { startBot } from '../support/start-bot.ts';

const shop = await openShop();
const bot = await startBot({
  database: await embeddedDatabase(),
  customersUrl: shop.connectionString,
});
const { slack } = bot;
after(async () => {
  await bot.stop();
  await shop.stop();
});

/** The shop's own John Doe, with the same email in Slack, confirmed. */
const newJohn = (name: string) =>
  slack.addUser({ name, realName: 'John Doe', email: 'johndoe@gmail.com' });

const marked = "Summary (the customer's own words)\n";

test('without a model a double charge reaches the billing agents in the customer’s own words', async () => {
  const john = newJohn('john-billing');

  await talkAndEscalate(bot, {
    person: john,
    lines: [{ text: 'Hi', answer: whatBringsYou }, { text: doubleCharge }],
  });

  const card = await bot.card(bot.billing, 'John Doe');
  assert.match(card.shown, /^H-\d+ · Billing\n/);
  assert.ok(card.shown.includes(`${marked}“${doubleCharge}”\n`), card.shown);
  assert.match(card.shown, /^• Charged twice: 349\.99 USD for TV on /m);
  assert.equal(card.shown.match(/ \| 349\.99 USD \| TV \| paid \| AMEX ••1234$/gm)?.length, 2);
  assert.equal(
    await bot.transcript(card),
    `CUSTOMER: Hi\nBOT: ${whatBringsYou}\nCUSTOMER: ${doubleCharge}\n`,
  );
  assert.match((await statusFor(bot, john)).shown, /our team for Billing\./);
});

test('without a model a question about discounts reaches the sales agents', async () => {
  const john = newJohn('john-sales');

  await talkAndEscalate(bot, { person: john, lines: [{ text: discounts }] });

  const card = await bot.card(bot.sales, 'John Doe');
  assert.ok(card.shown.includes(`${marked}“${discounts}”\n`), card.shown);
  assert.match(
    card.shown,
    /Sale items\nItem \| Price\nMonitor \| 80\.00 USD instead of 160\.00 USD/,
  );
  assert.match(card.shown, /Rewards\nReward\n10% off the next purchase/);
  assert.match((await statusFor(bot, john)).shown, /our team for Sales\./);
  const last = slack.directMessages(john).at(-1);
  assert.doesNotMatch(last?.shown ?? '', /To talk to a person/);
});

test('without a model a customer who is locked out reaches the support agents', async () => {
  const john = newJohn('john-support');

  await talkAndEscalate(bot, { person: john, lines: [{ text: lockedOut }] });

  const card = await bot.card(bot.support, 'John Doe');
  assert.ok(card.shown.includes(`${marked}“${lockedOut}”\n`), card.shown);
  assert.match(card.shown, /Account details\nWhat \| Value\nUsername \| johndoe\nStatus \| locked/);
  assert.match((await statusFor(bot, john)).shown, /our team for Support\./);
});

test('without a model a customer in #help whom the shop does not know gets a ticket too', async () => {
  const nora = slack.addUser({ name: 'nora', realName: 'Nora New', email: 'nora@shop.example' });
  slack.join(bot.help, nora);
  const said = 'You charged my card and I never ordered anything.';

  const message = await slack.as(nora).say(bot.help, said);
  const answer = await slack.waitFor(() => slack.thread(bot.help, message)[1]);
  await bot.settled();
  await slack.as(nora).press(answer, 'Talk to a person');

  const card = await bot.card(bot.billing, 'Nora New');
  assert.match(card.shown, /No account has this email\./);
  assert.ok(card.shown.includes(`${marked}“${said}”\n`), card.shown);
  assert.match(await bot.transcript(card), new RegExp(`^CUSTOMER: ${said}\\nBOT: Tell me all`));
});

test('without a model a borrowed email opens nobody’s records either', async () => {
  const gil = slack.addUser({ name: 'gil', realName: 'Gil Guest', kind: 'guest' });
  const said = 'What was charged to my card last month?';

  await talkAndEscalate(bot, {
    person: gil,
    lines: [
      { text: 'Hello', answer: enterEmail },
      { text: 'johndoe@gmail.com', answer: whatBringsYou },
      { text: said },
    ],
  });

  const card = await bot.card(bot.billing, 'Gil Guest');
  assert.ok(card.shown.includes(`${marked}“${said}”\n`), card.shown);
  assert.match(card.shown, /They typed johndoe@gmail\.com, which is not confirmed/);
  assert.doesNotMatch(card.shown, /349\.99|AMEX|TV/);
});
