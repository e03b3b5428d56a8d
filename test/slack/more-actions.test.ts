import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, billing } = company;
const amy = slack.as(company.agents.amy);
const ben = slack.as(company.agents.ben);
const zoe = slack.as(slack.addUser({ name: 'Zoe Agent' }));
slack.join(billing, zoe.person);
const bot = await startBot({ company });
after(async () => {
  await bot.stop();
  await slack.stop();
});

async function openForm(agent: Actor, card: Message, act: string): Promise<void> {
  await agent.press(card, 'More…');
  assert.ok(agent.modal, 'no list was opened');
  await agent.press(agent.modal, act);
}

function onceShown(message: Message, words: string) {
  return slack.waitFor(() => slack.message(message)?.shown.includes(words), {
    what: `“${words}” on the card`,
  });
}

function linesUnder(card: Message, words: string): Message[] {
  return slack.thread(billing, card).filter(({ shown }) => shown.includes(words));
}

test('what is handed back is new again, and its thread says who did it', async () => {
  const { card } = await openTicket(bot, 'Ann');
  await amy.press(card, 'Claim');
  await onceShown(card, 'With Amy Agent.');

  await openForm(ben, card, 'Hand back');
  const outcome = await ben.submit();
  await onceShown(card, 'New.');
  await bot.settled();

  assert.equal(outcome.status, 'closed');
  assert.equal(ben.modal, undefined);
  const [line] = linesUnder(card, 'handed this back');
  assert.equal(line?.shown, 'Ben Agent handed this back, which Amy Agent had. Nobody has it now.');
});

test('of two agents at once one wins, and the other is told who', async () => {
  const { card } = await openTicket(bot, 'Bea');
  await amy.press(card, 'Claim');
  await onceShown(card, 'With Amy Agent.');

  await openForm(amy, card, 'Hand back');
  await openForm(ben, card, 'Hand back');
  const [one, other] = await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  assert.deepEqual([one.status, other.status].toSorted(), ['closed', 'replaced']);
  const [winner, loser] = one.status === 'closed' ? ['Amy', ben] : ['Ben', amy];
  assert.match(
    shownInForm(loser.modal),
    new RegExp(`${winner} Agent handed H-\\d+ back meanwhile`),
  );
  assert.equal(linesUnder(card, 'handed this back').length, 1);
});

test('the list shows what can be done now, and only that', async () => {
  const { card } = await openTicket(bot, 'Cleo');

  await amy.press(card, 'More…');
  const before = shownInForm(amy.modal);
  await amy.dismiss();
  await amy.press(card, 'Claim');
  await amy.press(card, 'More…');

  assert.doesNotMatch(before, /Hand back/);
  assert.match(shownInForm(amy.modal), /Hand back/);
});

test('who may act is checked when the form is submitted, too', async () => {
  const { card } = await openTicket(bot, 'Dora');
  await zoe.press(card, 'Claim');
  await onceShown(card, 'With Zoe Agent.');
  await openForm(zoe, card, 'Hand back');

  slack.leave(billing, zoe.person);
  await bot.settled();
  const outcome = await zoe.submit();

  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(zoe.modal), /Only agents/);
  await bot.settled();
  const lines = slack.thread(billing, card).map(({ shown }) => shown);
  assert.ok(!lines.some((line) => line.startsWith('Zoe Agent handed this back')));
});

test('an agent is assigned, and mentioned once, in the thread', async () => {
  const { card } = await openTicket(bot, 'Eva');
  await openForm(amy, card, 'Assign to…');
  assert.ok(amy.modal);

  const offered = await amy.optionsOf(amy.modal, 'assignee');
  const found = await amy.optionsOf(amy.modal, 'assignee', 'BEN');
  await amy.choose(amy.modal, 'assignee', 'Ben Agent');
  const outcome = await amy.submit();
  await onceShown(card, 'With Ben Agent.');
  await bot.settled();

  assert.deepEqual(
    offered.flatMap(({ options }) => options.map(({ text }) => text.text)),
    ['Amy Agent', 'Ben Agent'],
  );
  assert.equal(found.flatMap(({ options }) => options).length, 1);
  assert.equal(outcome.status, 'closed');
  const lines = linesUnder(card, 'has this now');
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.shown, '@Ben Agent has this now. Amy Agent assigned it.');
});

test('whoever takes a ticket while it is being assigned keeps it', async () => {
  const { card } = await openTicket(bot, 'Fay');
  await openForm(amy, card, 'Assign to…');
  assert.ok(amy.modal);
  await amy.choose(amy.modal, 'assignee', 'Amy Agent');

  await ben.press(card, 'Claim');
  const outcome = await amy.submit();
  await bot.settled();

  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(amy.modal), /Ben Agent has it already/);
  assert.match(slack.message(card)?.shown ?? '', /With Ben Agent\./);
  assert.equal(linesUnder(card, 'has this now').length, 0);
});
