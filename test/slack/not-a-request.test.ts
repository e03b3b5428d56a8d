import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from 'pg-boss';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const HOUR_MS = 60 * 60_000;

const company = await openCompany();
const { slack, help, billing, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
let aheadMs = 0;
const bot = await startBot({
  company,
  clock: { ...systemClock, now: () => Date.now() + aheadMs },
});
after(async () => {
  await bot.stop();
  await slack.stop();
});

function onceShown(message: Message, words: string) {
  return slack.waitFor(() => slack.message(message)?.shown.includes(words), {
    what: `“${words}” on the card`,
  });
}

async function close(agent: Actor, card: Message): Promise<void> {
  await agent.press(card, 'More…');
  assert.ok(agent.modal);
  await agent.press(agent.modal, 'Not a request');
  await agent.submit();
  await onceShown(card, 'not a request.');
  await bot.settled();
}

test('what is no request is closed without a word to its customer, and Undo opens it again', async () => {
  const { customer, root, card } = await openTicket(bot, 'Ann');
  const before = slack.thread(help, root).map(({ shown }) => shown);

  await close(amy, card);
  const closed = slack.message(card)?.shown ?? '';
  await customer.openHome();
  await ben.press(card, 'Undo');
  await onceShown(card, '[Resolve]');
  await bot.settled();

  assert.match(closed, /Closed by Amy Agent: not a request\./);
  assert.deepEqual(
    slack.thread(help, root).map(({ shown }) => shown),
    before,
  );
});

test('nobody is muted by it: what the customer writes later opens it again, and they see that it is read', async () => {
  const { customer, root, card } = await openTicket(bot, 'Bea');
  await close(amy, card);

  await customer.say(help, 'It was charged again', { thread: root });
  await onceShown(card, '[Resolve]');
  await bot.settled();

  const lines = slack.thread(billing, card).map(({ shown }) => shown);
  assert.ok(lines.some((shown) => shown.includes('Open again: Bea wrote again.')));
  assert.ok(lines.some((shown) => shown.endsWith('It was charged again')));
  assert.ok(slack.thread(help, root).every(({ shown }) => !/resolved|closed/i.test(shown)));
});

test('another request of theirs becomes a ticket as always', async () => {
  const { customer, root, card } = await openTicket(bot, 'Cleo');
  await close(amy, card);

  await customer.say(help, '!escalate', { thread: root });

  await slack.waitFor(() => bot.cards('Customer: Cleo').length === 2, { what: 'a second card' });
});

test('Undo ends after a day; then it is reopened under More…', async () => {
  const { card } = await openTicket(bot, 'Dora');
  await close(amy, card);
  await amy.press(card, 'More…');
  const within = shownInForm(amy.modal);
  await amy.dismiss();

  aheadMs = 25 * HOUR_MS;
  await ben.press(card, 'Undo');
  await slack.waitFor(
    () => ben.ephemerals(billing).some(({ shown }) => shown.includes('more than a day ago')),
    { what: 'the refusal' },
  );
  assert.match(slack.message(card)?.shown ?? '', /not a request/);
  await ben.press(card, 'More…');
  assert.ok(ben.modal);
  await ben.press(ben.modal, 'Reopen');
  await ben.submit();

  await onceShown(card, '[Resolve]');
  assert.doesNotMatch(within, /Reopen/);
});
