import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readManifest } from '../../playground/workspace/manifest.ts';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

let agoMs = 3_600_000;
const company = await openCompany({ now: () => Date.now() - agoMs, redeliverAfterMs: [] });
const { slack, help, billing, agents } = company;
const before = slack.as(slack.addUser({ name: 'Otto', email: 'otto@shop.example' }));
slack.join(help, before.person);
const old = await before.say(help, 'I was charged twice');
const oldReply = await before.say(help, 'In May', { thread: old });
// Nobody is there to take them in.
await slack.delivered();
agoMs = 0;
const bot = await startBot({ company });
const amy = slack.as(agents.amy);
after(async () => {
  await bot.stop();
  await slack.stop();
});

test('an agent’s :ticket: on any message of a conversation escalates it, once', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

  const reacted = await amy.react(greeting, 'ticket');
  const card = await bot.card(billing, 'Customer: Ann');
  await slack.as(agents.ben).react(root, 'ticket');
  const event = slack.deliveries.findLast(({ type }) => type === 'reaction_added');
  assert.ok(event);
  await slack.deliverRaw({ body: JSON.stringify(event.payload) });
  await bot.settled();

  assert.match(card.shown, /Escalated by Amy Agent \(reaction\)/);
  assert.equal(bot.cards('Customer: Ann').length, 1);
  assert.deepEqual(
    reacted.reactions.map(({ name }) => name),
    ['ticket'],
  );
  const status = slack
    .thread(help, root)
    .filter(({ shown }) => shown.startsWith('Your request H-'));
  assert.equal(status.length, 1);
});

test('a customer’s own :ticket: on their message escalates it, also in direct messages', async () => {
  const bob = bot.customer('Bob');
  const cleo = bot.customer('Cleo');
  const root = await bob.say(help, 'I was charged twice');
  const direct = await cleo.directMessage('I was charged twice');
  await bot.settled();

  await bob.react(root, 'ticket');
  await cleo.react(direct, 'ticket');

  const card = await bot.card(billing, 'Customer: Bob');
  assert.match(card.shown, /Escalated by Bob \(reaction\)/);
  await bot.card(billing, 'Customer: Cleo');
});

test('anybody else’s :ticket:, another reaction, and one elsewhere do nothing', async () => {
  const dora = bot.customer('Dora');
  const root = await dora.say(help, 'I was charged twice');
  const question = await dora.say(help, 'Anybody?', { thread: root });
  const eve = bot.customer('Eve');
  const same = await eve.say(help, 'So was I', { thread: root });
  const stranger = bot.customer('Stan', { kind: 'stranger' });
  const note = await amy.say(company.triage, 'a note');
  await bot.settled();
  const greeting = slack.thread(help, root).find(({ bot: app }) => app);
  assert.ok(greeting);

  await eve.react(root, 'ticket');
  await stranger.react(question, 'ticket');
  await eve.react(same, 'ticket');
  await dora.react(same, 'ticket');
  await dora.react(greeting, 'ticket');
  await dora.react(root, 'eyes');
  await amy.react(note, 'ticket');
  await bot.settled();
  // What might have granted it has happened: one that counts is taken in after all of these.
  const fay = bot.customer('Fay');
  const last = await fay.say(help, 'I was charged twice');
  await bot.settled();
  await fay.react(last, 'ticket');
  await bot.card(billing, 'Customer: Fay');
  await bot.settled();

  assert.deepEqual(bot.cards('Customer: Dora'), []);
  assert.deepEqual(bot.cards('Customer: Eve'), []);
});

test('on a thread from before the bot, by its author or an agent, all of it is fetched', async () => {
  const other = bot.customer('Gil');
  await other.react(oldReply, 'ticket');
  await bot.settled();

  await before.react(oldReply, 'ticket');

  const card = await bot.card(billing, 'Customer: Otto');
  assert.equal(await bot.transcript(card), 'CUSTOMER: I was charged twice\nCUSTOMER: In May\n');
  assert.match(card.shown, /Escalated by Otto \(reaction\)/);
});

test('without the scope for it there is no such door, and the rest works', async () => {
  const scopes = readManifest().oauth_config.scopes.bot.filter((name) => name !== 'reactions:read');
  const older = await openCompany({ scopes });
  const second = await startBot({ company: older });
  const ann = second.customer('Ann');
  const root = await ann.say(second.help, 'I was charged twice');
  await second.settled();

  await older.slack.as(older.agents.amy).react(root, 'ticket');
  await second.settled();
  assert.deepEqual(second.cards('Customer: Ann'), []);
  await ann.say(second.help, '!escalate', { thread: root });
  await second.card(second.billing, 'Customer: Ann');

  assert.ok(
    second.log.some(({ message }) =>
      message.startsWith('reactions:read is not granted: a :ticket:'),
    ),
  );
  await second.stop();
  await older.slack.stop();
});
