import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { inThreadOf } from '../support/in-thread.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
const ben = slack.as(bot.agents.ben);
after(bot.stop);

const inThread = inThreadOf(slack);

const WAITS = /\nWaiting for the customer, with Amy Agent\.\n/;
const DUE = /\nWith Amy Agent\.\n(?:.*\n)*?Answer due by /;

function shown(message: Message): string {
  return slack.message(message)?.shown ?? '';
}

/** What agents see of an answer, which has the buttons. */
function sent(card: Message, words: string): Promise<Message> {
  return slack.waitFor(
    () =>
      slack
        .thread(slack.channel(card.channel), card)
        .find(({ shown }) => shown.startsWith('Amy Agent to') && shown.includes(words)),
    { what: `“${words}” as it was sent` },
  );
}

test('a customer whose only answer is taken back waits for agents again, and one who still has an answer does not', async () => {
  const { root, card } = await openTicket(bot, 'Ann');
  await reply(amy, card, 'Which order is it?');
  await inThread(root, 'Which order is it?');
  await reply(amy, card, 'And which account?');
  await inThread(root, 'And which account?');
  await bot.settled();

  await amy.press(await sent(card, 'And which account?'), 'Take back');
  await bot.settled();
  const withOne = shown(card);
  await amy.press(await sent(card, 'Which order is it?'), 'Take back');
  await bot.settled();
  const withNone = shown(card);
  await reply(amy, card, 'Which charge is it?');
  await bot.settled();

  assert.match(withOne, WAITS);
  assert.match(withNone, DUE);
  assert.match(shown(card), WAITS);
});

test('an answer that Slack refuses leaves its customer waiting for agents, until it arrives', async () => {
  const { root, card } = await openTicket(bot, 'Bea');
  const fault = { method: 'chat.postMessage', channel: help, fault: 'slack-error' } as const;
  slack.faults.add({ ...fault, error: 'is_archived' });

  await reply(amy, card, 'Which order is it?');
  await bot.settled();
  const refused = shown(card);
  slack.faults.clear();
  await amy.press(await sent(card, 'Which order is it?'), 'Try again');
  await inThread(root, 'Which order is it?');
  await bot.settled();

  assert.match(refused, DUE);
  assert.match(shown(card), WAITS);
});

test('what an agent wrote to the customer and deleted is no answer', async () => {
  const { root, card } = await openTicket(bot, 'Cid');
  const words = await amy.say(help, 'Which order is it?', { thread: root });
  await bot.settled();
  const answered = shown(card);

  await amy.delete(words);
  await bot.settled();

  assert.match(answered, WAITS);
  assert.match(shown(card), DUE);
});

test('an answer that is taken back after the end, or after the customer wrote, changes no turn', async () => {
  const { customer, root, card } = await openTicket(bot, 'Dan');
  await reply(amy, card, 'Which order is it?');
  await inThread(root, 'Which order is it?');
  await customer.say(help, 'Order 1142', { thread: root });
  await reply(amy, card, 'It is refunded');
  await inThread(root, 'It is refunded');
  await bot.settled();

  await ben.press(await sent(card, 'Which order is it?'), 'Take back');
  await bot.settled();
  const withLast = shown(card);
  await amy.press(card, 'Resolve');
  await bot.settled();
  await amy.press(await sent(card, 'It is refunded'), 'Take back');
  await bot.settled();

  assert.match(withLast, WAITS);
  assert.match(shown(card), /\nResolved by Amy Agent\.\n/);
});
