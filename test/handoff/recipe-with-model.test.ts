import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { desk } from '../../desk.ts';
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
import {
  fieldsOf,
  inputOf,
  instructionsOf,
  requestsAbout,
  startScriptedModel,
} from '../support/scripted-model.ts';
import { startBot } from '../support/start-bot.ts';

const shop = await openShop();
const model = await startScriptedModel();
const bot = await startBot({
  database: await embeddedDatabase(),
  customersUrl: shop.connectionString,
  model: { baseURL: model.baseURL, apiKey: 'sk-test', name: 'scripted' },
});
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
  await shop.stop();
});

/** The shop's own John Doe, with the same email in Slack, confirmed. */
const newJohn = (name: string) =>
  slack.addUser({ name, realName: 'John Doe', email: 'johndoe@gmail.com' });

/** What the shop keeps of John that no request and no card may hold. */
const secrets = /370000000001234|JohnsPasswordHash|First pet|Rex-the-dog/;

test('a double charge reaches the billing agents with the model’s summary and the charges', async () => {
  const john = newJohn('john-billing');

  await talkAndEscalate(bot, {
    person: john,
    lines: [
      { text: 'Hi', answer: whatBringsYou },
      { text: `${doubleCharge} My email is JohnDoe@gmail.com, my phone +1 415 555 0134.` },
    ],
  });

  const card = await bot.card(bot.billing, 'John Doe');
  assert.match(card.shown, /^H-\d+ · Billing\n/);
  assert.match(card.shown, /John Doe · johndoe@gmail\.com\nEmail confirmed by Slack\.\n/);
  assert.match(
    card.shown,
    /Summary \(written by AI\)\nThey need billing\. Write to JohnDoe@gmail\.com\./,
  );
  assert.match(card.shown, /^• Charged twice: 349\.99 USD for TV on /m);
  assert.equal(card.shown.match(/ \| 349\.99 USD \| TV \| paid \| AMEX ••1234$/gm)?.length, 2);
  assert.match(card.shown, /Microwave, 99\.99 USD/);
  assert.doesNotMatch(card.shown, secrets);
  assert.equal(
    await bot.transcript(card),
    `CUSTOMER: Hi\nBOT: ${whatBringsYou}\nCUSTOMER: ${doubleCharge} My email is JohnDoe@gmail.com, my phone +1 415 555 0134.\n`,
  );
  const { shown } = await statusFor(bot, john);
  assert.match(shown, /is with our team for Billing\./);
});

test('the first request asks for a classification of the pseudonymized transcript', async () => {
  const { classification } = requestsAbout(model, doubleCharge);

  assert.equal(classification.model, 'scripted');
  assert.equal(classification.tools, undefined);
  assert.equal(classification.response_format?.json_schema.name, 'classification');
  assert.deepEqual(Object.keys(fieldsOf(classification)), ['reasoning', 'category']);
  assert.deepEqual(fieldsOf(classification).category?.enum, [
    'billing',
    'sale',
    'support',
    'unclear',
  ]);
  for (const { id, description, keywords = [] } of desk.categories) {
    const hint = keywords[0] ?? '';
    assert.match(
      instructionsOf(classification),
      new RegExp(`^- ${id}: ${description} Such as: ${hint}, `, 'm'),
    );
  }
  assert.equal(
    inputOf(classification)
      .replace(/^Today: \w{3} [\d-]{10}\n/, '')
      .replaceAll(/^\d\d:\d\d /gm, ''),
    `CUSTOMER: Hi\nBOT: ${whatBringsYou}\nCUSTOMER: ${doubleCharge} My email is <EMAIL_1>, my phone <PHONE_1>.`,
  );
});

test('the second request offers route_to_agent, with the records that the category calls for', async () => {
  const { routing } = requestsAbout(model, doubleCharge);

  assert.deepEqual(
    routing.tools?.map((tool) => tool.function.name),
    ['route_to_agent'],
  );
  assert.equal(routing.tool_choice, 'required');
  assert.deepEqual(Object.keys(fieldsOf(routing)), ['agent_type', 'summary']);
  assert.deepEqual(fieldsOf(routing).agent_type?.enum, ['billing', 'sale', 'support', 'unclear']);
  assert.ok(inputOf(routing).includes(inputOf(requestsAbout(model, doubleCharge).classification)));
  assert.equal(inputOf(routing).match(/349\.99 USD, TV, paid, AMEX ••1234/g)?.length, 2);
  assert.doesNotMatch(inputOf(routing), /@gmail|555 0134|Sale items|Rewards|Account details/);
  assert.doesNotMatch(inputOf(routing), secrets);
});

