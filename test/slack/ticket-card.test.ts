import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { openShop } from '../support/open-shop.ts';
import { startBot } from '../support/start-bot.ts';

const shop = await openShop();
await fillShop();
const company = await openCompany();
const { slack, help, billing, support } = company;
const amy = slack.as(company.agents.amy);
const bot = await startBot({ company, customersUrl: shop.connectionString });
after(async () => {
  await bot.stop();
  await slack.stop();
  await shop.stop();
});

/** Mona has many charges; Zoe has one, with what no table could hold. */
async function fillShop(): Promise<void> {
  const client = new pg.Client({ connectionString: shop.connectionString });
  await client.connect();
  await client.query(`
    insert into customers values
      (2001, 'mona@shop.example', 'Mona', 'mona', 'x', 'x', 'x', null, now(), null, null),
      (2002, 'zoe@shop.example', 'Zoe', 'zoe', 'x', 'x', 'x', null, now(), null, null)`);
  await client.query(`
    insert into charges (customer_id, description, amount, currency, status, charged_at)
    select 2001, 'Book ' || n, n, 'EUR', 'paid', now() - n * interval '3 days'
    from generate_series(1, 20) as n`);
  await client.query(`
    insert into charges (customer_id, description, amount, currency, status, charged_at) values
      (2001, 'Lamp', 15, 'EUR', 'paid', now() - interval '50 days'),
      (2001, 'Lamp', 15, 'EUR', 'paid', now() - interval '50 days' + interval '1 minute'),
      (2002, '', 5, 'EUR', '', now()),
      (2002, '<!channel> ${'x'.repeat(400)}', 5, 'EUR', 'paid', now() - interval '1 day')`);
  await client.end();
}

async function ask(name: string, words: string, email = `${name}@shop.example`) {
  const customer = bot.customer(name, { realName: name, email });
  await customer.directMessage(words);
  await bot.settled();
  await customer.command('/escalate');
  await bot.settled();
  return customer;
}

function types({ blocks }: Message): string[] {
  return blocks.map(({ type }) => type);
}

function tableOf({ blocks }: Message): string[][] {
  const table = blocks.find(({ type }) => type === 'table');
  assert.ok(table?.type === 'table');
  return table.rows.map((row) =>
    row.map((cell) =>
      cell.type === 'rich_text'
        ? `*${JSON.stringify(cell).match(/"text":"([^"]*)"/)?.[1]}*`
        : cell.text,
    ),
  );
}

test('the first lines of a card say what is wanted, by whom, since when and how it stands', async () => {
  await ask('Kim', 'I was charged twice');

  const { shown } = await bot.card(billing, 'Customer: Kim');
  const order = [
    'H-',
    'I was charged twice',
    'Customer: Kim',
    'New.',
    'Escalated by Kim',
    'No account has',
  ];

  const places = order.map((words) => shown.indexOf(words));
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
    shown,
  );
  assert.ok(!places.includes(-1), shown);
});

test('a double charge is noticed before all records, and stands first in the table', async () => {
  await ask('john', 'My TV was charged twice', 'johndoe@gmail.com');

  const card = await bot.card(billing, 'Customer: john');

  assert.match(card.shown, /• Charged twice: 349\.99 USD for TV on \d+ \w{3} 2\d{3}\n/);
  assert.ok(card.shown.indexOf('Charged twice') < card.shown.indexOf('Billing details'));
  const [headings, ...rows] = tableOf(card);
  assert.deepEqual(headings, ['Date', 'Amount', 'For', 'Status', 'Paid with']);
  assert.deepEqual(
    rows.map(([, ...cells]) => cells),
    [
      ['*349.99 USD*', '*TV*', '*paid*', '*AMEX ••1234*'],
      ['*349.99 USD*', '*TV*', '*paid*', '*AMEX ••1234*'],
      ['99.99 USD', 'Microwave', 'paid', 'AMEX ••1234'],
      ['44.99 USD', 'Chair', 'paid', 'AMEX ••1234'],
    ],
  );
  for (const fact of [
    'Payment method\nAMEX ••1234',
    'TV, 349.99 USD',
    'Microwave, 99.99 USD',
    'Chair, 44.99 USD',
  ]) {
    assert.ok(card.shown.includes(fact), fact);
  }
  assert.equal(slack.thread(billing, card).length, 2, 'all of it is on the card');
});

