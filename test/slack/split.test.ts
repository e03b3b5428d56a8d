import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { carriedUnder } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { merge, nameOn, openAct, openAnother, split, under } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, support } = company;
const amy = slack.as(company.agents.amy);
const ben = slack.as(company.agents.ben);
const bot = await startBot({ company });
after(async () => {
  await bot.stop();
  await slack.stop();
});

const BROKEN = 'My TV does not work, it shows an error';
const shown = (card: Message) => slack.message(card)?.shown ?? '';
const wholeThread = (root: Message) =>
  slack
    .thread(slack.channel(root.channel), root)
    .map((message) => message.shown)
    .join('\n');

/** A ticket whose customer had a second problem, which is split off; and its new card and own thread. */
async function splitTicket(name: string) {
  const customer = bot.customer(name);
  const opened = await openAnother(bot, customer, 'I was charged twice for my TV');
  const second = await customer.say(help, BROKEN, { thread: opened.root });
  await bot.settled();
  const outcome = await split(amy, opened.card, [BROKEN]);
  await bot.settled();
  const card = await bot.card(support, `Customer: ${name}`);
  await bot.settled();
  const root = slack
    .messages(help)
    .find((message) => message.shown.includes(`Your request ${nameOn(card)} is with`));
  assert.ok(root, 'the new ticket has no thread of its own');
  return { customer, ...opened, second, outcome, other: { card, root, name: nameOn(card) } };
}

test('what is split off is a ticket of its own, triaged and routed by its messages alone', async () => {
  const { root, card, name, outcome, other } = await splitTicket('Ann');

  const transcript = await bot.transcript(other.card);

  assert.deepEqual(outcome, { status: 'closed' });
  assert.match(transcript, new RegExp(`^CUSTOMER: ${BROKEN}\\n?$`));
  assert.match(shown(other.card), new RegExp(`Split off ${name}`));
  assert.match(shown(other.card), /Escalated by Amy Agent \(split\)/);
  assert.equal(under(bot, card, `Amy Agent split a part off: it is ${other.name}`).length, 1);
  assert.match(wholeThread(root), new RegExp(`Your request ${name} is with our team for Billing`));
  assert.match(other.root.shown, /^@Ann /);
  // Nothing else of it is there, and its customer has not asked for it.
  assert.match(other.root.shown, new RegExp(`It is a part of what you wrote in ${name}`));
  assert.doesNotMatch(other.root.shown, /They have this conversation/);
});

test('what is written later belongs to the ticket whose thread it is in, and is answered there', async () => {
  const { customer, root, card, other } = await splitTicket('Bea');
  await customer.say(help, 'About the money', { thread: root });
  await customer.say(help, 'About the error', { thread: other.root });
  await bot.settled();

  await reply(ben, other.card, 'Please restart it.');
  await reply(amy, card, 'It is refunded.');
  await bot.settled();

  assert.equal(under(bot, card, 'About the money').length, 1);
  assert.equal(under(bot, other.card, 'About the money').length, 0);
  assert.equal(under(bot, card, 'About the error').length, 0);
  assert.equal(under(bot, other.card, 'About the error').length, 1);
  assert.match(wholeThread(other.root), /Please restart it\./);
  assert.doesNotMatch(wholeThread(root), /Please restart it\./);
  assert.match(wholeThread(root), /It is refunded\./);
});

test('what opens a thread of its own belongs to the open ticket that was answered last, else to the newest', async () => {
  const { customer, card, other } = await splitTicket('Cleo');
  const toNewest = await customer.say(help, 'For whoever is there');
  await bot.settled();
  await reply(amy, card, 'Which charge?');
  await bot.settled();

  await customer.say(help, 'The one of Monday');
  await customer.say(help, 'Under what went to the newest', { thread: toNewest });
  await bot.settled();

  assert.equal(under(bot, other.card, 'For whoever is there').length, 1);
  assert.equal(under(bot, card, 'For whoever is there').length, 0);
  assert.equal(under(bot, card, 'The one of Monday').length, 1);
  assert.equal(under(bot, other.card, 'The one of Monday').length, 0);
  assert.equal(under(bot, other.card, 'Under what went to the newest').length, 1);
});

test('a message that opened a thread takes it along, in direct messages too', async () => {
  const dan = bot.customer('Dan');
  const opened = await openAnother(bot, dan, 'I was charged twice', 'direct');
  const second = await dan.directMessage(BROKEN);
  await bot.settled();

  await split(amy, opened.card, [BROKEN]);
  await bot.settled();
  const card = await bot.card(support, 'Customer: Dan');
  await dan.say(slack.channel(second.channel), 'It is error 7', { thread: second });
  await bot.settled();
  await reply(ben, card, 'Please restart it.');
  await bot.settled();

  assert.match(wholeThread(second), new RegExp(`Your request ${nameOn(card)} is with our team`));
  assert.equal(under(bot, card, 'It is error 7').length, 1);
  assert.equal(under(bot, opened.card, 'It is error 7').length, 0);
  assert.match(wholeThread(second), /Please restart it\./);
});