test('a question about discounts reaches the sales agents with sale items and rewards', async () => {
  const john = newJohn('john-sales');

  await talkAndEscalate(bot, { person: john, lines: [{ text: discounts }] });

  const card = await bot.card(bot.sales, 'John Doe');
  assert.match(card.shown, /^H-\d+ · Sales\n/);
  assert.match(card.shown, /Summary \(written by AI\)\nThey need sale\./);
  assert.match(
    card.shown,
    /Sale items\nItem \| Price\nMonitor \| 80\.00 USD instead of 160\.00 USD/,
  );
  assert.match(card.shown, /Rewards\nReward\n10% off the next purchase/);
  assert.match(await bot.transcript(card), new RegExp(`^CUSTOMER: ${RegExp.escape(discounts)}\n`));
  const input = inputOf(requestsAbout(model, discounts).routing);
  assert.match(input, /Monitor: 80\.00 USD instead of 160\.00 USD/);
  assert.match(input, /Reward: 10% off the next purchase/);
  assert.doesNotMatch(input, /Billing details|Account details|AMEX/);
  assert.match((await statusFor(bot, john)).shown, /our team for Sales\./);
});

test('a customer who is locked out reaches the support agents with the account details', async () => {
  const john = newJohn('john-support');

  await talkAndEscalate(bot, { person: john, lines: [{ text: lockedOut }] });

  const card = await bot.card(bot.support, 'John Doe');
  assert.match(card.shown, /^H-\d+ · Support\n/);
  assert.match(card.shown, /Account details\nWhat \| Value\nUsername \| johndoe\nStatus \| locked/);
  assert.doesNotMatch(card.shown, secrets);
  const input = inputOf(requestsAbout(model, lockedOut).routing);
  assert.match(input, /Username: johndoe\n- Status: locked/);
  assert.doesNotMatch(input, /Billing details|Sale items|349\.99/);
  assert.doesNotMatch(input, secrets);
  assert.match((await statusFor(bot, john)).shown, /our team for Support\./);
});

test('a customer in #help whom the shop does not know gets a ticket with all that was said', async () => {
  const nora = slack.addUser({ name: 'nora', realName: 'Nora New', email: 'nora@shop.example' });
  slack.join(bot.help, nora);
  const said = 'You charged me 20 dollars and I never ordered anything.';

  const message = await slack.as(nora).say(bot.help, said);
  const answer = await slack.waitFor(() => slack.thread(bot.help, message)[1]);
  await bot.settled();
  await slack.as(nora).press(answer, 'Talk to a person');

  const card = await bot.card(bot.billing, 'Nora New');
  assert.match(card.shown, /Nora New · nora@shop\.example\nEmail confirmed by Slack\./);
  assert.match(card.shown, /No account has this email\./);
  assert.doesNotMatch(card.shown, /Billing details/);
  assert.match(card.shown, /Open the conversation/);
  assert.ok(card.links.some(({ url }) => url.includes(`/${bot.help.id}/p`)));
  assert.match(await bot.transcript(card), new RegExp(`^CUSTOMER: ${said}\nBOT: Tell me all`));
  const input = inputOf(requestsAbout(model, said).routing);
  assert.match(input, /<records>\nNo account has this email\.\n<\/records>/);
  const status = await slack.waitFor(() =>
    slack.thread(bot.help, message).find(({ shown }) => shown.includes('our team for Billing')),
  );
  assert.doesNotMatch(status.shown, /agents-billing/);
});

test('a borrowed email is noted on the ticket and opens nobody’s records', async () => {
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
  assert.match(
    card.shown,
    /A guest of this workspace\. They typed johndoe@gmail\.com, which is not confirmed\./,
  );
  assert.match(card.shown, /No personal records: it is not confirmed who this is\./);
  assert.doesNotMatch(card.shown, /349\.99|AMEX|TV/);
  assert.match(await bot.transcript(card), /CUSTOMER: johndoe@gmail\.com\n/);
  const { classification, routing } = requestsAbout(model, said);
  assert.match(inputOf(classification), /CUSTOMER: <EMAIL_1>\n/);
  assert.match(
    inputOf(routing),
    /<records>\nNo personal records were opened, because Slack vouches for no email\.\n<\/records>/,
  );
  assert.doesNotMatch(inputOf(routing), /@gmail|349\.99|AMEX|TV/);
});

test('a card number and a password reach neither the model nor the agents', async () => {
  const pia = slack.addUser({ name: 'pia', realName: 'Pia Plain', email: 'pia@shop.example' });
  const said = 'I want a refund of order 1142 to 4111 1111 1111 1111, my password is hunter2!x';

  await talkAndEscalate(bot, { person: pia, lines: [{ text: said }] });

  const card = await bot.card(bot.billing, 'Pia Plain');
  const transcript = await bot.transcript(card);
  assert.match(
    transcript,
    /^CUSTOMER: I want a refund of order 1142 to \[card number removed\], my password is \[/,
  );
  const { classification, routing } = requestsAbout(model, 'refund of order 1142');
  for (const text of [card.shown, transcript, inputOf(classification), inputOf(routing)]) {
    assert.doesNotMatch(text, /4111|hunter2/);
  }
});
