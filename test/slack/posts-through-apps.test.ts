import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help } = company;
const database = await lastingDatabase();
let bot = await startBot({ company, database });
const zapier = slack.addApp({ name: 'Zapier' });
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

test('what a customer posts through an app is theirs, and they are greeted and escalate as ever', async () => {
  const ann = bot.customer('Ann');

  const root = await ann.say(help, 'I was charged twice', { via: zapier });
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root, via: zapier });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));
  assert.match(transcript, /^CUSTOMER: I was charged twice\nBOT: /);
});

test('what an agent posts through an app is an agent’s', async () => {
  const bob = bot.customer('Bob');
  const post = await slack.as(bot.agents.amy).say(help, 'We are open again', { via: zapier });
  await bot.settled();

  await bob.say(help, '!escalate', { thread: post });

  const answer = await slack.waitFor(() => bob.ephemerals(help)[0], { what: 'an answer' });
  assert.match(answer.shown, /no customer’s request/);
});

test('while Slack does not say whose a post is, it is delivered again', async () => {
  const cid = bot.customer('Cid');
  slack.faults.add({ method: 'users.info', fault: 'http-error', status: 500, times: 1 });

  await cid.say(help, 'I was charged twice', { via: zapier });

  await bot.settled();
  await cid.command('/escalate', { in: help });
  await bot.card(bot.billing, 'Customer: Cid');
});

test('where Slack refuses to say it, the post is a bot’s', async () => {
  const dora = bot.customer('Dora');
  slack.faults.add({ method: 'users.info', fault: 'slack-error', error: 'user_not_visible' });

  const root = await dora.say(help, 'I was charged twice', { via: zapier });

  await bot.settled();
  assert.equal(slack.thread(help, root).length, 1);
});

test('it is read the same from a history', async () => {
  const eve = company.customer('Eve');
  await bot.stop();
  await eve.say(help, 'I was charged twice', { via: zapier });

  bot = await startBot({ company, database });

  await bot.settled();
  await eve.command('/escalate', { in: help });
  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Eve'));
  assert.match(transcript, /^CUSTOMER: I was charged twice\n/);
});
