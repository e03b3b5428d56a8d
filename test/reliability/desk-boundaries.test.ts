import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { merge, nameOn, openAct, openAnother, split, under } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { startBot } from '../support/start-bot.ts';

/** Where the work fails once, as if the process had ended; the job is then retried. */
let endsAt = 'nowhere';

const company = await openCompany();
const { slack, help, billing } = company;
const bot = await startBot({
  company,
  desk: { sameConversationMinutes: 0, replyPrefix: '!reply' },
  pauses: { beforeTypedReplyMs: 0 },
  checkpoint(name) {
    if (name !== endsAt) return;
    endsAt = 'nowhere';
    throw new Error(`The process ends ${name}`);
  },
});
const amy = slack.as(company.agents.amy);
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(() => {
  assert.equal(endsAt, 'nowhere', 'the work did not come there');
});

const shown = (card: Message) => slack.message(card)?.shown ?? '';
const nameFor = (who: string, at: string) => `${who}-${at.replaceAll(' ', '-')}`;
const count = (root: Message, words: string) => under(bot, root, words).length;

async function openTwo(name: string) {
  const customer = bot.customer(name);
  const one = await openAnother(bot, customer, 'I was charged twice');
  const two = await openAnother(bot, customer, 'The charge is there again');
  return { customer, one, two };
}

for (const at of [
  'bring-messages done',
  'before posting merged',
  'merged posted',
  'merged noted',
]) {
  test(`a merge brings all that was written once where the process ends ${at}`, async () => {
    const { customer, one, two } = await openTwo(nameFor('Ann', at));
    endsAt = at;

    await merge(amy, two.card, one.name);
    await customer.say(help, 'Written after the merge', { thread: two.root });
    await bot.settled();

    assert.equal(count(one.card, 'The charge is there again'), 1);
    assert.equal(count(one.card, 'Written after the merge'), 1);
    assert.match(shown(two.card), /Goes on in/);
  });
}

for (const at of ['bring-messages done', 'before posting unmerged', 'unmerged posted']) {
  test(`a merge is undone whole where the process ends ${at}`, async () => {
    const { customer, one, two } = await openTwo(nameFor('Bea', at));
    await merge(amy, two.card, one.name);
    await customer.say(help, 'Written meanwhile', { thread: two.root });
    await bot.settled();
    endsAt = at;

    await amy.press(two.card, 'Undo');
    await bot.settled();

    assert.match(shown(two.card), /\[Reply\]/);
    assert.equal(count(one.card, 'goes on by itself again'), 1);
    assert.equal(count(two.card, 'Written meanwhile'), 1);
  });
}

const boundariesOfSplit = [
  ...['before classification', 'decision stored', 'routed', 'triage-ticket done'],
  ...['split-off posted', 'ticket-status posted', 'ticket-card posted'],
];
for (const at of boundariesOfSplit) {
  test(`a split makes one ticket, in one thread of its own, where the process ends ${at}`, async () => {
    const customer = bot.customer(nameFor('Cid', at));
    const first = await openAnother(bot, customer, 'I was charged twice');
    await customer.say(help, 'My TV does not work, an error', { thread: first.root });
    await bot.settled();
    endsAt = at;

    await split(amy, first.card, ['My TV does not work, an error']);
    await bot.settled();

    const cards = bot.cards(`Customer: ${customer.person.name}`);
    const [second] = cards.filter(({ ts }) => ts !== first.card.ts);
    assert.equal(cards.length, 2);
    assert.ok(second);
    assert.equal(count(second, 'My TV does not work'), 1);
    assert.equal(count(first.card, 'split a part off'), 1);
    const statuses = slack
      .messages(help)
      .flatMap((root) => slack.thread(help, root))
      .filter((message) => message.bot && message.shown.includes(nameOn(second)));
    assert.equal(statuses.length, 1);
  });
}

