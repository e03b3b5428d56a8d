import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { inThreadOf } from '../support/in-thread.ts';
import { openTicket } from '../support/open-ticket.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing } = company;
const amy = slack.as(company.agents.amy);
const ben = slack.as(company.agents.ben);
const bot = await startBot({ company });
after(async () => {
  await bot.stop();
  await slack.stop();
});

const until = inThreadOf(slack);

function onceShown(message: Message, words: string) {
  return slack.waitFor(
    () => {
      const current = slack.message(message);
      return current?.shown.includes(words) ? current : undefined;
    },
    { what: `“${words}” on the card` },
  );
}

function told(root: Message): number {
  return slack.thread(help, root).filter(({ shown }) => shown.includes('is resolved.')).length;
}

test('until the customer is told, Resolve can be undone, by a button or by what the customer writes', async () => {
  const company = await openCompany();
  const slow = await startBot({ company, desk: { undoSeconds: 60 } });
  const { slack, help, agents } = company;
  const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
  const shows = (card: Message, words: string) =>
    slack.waitFor(() => slack.message(card)?.shown.includes(words), { what: words });
  try {
    const ann = await openTicket(slow, 'Ann');
    const dan = await openTicket(slow, 'Dan');

    await amy.press(ann.card, 'Resolve');
    await amy.press(dan.card, 'Resolve');
    await shows(ann.card, '[Undo]');
    await shows(dan.card, '[Undo]');
    await ben.press(ann.card, 'Undo');
    await dan.customer.say(help, 'It was charged again', { thread: dan.root });

    await shows(ann.card, '[Resolve]');
    await shows(dan.card, '[Resolve]');
    for (const { root } of [ann, dan]) {
      assert.ok(slack.thread(help, root).every(({ shown }) => !shown.includes('resolved')));
    }
  } finally {
    await slow.stop();
    await slack.stop();
  }
});

test('then the customer is told once, and can say that it is not solved', async () => {
  const { customer, root, card } = await openTicket(bot, 'Bea');
  await amy.press(card, 'Claim');
  await amy.press(card, 'Resolve');
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
  const end = await until(root, 'is resolved. If it is not');
  await customer.press(end, 'Still not solved');
  await onceShown(card, '[Resolve]');

  await amy.press(card, 'Resolve');

  await slack.waitFor(() => told(root) === 2, { what: 'the second end' });
});

test('an agent reopens a ticket whose customer was told; where another is open, that one goes on', async () => {
  const { customer, root, card } = await openTicket(bot, 'Eva');
  await amy.press(card, 'Resolve');
  await until(root, 'is resolved. If it is not');
  await onceShown(card, '[Reopen]');

  await ben.press(card, 'Reopen');
  await until(card, 'Reopened by Ben Agent.');
  await until(root, 'is with our team for Billing');
  await onceShown(card, '[Resolve]');

  await amy.press(card, 'Resolve');
  await onceShown(card, '[Reopen]');
  await customer.say(help, '!escalate', { thread: root });
  await slack.waitFor(() => bot.cards('Customer: Eva').length === 2, { what: 'a second card' });
  await ben.press(card, 'Reopen');

  await slack.waitFor(
    () =>
      ben.ephemerals(billing).some(({ shown }) => /goes on in H-\d+, which is open/.test(shown)),
    { what: 'where it goes on' },
  );
  assert.match(slack.message(card)?.shown ?? '', /Resolved by Amy Agent\./);
});
