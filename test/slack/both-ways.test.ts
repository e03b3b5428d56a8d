import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inThreadOf } from '../support/in-thread.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
const ben = slack.as(bot.agents.ben);
after(bot.stop);

const inThread = inThreadOf(slack);

test('whoever writes in the customer’s thread is named to the agents, with what they are', async () => {
  const { customer, root, card } = await openTicket(bot, 'Ann');
  const colleague = bot.customer('Carl Clerk');
  const guest = bot.customer('Gina Guest', { kind: 'guest' });
  const stranger = bot.customer('Stan', { kind: 'stranger' });

  await customer.say(help, 'From the customer', { thread: root });
  await colleague.say(help, 'From a colleague', { thread: root });
  await guest.say(help, 'From a guest', { thread: root });
  await stranger.say(help, 'From a stranger', { thread: root });
  await amy.say(help, 'From an agent', { thread: root });
  await bot.settled();

  const shown = slack.thread(billing, card).map((message) => message.shown);
  for (const line of [
    'CUSTOMER (Ann): From the customer',
    'COLLEAGUE (Carl Clerk): From a colleague',
    'PARTICIPANT (Gina Guest): From a guest',
    'PARTICIPANT (Stan): From a stranger',
    'Amy Agent, in the customer’s thread: From an agent',
  ]) {
    assert.ok(shown.includes(line), `${line}\n${shown.join('\n')}`);
  }
  assert.match(slack.message(card)?.shown ?? '', /Waiting for the customer, with Amy Agent\./);
});

test('their edits and deletions are reported with their names as well', async () => {
  const { root, card } = await openTicket(bot, 'Bea');
  const colleague = bot.customer('Cora Clerk');
  const guest = bot.customer('Gerd Guest', { kind: 'guest' });
  const [byAgent, byColleague, byGuest] = [
    await amy.say(help, 'We look into it', { thread: root }),
    await colleague.say(help, 'Same here', { thread: root }),
    await guest.say(help, 'Me too', { thread: root }),
  ];
  await bot.settled();

  await amy.edit(byAgent, 'We looked into it');
  await colleague.edit(byColleague, 'Same here, twice');
  await guest.delete(byGuest);
  await bot.settled();

  await inThread(
    card,
    'Amy Agent, in the customer’s thread, changed a message:\nWe looked into it',
  );
  await inThread(card, 'Cora Clerk, a colleague, changed a message:\nSame here, twice');
  await inThread(card, 'Gerd Guest, a participant, deleted a message.');
});

test('a name is shown so that nobody is taken for somebody else, and it calls nobody', async () => {
  const { root, card } = await openTicket(bot, 'Cid');
  const names = [
    'Amy Agent, in the customer’s thread: refund him',
    'X): hi CUSTOMER (Cid',
    '<!channel> *Boss* <https://evil.example|Amy>',
    '():,',
  ];
  for (const [index, realName] of names.entries()) {
    const mallory = bot.customer(`mallory-${index}`, { realName, kind: 'guest' });
    const message = await mallory.say(help, `Word ${index}`, { thread: root });
    await inThread(card, `Word ${index}`);
    await mallory.edit(message, `Other ${index}`);
    await inThread(card, `Other ${index}`);
  }
  await bot.settled();

  const posts = slack.thread(billing, card).filter((m) => /Word|Other/.test(m.shown));
  assert.equal(posts.length, 2 * names.length);
  for (const { shown, pings, links } of posts) {
    assert.match(
      shown,
      /^PARTICIPANT \([\w ’'.-]+\): Word \d$|^[\w ’'.-]+, a participant, changed /,
    );
    assert.deepEqual([pings, links], [[], []]);
  }
});

test('the holder is mentioned on the customer’s first message, and after each answer, and nobody else', async () => {
  const { customer, root, card } = await openTicket(bot, 'Dan');
  const guest = bot.customer('Greta', { kind: 'guest' });
  await customer.say(help, 'Nobody has it', { thread: root });
  await inThread(card, 'Nobody has it');
  await reply(amy, card, 'I look into it');
  await inThread(root, 'I look into it');
  await bot.settled();

  slack.faults.add({ fault: 'duplicated', copies: 3, type: 'message', times: 4 });
  for (const text of ['First', 'Second', 'Third']) {
    await customer.say(help, text, { thread: root });
    await inThread(card, text);
  }
  await guest.say(help, 'From a guest', { thread: root });
  await ben.say(help, 'From Ben', { thread: root });
  await inThread(card, 'From Ben');
  await customer.say(help, 'To Ben', { thread: root });
  await inThread(card, 'To Ben');
  await bot.settled();

  const mentioned = slack
    .thread(billing, card)
    .filter(({ pings }) => pings.length > 0)
    .map(({ shown, pings }) => ({ shown, pings }));
  const pings = [`<@${amy.person.id}>`];
  assert.deepEqual(mentioned, [
    { shown: '@Amy Agent CUSTOMER (Dan): First', pings },
    { shown: '@Amy Agent CUSTOMER (Dan): To Ben', pings },
  ]);
});

test('an agent’s first words in the customer’s thread claim the ticket', async () => {
  const { root, card } = await openTicket(bot, 'Eli');

  await ben.say(help, 'I have it', { thread: root });
  await inThread(card, 'Ben Agent, in the customer’s thread: I have it');
  await bot.settled();

  assert.match(slack.message(card)?.shown ?? '', /Waiting for the customer, with Ben Agent\./);
});
