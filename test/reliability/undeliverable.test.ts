import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const Ready = z.object({ waiting: z.object({ jobs: z.number(), posts: z.number() }) });

const company = await openCompany();
const { slack, help, billing, sales, support, triage, customer, card, cards } = company;
const owner = slack.addUser({ name: 'olga', realName: 'Olga Owner' });
const bot = await startBot({ company, owner: owner.id });
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

test('a ticket for a channel that is archived goes to the triage channel and says why', async () => {
  slack.archive(billing);

  await customer('Ann').command('/escalate', { in: help, text: 'I was charged twice' });

  const { shown } = await card(triage, 'Ann');
  slack.unarchive(billing);
  assert.match(
    shown,
    /Meant for Billing, but it could not be posted there: the channel is archived\./,
  );
  assert.match(shown, /“I was charged twice”/);
});

test('what belonged under a refused card no longer waits', async () => {
  slack.archive(billing);

  await customer('Ada').command('/escalate', { in: help, text: 'I was charged twice' });

  const inTriage = await card(triage, 'Ada');
  await slack.waitFor(() => slack.thread(triage, inTriage)[1], { what: 'a transcript' });
  slack.unarchive(billing);
  const { waiting } = await waitUntilIdle();
  assert.deepEqual(waiting, { jobs: 0, posts: 0 });
});

test('a ticket for a channel that the bot was put out of goes to the triage channel and says why', async () => {
  slack.leave(support, slack.bot);

  await customer('Bob').command('/escalate', { in: help, text: 'I forgot my password' });

  const { shown } = await card(triage, 'Bob');
  slack.join(support, slack.bot);
  assert.match(shown, /Meant for Support, but it could not be posted there: the channel is gone/);
});

test('a ticket whose post had no answer goes to the triage channel once the bot is put out', async () => {
  slack.faults.add({
    method: 'chat.postMessage',
    channel: sales,
    fault: 'http-error',
    status: 503,
  });
  await customer('Cid').command('/escalate', { in: help, text: 'Any discounts on monitors?' });
  await slack.waitFor(() => slack.calls.some(({ status }) => status === 503), { what: 'a 503' });

  slack.leave(sales, slack.bot);

  await card(triage, 'Cid', 15_000);
  slack.join(sales, slack.bot);
});

test('what a customer adds after the channel was archived takes their ticket to triage', async () => {
  const dan = customer('Dan');
  const root = await dan.say(help, 'I was charged twice');
  await slack.delivered();
  await dan.command('/escalate', { in: help });
  const first = await card(billing, 'Dan');
  await slack.waitFor(() => slack.thread(billing, first)[1], { what: 'a transcript' });
  slack.archive(billing);

  await dan.say(help, 'Now a third time!', { thread: root });

  const second = await card(triage, 'Dan');
  await slack.waitFor(
    () => slack.thread(triage, second).some(({ shown }) => shown.includes('third time')),
    { what: 'what was added, in the triage channel' },
  );
  slack.unarchive(billing);
});

test('a channel that its card was deleted from still gets what the customer adds', async () => {
  const eve = customer('Eve');
  const root = await eve.say(help, 'I was charged twice');
  await slack.delivered();
  await eve.command('/escalate', { in: help });
  const first = await card(billing, 'Eve');
  await slack.waitFor(() => slack.thread(billing, first)[1], { what: 'a transcript' });
  await slack.as(slack.bot).delete(first);

  await eve.say(help, 'Now a third time!', { thread: root });

  await slack.waitFor(
    () =>
      [billing, triage].some((channel) =>
        slack
          .messages(channel)
          .some((message) =>
            slack.thread(channel, message).some(({ shown }) => shown.includes('third time')),
          ),
      ),
    { what: 'what was added, in front of agents' },
  );
});

test('what Slack will not take in a customer’s own conversation is logged, by ids and Slack’s code', async () => {
  const gil = customer('Gil');
  const direct = await gil.directMessage('I was charged twice');
  await slack.waitFor(() => slack.directMessages(gil.person)[1], { what: 'a greeting' });
  slack.faults.add({
    method: ['chat.postMessage', 'chat.update'],
    channel: direct.channel,
    fault: 'slack-error',
    error: 'restricted_action',
  });

  await gil.command('/escalate');
  await card(billing, 'Gil');

  const refused = () => bot.log.find(({ about }) => JSON.stringify(about).includes(direct.channel));
  const line = await slack.waitFor(refused, { what: 'a line in the log' });
  const told = JSON.stringify(line);
  assert.equal(line.level, 'warn');
  assert.match(told, /"kind":"ticket-status".*"slack":"restricted_action"/);
  assert.doesNotMatch(told, /charged/);
});

test('when the triage channel is broken too the owner is told, and the card comes once it is mended', async () => {
  slack.archive(triage);
  await customer('Fay').command('/escalate', { in: help, text: 'It is raining' });
  const notice = await slack.waitFor(
    () => slack.directMessages(owner).find(({ shown }) => shown.includes('Something could not')),
    { what: 'word to the owner' },
  );
  const before = cards('Fay').length;

  slack.unarchive(triage);
  await slack.as(owner).press(notice, 'Run again');

  const ticket = await card(triage, 'Fay');
  await slack.waitFor(() => slack.thread(triage, ticket)[1], { what: 'a transcript' });
  await bot.settled();
  assert.equal(before, 0);
  assert.equal(cards('Fay').length, 1);
  assert.match(notice.shown, /not even in the triage channel: the channel is archived/);
  const told = bot.log.filter(({ level }) => level === 'error').map(({ message }) => message);
  assert.deepEqual(told, ['Agents cannot be reached, not even in the triage channel']);
});

test('a second press says that nothing waits', async () => {
  const [notice] = slack.directMessages(owner);
  assert.ok(notice);

  await slack.as(owner).press(notice, 'Run again');

  await slack.waitFor(
    () =>
      slack
        .as(owner)
        .sees(slack.channel(notice.channel))
        .some(({ shown }) => shown === 'There is nothing to run again.'),
    { what: 'word that nothing waits' },
  );
});

/** How the bot is once no job waits. */
async function waitUntilIdle() {
  for (;;) {
    const answer = await fetch(`${bot.adminUrl}/ready`);
    const state = Ready.parse(await answer.json());
    if (state.waiting.jobs === 0) return state;
    await sleep(100);
  }
}
