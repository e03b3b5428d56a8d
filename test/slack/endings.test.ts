import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
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

/** What the customer reads at the end, which is the last of their thread. */
async function resolved(name: string) {
  const opened = await openTicket(bot, name);
  await amy.press(opened.card, 'Resolve');
  await bot.settled();
  return { ...opened, end: endOf(opened.root) };
}

function endOf(root: Message): Message {
  const end = slack.thread(help, root).findLast(({ shown }) => shown.includes('is resolved.'));
  assert.ok(end);
  return end;
}

function shown(card: Message): string {
  return slack.message(card)?.shown ?? '';
}

async function addWord(customer: Actor, words: string): Promise<void> {
  await slack.waitFor(() => customer.modal, { what: 'the form for a word' });
  customer.fill({ 'Would you like to add a word?': words });
  await customer.submit();
}

function toldTo(actor: Actor, words: string): boolean {
  return actor.ephemerals(help).some((message) => message.shown.includes(words));
}

test('the customer says at the end how it went, and adds a word, which the card shows', async () => {
  const { customer, card, end } = await resolved('Ann');

  await customer.press(end, 'Good');
  await addWord(customer, 'quick answer, my card is 4111 1111 1111 1111');
  await bot.settled();

  assert.match(end.shown, /How did it go\?\n\[Good\] \[Not good\]$/);
  assert.match(shown(card), /\nAnn: good · “quick answer, my card is \[card number removed\]”\n/);
  assert.equal(slack.thread(billing, card).length, 2, 'nothing but the card changes');
});

test('a press is stored though no word follows, and a second press changes it', async () => {
  const { customer, card, end } = await resolved('Bob');

  await customer.press(end, 'Good');
  await bot.settled();
  const first = shown(card);
  await slack.waitFor(() => customer.modal, { what: 'the form for a word' });
  await customer.dismiss();
  await customer.press(end, 'Not good');
  await addWord(customer, 'slow');
  await bot.settled();
  const second = shown(card);
  await customer.press(end, 'Good');
  await addWord(customer, '');
  await bot.settled();

  assert.match(first, /\nBob: good\n/);
  assert.match(second, /\nBob: not good · “slow”\n/);
  assert.match(shown(card), /\nBob: good\n/);
});

test('nobody else says how it went, and is told so', async () => {
  const { card, end } = await resolved('Cid');
  const eve = bot.customer('Eve');

  await eve.press(end, 'Not good');
  await ben.press(end, 'Good');
  await bot.settled();

  assert.doesNotMatch(shown(card), /\n(Cid|Eve|Ben): /);
  for (const other of [eve, ben]) {
    assert.ok(toldTo(other, 'Only the customer whose request this was can say how it went.'));
    assert.equal(other.modal, undefined);
  }
});

test('a ticket that is opened again and resolved again is asked about anew', async () => {
  const { customer, root, card, end } = await resolved('Dan');
  await customer.press(end, 'Not good');
  await customer.press(end, 'Still not solved');
  await bot.settled();
  const open = shown(card);
  await amy.press(card, 'Resolve');
  await bot.settled();

  const again = endOf(root);
  assert.notEqual(again.ts, end.ts);
  await customer.press(again, 'Good');
  await bot.settled();

  assert.match(open, /\nDan: not good\n/);
  assert.match(shown(card), /\nDan: good\n/);
});

test('where Slack does not know the pair of buttons, two plain ones ask', async () => {
  const { customer, root, card } = await openTicket(bot, 'Fay');
  slack.faults.add({
    fault: 'slack-error',
    error: 'invalid_blocks',
    method: 'chat.postMessage',
    channel: help,
    times: 1,
  });
  await amy.press(card, 'Resolve');
  await bot.settled();

  const end = endOf(root);
  await customer.press(end, 'Good');
  await bot.settled();

  assert.ok(end.blocks.every(({ type }) => type !== 'context_actions'));
  assert.match(shown(card), /\nFay: good\n/);
});

test('a desk that wants no feedback asks for none', async () => {
  const company = await openCompany();
  const quiet = await startBot({ company, desk: { feedback: false } });
  try {
    const { root, card } = await openTicket(quiet, 'Gus');
    await company.slack.as(company.agents.amy).press(card, 'Resolve');
    await quiet.settled();

    const end = company.slack.thread(company.help, root).at(-1)?.shown ?? '';
    assert.match(end, /is resolved\. If it is not, press the button\.\n\[Still not solved\]$/);
  } finally {
    await quiet.stop();
    await company.slack.stop();
  }
});

test('a desk that lists reasons is asked for one, which the card shows', async () => {
  const company = await openCompany();
  const reasons = [
    { id: 'refunded', title: 'Refunded' },
    { id: 'explained', title: 'Explained' },
  ];
  const asking = await startBot({ company, desk: { resolveReasons: reasons } });
  const { slack } = company;
  const [amy, ben] = [slack.as(company.agents.amy), slack.as(company.agents.ben)];
  const shown = (card: Message) => slack.message(card)?.shown ?? '';
  try {
    const { root, card } = await openTicket(asking, 'Hal');
    await amy.press(card, 'Resolve');
    await ben.press(card, 'Resolve');
    await asking.settled();
    const before = shown(card);
    amy.fill({ 'Why is it resolved?': 'Refunded' });
    ben.fill({ 'Why is it resolved?': 'Explained' });
    await amy.submit();
    await asking.settled();
    const late = await ben.submit();
    await asking.settled();

    assert.match(before, /\[Resolve\]/);
    assert.match(shown(card), /\nResolved by Amy Agent: Refunded\.\n/);
    assert.equal(late.status, 'replaced');
    assert.match(
      shownInForm(ben.modal),
      /^Amy Agent closed H-\d+ meanwhile, so nothing was done\.$/m,
    );
    const end = slack.thread(company.help, root).at(-1);
    assert.doesNotMatch(end?.shown ?? '', /Refunded/);

    await amy.press(card, 'Reopen');
    await asking.settled();
    assert.doesNotMatch(shown(card), /Refunded/);
  } finally {
    await asking.stop();
    await company.slack.stop();
  }
});