const boundariesOfMove = [
  ...['route-ticket done', 'before posting ticket-card', 'ticket-card posted'],
  ...['before posting moved-notes', 'moved-notes posted', 'moved-notes noted'],
];
for (const at of boundariesOfMove) {
  test(`a move brings the ticket and its notes once where the process ends ${at}`, async () => {
    const name = nameFor('Dan', at);
    const { card } = await openTicket(bot, name);
    await amy.say(billing, 'Ask him for the receipt', { thread: card });
    await bot.settled();
    endsAt = at;

    await move(amy, card, 'Sales');
    await bot.settled();

    const there = slack.messages(bot.sales).filter((m) => m.shown.includes(`Customer: ${name} ·`));
    assert.equal(there.length, 1);
    const [moved] = there;
    assert.ok(moved);
    assert.equal(count(moved, 'Ask him for the receipt'), 1);
    assert.equal(count(moved, 'I was charged twice'), 1);
    assert.match(shown(card), /Sales/);
  });
}

const boundariesOfTyped = [
  ...['send-typed-reply done', 'before posting sent-reply', 'sent-reply posted'],
  ...['before posting reply', 'reply posted', 'reply noted', 'sent-reply updated'],
];
for (const at of boundariesOfTyped) {
  test(`replies behind the prefix go once and in order where the process ends ${at}`, async () => {
    const { root, card } = await openTicket(bot, nameFor('Eve', at));
    endsAt = at;

    await amy.say(billing, '!reply The first answer', { thread: card });
    await amy.say(billing, '!reply The second answer', { thread: card });
    await bot.settled();
    // What is sent while the first is on its way may be asked about.
    const asked = slack.thread(billing, card).find((m) => m.shown.includes('[Send anyway]'));
    if (asked) await amy.press(asked, 'Send anyway');
    await bot.settled();

    assert.deepEqual(
      under(bot, root, ' answer').map((message) => message.shown),
      ['The first answer', 'The second answer'],
    );
    const copies = under(bot, card, ' answer').filter((message) => message.bot);
    assert.equal(copies.length, 2);
  });
}

for (const at of ['announce-resolved done', 'resolved posted', 'ticket-card updated']) {
  test(`the end is told once, and how it went is shown, where the process ends ${at}`, async () => {
    const { root, customer, card } = await openTicket(bot, nameFor('Fay', at));
    endsAt = at;

    await amy.press(card, 'Resolve');
    await bot.settled();
    const [end, ...others] = under(bot, root, 'Still not solved');
    assert.ok(end);
    await press(customer, end, 'Good');

    assert.deepEqual(others, []);
    assert.match(shown(card), /Resolved by Amy Agent\./);
    assert.match(shown(card), /good/i);
  });
}

for (const at of ['before updating ticket-card', 'ticket-card updated', 'update-message done']) {
  test(`what is no request is closed without a word where the process ends ${at}`, async () => {
    const { root, card } = await openTicket(bot, nameFor('Gil', at));
    await bot.settled();
    const before = slack.thread(help, root).length;
    await openAct(amy, card, 'Not a request');
    endsAt = at;

    await amy.submit();
    await bot.settled();

    assert.match(shown(card), /\[Undo\]/);
    assert.equal(slack.thread(help, root).length, before);
  });
}

for (const at of ['before posting holder-changed', 'holder-changed posted']) {
  test(`a gone agent’s ticket is released once where the process ends ${at}`, async () => {
    const zoe = slack.as(slack.addUser({ name: nameFor('Zoe', at) }));
    slack.join(billing, zoe.person);
    const { card } = await openTicket(bot, nameFor('Hal', at));
    await press(zoe, card, 'Claim');
    endsAt = at;

    slack.leave(billing, zoe.person);
    await slack.waitFor(() => shown(card).includes('New.'), { what: 'the ticket as new again' });
    await bot.settled();

    assert.equal(count(card, 'no longer among the agents'), 1);
  });
}

async function press(actor: Actor, message: Message, button: string): Promise<void> {
  await actor.press(message, button);
  if (actor.modal) await actor.dismiss();
  await bot.settled();
}
