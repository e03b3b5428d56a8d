import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { TestClock } from 'pg-boss';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openTicket } from '../support/open-ticket.ts';
import { startBot } from '../support/start-bot.ts';

const clock = new TestClock();
const bot = await startBot({ clock, pauses: { beforeAnnouncingMs: 60_000 } });
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
const ben = slack.as(bot.agents.ben);
after(bot.stop);

/** Until jobs whose time has come have run; a minute's wait itself counts as none. */
async function pass(ms: number) {
  await clock.setTime(clock.now() + ms);
  await clock.tick(2_500);
}

function until(root: Message, words: string) {
  return slack.waitFor(
    async () => {
      await clock.tick(500);
      return slack
        .thread(slack.channel(root.channel), root)
        .find(({ shown }) => shown.includes(words));
    },
    { what: `“${words}”` },
  );
}

function onceShown(message: Message, words: string) {
  return slack.waitFor(
    async () => {
      await clock.tick(500);
      const current = slack.message(message);
      return current?.shown.includes(words) ? current : undefined;
    },
    { what: `“${words}” on the card` },
  );
}

function told(root: Message): number {
  return slack.thread(help, root).filter(({ shown }) => shown.includes('is resolved.')).length;
}

test('Resolve can be undone for a minute, and the customer hears nothing of it', async () => {
  const { root, card } = await openTicket(bot, 'Ann');
  await amy.press(card, 'Resolve');
  await onceShown(card, '[Undo]');

  await ben.press(card, 'Undo');
  await onceShown(card, '[Resolve]');
  await pass(61_000);
  await pass(61_000);

  assert.equal(told(root), 0);
  assert.match(slack.message(card)?.shown ?? '', /New\./);
});

test('after that minute the customer is told once, and can say that it is not solved', async () => {
  const { customer, root, card } = await openTicket(bot, 'Bea');
  await amy.press(card, 'Claim');
  await amy.press(card, 'Resolve');
  await onceShown(card, '[Undo]');
  await pass(61_000);
  const end = await until(root, 'is resolved. If it is not');
  await onceShown(card, '[Reopen]');

  await ben.press(end, 'Still not solved');
  const still = slack.message(card)?.shown ?? '';
  await customer.press(end, 'Still not solved');
  const line = await until(card, 'Open again: Bea says that it is not solved.');
  await onceShown(card, 'With Amy Agent.');

  assert.match(still, /Resolved by Amy Agent\./);
  assert.match(line.shown, /^@Amy Agent /);
  assert.equal(told(root), 1);
});

test('a ticket that is resolved again is announced again', async () => {
  const { customer, root, card } = await openTicket(bot, 'Cleo');
  await amy.press(card, 'Resolve');
  await pass(61_000);
  const end = await until(root, 'is resolved. If it is not');
  await customer.press(end, 'Still not solved');
  await onceShown(card, '[Resolve]');

  await amy.press(card, 'Resolve');
  await pass(61_000);
  await slack.waitFor(async () => {
    await clock.tick(500);
    return told(root) === 2;
  });

  assert.equal(told(root), 2);
});

test('what the customer writes within that minute opens it again, without a word of an end', async () => {
  const { customer, root, card } = await openTicket(bot, 'Dan');
  await amy.press(card, 'Resolve');
  await onceShown(card, '[Undo]');

  await customer.say(help, 'It was charged again', { thread: root });
  await until(card, 'It was charged again');
  await onceShown(card, '[Resolve]');
  await pass(61_000);
  await pass(61_000);

  assert.equal(told(root), 0);
});

test('an agent reopens a ticket whose customer was told; where another is open, that one goes on', async () => {
  const { customer, root, card } = await openTicket(bot, 'Eva');
  await amy.press(card, 'Resolve');
  await pass(61_000);
  await until(root, 'is resolved. If it is not');
  await onceShown(card, '[Reopen]');

  await ben.press(card, 'Reopen');
  await until(card, 'Reopened by Ben Agent.');
  await until(root, 'is with our team for Billing');
  await onceShown(card, '[Resolve]');

  await amy.press(card, 'Resolve');
  await pass(61_000);
  await onceShown(card, '[Reopen]');
  await customer.say(help, '!escalate', { thread: root });
  await slack.waitFor(async () => {
    await clock.tick(500);
    return bot.cards('Customer: Eva').length === 2;
  });
  await ben.press(card, 'Reopen');

  await slack.waitFor(
    () =>
      ben.ephemerals(billing).some(({ shown }) => /goes on in H-\d+, which is open/.test(shown)),
    { what: 'where it goes on' },
  );
  assert.match(slack.message(card)?.shown ?? '', /Resolved by Amy Agent\./);
});