test('edits, deletions and files of what was split off are reported in the new ticket’s thread', async () => {
  const { customer, card, second, other } = await splitTicket('Eva');
  const late = await customer.say(help, 'See the error', {
    thread: other.root,
    files: [{ name: 'error.png', mimetype: 'image/png', content: 'PNG' }],
  });
  await bot.settled();

  await customer.edit(second, `${BROKEN}, number 7`);
  await customer.delete(late);
  await bot.settled();

  assert.equal(under(bot, other.card, 'Eva changed a message:').length, 1);
  assert.equal(under(bot, other.card, 'Eva deleted a message.').length, 1);
  assert.equal(under(bot, card, 'a message').length, 0);
  assert.deepEqual(
    carriedUnder(bot, other.card).map(({ name }) => name),
    ['error.png'],
  );
});

test('of two agents who split the same off one wins, and the other is told who', async () => {
  const finn = bot.customer('Finn');
  const { root, card } = await openAnother(bot, finn, 'I was charged twice');
  await finn.say(help, BROKEN, { thread: root });
  await bot.settled();
  for (const agent of [amy, ben]) {
    await openAct(agent, card, 'Split…');
    agent.fill({ 'split_messages:0': [BROKEN] });
  }

  const outcomes = await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  const told = outcomes.find(({ status }) => status === 'errors');
  const winner = outcomes[0]?.status === 'closed' ? 'Amy' : 'Ben';
  assert.match(
    JSON.stringify(told),
    new RegExp(`${winner} Agent split some of that off meanwhile: see H-`),
  );
  assert.equal(bot.cards('Customer: Finn').length, 2);
  await (winner === 'Amy' ? ben : amy).dismiss();
});

test('something must be chosen, and something left', async () => {
  const gus = bot.customer('Gus');
  const { root, card } = await openAnother(bot, gus, 'I was charged twice');
  await amy.press(card, 'More…');
  const ofOneMessage = shownInForm(amy.modal);
  await amy.dismiss();
  await gus.say(help, BROKEN, { thread: root });
  await bot.settled();

  const nothing = await split(amy, card, []);
  amy.fill({ 'split_messages:0': ['I was charged twice', BROKEN] });
  const everything = await amy.submit();

  assert.doesNotMatch(ofOneMessage, /Split…/);
  assert.match(JSON.stringify(nothing), /Choose what belongs/);
  assert.match(JSON.stringify(everything), /Leave at least one message/);
  await amy.dismiss();
  await amy.dismiss();
});

test('one of the two is resolved and opened again without the other', async () => {
  const { customer, root, card, other } = await splitTicket('Hal');

  await amy.press(card, 'Resolve');
  await bot.settled();
  await customer.say(help, 'About the error', { thread: other.root });
  await bot.settled();
  const meanwhile = shown(card);
  await ben.press(other.card, 'Resolve');
  await bot.settled();
  await customer.say(help, 'It broke again', { thread: other.root });
  await bot.settled();

  assert.match(meanwhile, /Resolved by Amy Agent/);
  assert.match(shown(card), /Resolved by Amy Agent/);
  assert.equal(under(bot, other.card, 'About the error').length, 1);
  assert.equal(under(bot, root, 'is resolved. If it is not').length, 1);
  assert.equal(under(bot, other.root, 'is resolved. If it is not').length, 1);
  assert.match(shown(other.card), /\[Resolve\]/);
  assert.equal(under(bot, other.card, 'It broke again').length, 1);
});

test('what was split off is merged back', async () => {
  const { customer, root, card, name, other } = await splitTicket('Ida');

  await merge(amy, other.card, name);
  await bot.settled();
  await customer.say(help, 'About the error', { thread: other.root });
  await bot.settled();
  await reply(amy, card, 'All of it is done.');
  await bot.settled();

  assert.match(shown(other.card), new RegExp(`Goes on in ${name}`));
  assert.match(wholeThread(other.root), new RegExp(`${other.name} goes on in ${name}`));
  assert.equal(under(bot, card, 'About the error').length, 1);
  assert.match(wholeThread(other.root), /All of it is done\./);
  assert.doesNotMatch(wholeThread(root), /All of it is done\./);
});

test('moved after a split, the first ticket brings its own messages alone to its new agents', async () => {
  const { customer, root, card, other } = await splitTicket('Jon');
  await customer.say(help, 'About the money', { thread: root });
  await customer.say(help, 'About the error', { thread: other.root });
  await bot.settled();

  await move(amy, card, 'Sales');
  await bot.settled();
  const moved = await bot.card(bot.sales, 'Customer: Jon');

  assert.match(wholeThread(moved), /I was charged twice/);
  assert.match(wholeThread(moved), /About the money/);
  assert.doesNotMatch(wholeThread(moved), /error/);
});

test('where different messages match two categories, the card proposes to split it, and an agent confirms', async () => {
  const kim = bot.customer('Kim');
  const root = await kim.say(help, 'I was charged twice');
  await kim.say(help, 'The charge is 349.99 on my bank statement', { thread: root });
  await kim.say(help, BROKEN, { thread: root });
  await kim.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Kim');
  await bot.settled();
  const proposed = shown(card);

  await amy.press(card, 'Split…');
  const form = shownInForm(amy.modal);
  const outcome = await amy.submit();
  await bot.settled();

  assert.match(proposed, /There may be two problems in this: one seems to be for Support\./);
  assert.equal(form.match(/"selected_options":\[\{[^\]]*My TV does not work[^\]]*\]/g)?.length, 1);
  assert.deepEqual(outcome, { status: 'closed' });
  const other = await bot.card(support, 'Customer: Kim');
  assert.match(await bot.transcript(other), new RegExp(`^CUSTOMER: ${BROKEN}\\n?$`));
  assert.doesNotMatch(shown(card), /two problems/);
});