test('a locked account is noticed', async () => {
  await ask('aiko', 'I am locked out, my password does not work', 'aiko.tanaka@example.com');

  const card = await bot.card(support, 'Customer: aiko');

  assert.match(card.shown, /• Account locked since \d+ \w{3} 2\d{3}\n/);
  assert.match(
    card.shown,
    /Account details\nWhat \| Value\nUsername \| aiko\nStatus \| locked\nLocked since \| \d+ \w{3} 2\d{3}\n/,
  );
});

test('what has no room on the card is in its thread, whole', async () => {
  await ask('mona', 'I was charged twice');

  const card = await bot.card(billing, 'Customer: mona');
  const [, , full, rest] = slack.thread(billing, card);

  assert.match(card.shown, /Billing details \(1\d more are in the thread\)/);
  assert.equal(tableOf(card).length, 9);
  assert.deepEqual(tableOf(card)[1]?.slice(1, 3), ['*15.00 EUR*', '*Lamp*']);
  assert.match(full?.shown ?? '', /^Billing details of H-\d+, in full\n/);
  for (let book = 1; book <= 20; book += 1) {
    assert.ok(full?.shown.includes(`| ${book}.00 EUR | Book ${book} |`), `Book ${book}`);
  }
  assert.match(rest?.shown ?? '', /Purchases \| none/);
});

test('odd words in records are shown as they are, and an empty one as none', async () => {
  await ask('zoe', 'I was charged twice');

  const card = await bot.card(billing, 'Customer: zoe');
  const thread = slack.thread(billing, card);

  assert.deepEqual(tableOf(card)[1]?.slice(1), ['5.00 EUR', '–', '–', '–']);
  assert.ok(tableOf(card)[2]?.[2]?.startsWith('<!channel> xxx'));
  for (const { pings } of thread) assert.deepEqual(pings, []);
  assert.ok(thread.some(({ shown }) => /in full/.test(shown) && shown.includes('x'.repeat(150))));
});

test('where Slack refuses a card for its blocks, it comes once more without the newer ones', async () => {
  slack.faults.add({
    fault: 'slack-error',
    error: 'invalid_blocks',
    method: 'chat.postMessage',
    channel: billing,
    times: 1,
  });

  await ask('johnny', 'My TV was charged twice', 'johndoe@gmail.com');
  const card = await bot.card(billing, 'Customer: johnny');
  slack.faults.add({
    fault: 'slack-error',
    error: 'invalid_blocks',
    method: 'chat.update',
    channel: billing,
    times: 1,
  });
  const before = types(card);
  await amy.press(card, 'Claim');
  await slack.waitFor(() => slack.message(card)?.shown.includes('With Amy'), {
    what: 'the holder',
  });

  for (const seen of [before, types(slack.message(card) ?? card)]) {
    assert.ok(!seen.includes('table') && !seen.includes('container'), String(seen));
  }
  assert.match(card.shown, /Charged twice: 349\.99 USD for TV/);
  assert.match(card.shown, /349\.99 USD, TV, paid, AMEX ••1234[\s\S]*TV, 349\.99 USD/);
  assert.deepEqual(
    bot.cards('Customer: johnny').map(({ channel }) => channel),
    [billing.id],
  );
});

test('a customer’s later tickets say which one of theirs it is; others’ are not counted', async () => {
  const lea = await ask('lea', 'I was charged twice');
  const first = await bot.card(billing, 'Customer: lea');
  await amy.press(first, 'Resolve');
  await bot.settled();
  await lea.say(help, 'My password does not work');
  await bot.settled();
  await lea.command('/escalate', { in: help });
  await bot.settled();

  const second = await bot.card(support, 'Customer: lea');
  assert.match(second.shown, /• This customer’s second ticket in 30 days\n/);
  assert.doesNotMatch(slack.message(first)?.shown ?? '', /ticket in 30 days/);
});

test('records that may not be shown are not noticed either', async () => {
  slack.share(billing, true);
  try {
    await ask('Jon', 'My TV was charged twice', 'johndoe@gmail.com');

    const card = await bot.card(billing, 'Customer: Jon');

    assert.match(card.shown, /Records are left out/);
    assert.doesNotMatch(card.shown, /Charged twice|349/);
    await ask('mona2', 'I was charged twice', 'mona@shop.example');
    const other = await bot.card(billing, 'Customer: mona2');
    assert.equal(slack.thread(billing, other).length, 2);
  } finally {
    slack.share(billing, false);
  }
});
