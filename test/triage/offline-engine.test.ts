import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from '../../src/desk/desk.ts';
import { classifyOffline, summarizeOffline } from '../../src/triage/offline-engine.ts';
import { createOfflineVoter } from '../../src/triage/offline-vote.ts';
import { categories } from '../support/categories.ts';
import { discounts, doubleCharge, lockedOut } from '../support/recipe.ts';

const table = [
  { says: doubleCharge, category: 'billing' },
  { says: discounts, category: 'sale' },
  { says: lockedOut, category: 'support' },
  { says: 'REFUND!!! 😡😡 I was CHARGED twice', category: 'billing' },
  { says: 'My credit\u00a0card was refused for the invoice', category: 'billing' },
  { says: 'Hello', category: 'unclear' },
  { says: '', category: 'unclear' },
  { says: '😀', category: 'unclear' },
  { says: 'مرحبا، أحتاج إلى مساعدة', category: 'unclear' },
  { says: 'مرحبا I want a refund of the charge שלום', category: 'billing' },
  { says: 'A price and a password', category: 'unclear' },
  { says: 'Surcharges, feelings and dealers', category: 'unclear' },
  { says: 'Which deals are on?', category: 'sale' },
  { says: 'What is being offered?', category: 'sale' },
  { says: 'constructor __proto__ toString', category: 'unclear' },
];

for (const { says, category } of table) {
  test(`the keywords in “${says}” make it ${category}`, () => {
    assert.equal(classifyOffline([customer(says)], categories).category, category);
  });
}

const desk = Desk.parse({
  intake: [],
  triageChannel: '#triage',
  categories: [
    {
      id: 'sale',
      title: 'Sales',
      description: 'Buying.',
      keywords: ['price'],
      phrases: ['open|opening * account', 'bigger plan'],
      examples: ['Which laptop suits a photographer?'],
      channel: '#sale',
    },
    {
      id: 'support',
      title: 'Support',
      description: 'Faults.',
      keywords: ['account', 'plan', 'c++'],
      examples: ['The keyboard of my laptop is sticky', 'The battery is flat after an hour'],
      channel: '#support',
    },
  ],
});

const ownDesk = [
  { says: 'Something about my account', category: 'support' },
  { says: 'I would like to open an account', category: 'sale' },
  { says: 'Opening a new savings account, please', category: 'sale' },
  { says: 'I OPENED one, and here is my Account', category: 'support' },
  { says: 'open it, then wait a long while and look at the account', category: 'support' },
  { says: 'account! open!', category: 'support' },
  { says: 'May I have a bigger\nplan?', category: 'sale' },
  { says: 'A laptop that suits photographers', category: 'sale' },
  { says: 'my battery is flat within the hour', category: 'support' },
  { says: 'A laptop', category: 'unclear' },
  { says: 'The C++ one', category: 'support' },
  { says: 'The price of the plan', category: 'unclear' },
  { says: '* | *', category: 'unclear' },
];

for (const { says, category } of ownDesk) {
  test(`by words, phrases and examples of a desk “${says}” is ${category}`, () => {
    assert.equal(classifyOffline([customer(says)], desk.categories).category, category);
  });
}

test('what the customer began with counts more than their answers later', () => {
  const lines = [customer('Hi!'), customer('What is the price?'), customer('Account 1142')];

  assert.equal(createOfflineVoter(desk.categories)(lines).category, 'sale');
  assert.equal(classifyOffline(lines, desk.categories).category, 'unclear');
});

test('words that stand in the place of a secret are not the customer’s', () => {
  const said = [customer('A refund, please: [password removed] [one-time code removed]')];

  assert.equal(classifyOffline(said, categories).category, 'billing');
});

test('people read what a phrase was found in', () => {
  const said = [customer('I want to open a savings account')];

  const { reasoning } = classifyOffline(said, desk.categories);

  assert.equal(reasoning, 'Keywords of the desk: open a savings account.');
});

test('the reasoning names the example that is most like the conversation', () => {
  const { reasoning } = classifyOffline([customer('My battery is flat')], desk.categories);

  assert.equal(reasoning, 'Like the desk’s example “The battery is flat after an hour”.');
});

test('a conversation of 40,000 characters without a space, or of one word, is classified', () => {
  const hostile = ['open '.repeat(8_000), 'a'.repeat(40_000), 'account*|'.repeat(4_400)];

  const found = hostile.map((text) => classifyOffline([customer(text)], categories).category);

  assert.deepEqual(found, ['unclear', 'unclear', 'unclear']);
});

test('only the customer’s own words count for the category', () => {
  const lines = [
    { speaker: 'AGENT', text: 'A refund? A charge? An invoice?' },
    customer('I forgot my password'),
    { speaker: 'PARTICIPANT (U1)', text: 'The price and the discount, too' },
  ];

  assert.equal(classifyOffline(lines, categories).category, 'support');
});

test('the reasoning names the keywords that were found', () => {
  const { reasoning } = classifyOffline([customer('A refund of the charge')], categories);

  assert.equal(reasoning, 'Keywords of the desk: charge, refund.');
});

test('the first email that the customer typed is found', () => {
  const lines = [
    { speaker: 'BOT', text: 'Please write to help@shop.example' },
    customer('I am Zoë@exämple.com not other@example.com.'),
  ];

  assert.equal(classifyOffline(lines, categories).email, 'Zoë@exämple.com');
});

test('no email is null', () => {
  assert.equal(classifyOffline([customer('me at example dot com')], categories).email, null);
});

test('the summary is how the customer began and what came last, without greetings', () => {
  const lines = [
    customer('Hi!'),
    customer('I was  charged\ntwice'),
    customer('For a TV'),
    customer('Order 1142'),
    customer('Thanks'),
  ];

  assert.equal(summarizeOffline(lines), '“I was charged twice” … “Order 1142”');
});

test('a long message is cut short and whole emoji stay whole', () => {
  const summary = summarizeOffline([customer(`refund ${'😀'.repeat(20_000)}`)]);

  assert.ok(summary.length < 700);
  assert.ok(summary.isWellFormed());
});

test('600 characters are quoted whole, and no more', () => {
  const whole = 'refund '.padEnd(600, 'x');

  assert.equal(summarizeOffline([customer(whole)]), `“${whole}”`);
  assert.equal(summarizeOffline([customer(`${whole}x`)]), `“${whole}…”`);
});

test('somebody who said nothing is said to have said nothing', () => {
  const nothing = 'The customer asks for a person and has not said what it is about.';

  assert.equal(summarizeOffline([]), nothing);
  assert.equal(summarizeOffline([customer('')]), nothing);
  assert.equal(summarizeOffline([customer('Hello there!')]), nothing);
});

test('right-to-left text and emoji are quoted as they are', () => {
  assert.equal(summarizeOffline([customer('أحتاج إلى استرداد 💸')]), '“أحتاج إلى استرداد 💸”');
});

function customer(text: string) {
  return { speaker: 'CUSTOMER', text };
}
