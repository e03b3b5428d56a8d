import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { openCompany } from '../support/company.ts';
import { inThreadOf } from '../support/in-thread.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  desk: {
    name: 'Shop support',
    savedReplies: [
      { title: 'Refunded', text: 'Hello {customer}, {agent} here. {ticket} is refunded.' },
    ],
  },
});
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
const ben = slack.as(bot.agents.ben);
after(bot.stop);

const inThread = inThreadOf(slack);

test('an agent’s answer reaches the customer once, under the agent’s name, and claims the ticket', async () => {
  const { root, card } = await openTicket(bot, 'Ann');

  const outcome = await reply(amy, card, 'We have refunded it.\nSorry for the trouble!');
  const answer = await inThread(root, 'We have refunded it.');
  const sent = await inThread(card, 'Amy Agent to Ann');
  await bot.settled();

  assert.deepEqual(outcome, { status: 'closed' });
  assert.equal(answer.username, 'Amy, Shop support');
  assert.match(answer.shown, /^We have refunded it\.\nSorry for the trouble!$/);
  assert.match(
    slack.message(sent)?.shown ?? '',
    /sent.*We have refunded it\..*\[Edit\] \[Take back\]/s,
  );
  assert.match(slack.message(card)?.shown ?? '', /Waiting for the customer, with Amy Agent\./);
  assert.equal(
    slack.thread(help, root).filter(({ shown }) => shown.includes('We have refunded')).length,
    1,
  );
  assert.equal(
    slack.thread(billing, card).filter(({ shown }) => shown.includes('We have refunded')).length,
    1,
  );
});

for (const [where, text] of [
  ['#help', ''],
  ['#help', 'I was charged twice'],
  ['the direct messages', ''],
  ['the direct messages', 'I was charged twice'],
] as const) {
  const typed = text === '' ? 'its form' : '/escalate';
  test(`what was typed into ${typed} in ${where} is answered in the thread of its status`, async () => {
    const isPublic = where === '#help';
    const name = `Typed-${isPublic}-${text.length}`;
    const customer = bot.customer(name);
    await customer.command('/escalate', isPublic ? { in: help, text } : { text });
    if (customer.modal) {
      customer.fill({ 'What do you need help with?': 'I was charged twice' });
      await customer.submit();
    }
    const card = await bot.card(billing, `Customer: ${name}`);

    await reply(amy, card, 'Which charge is it?');
    await bot.settled();

    const shown = isPublic ? slack.messages(help) : slack.directMessages(customer.person);
    const status = shown.findLast(({ shown: words }) => / is with our team/.test(words));
    assert.ok(status);
    const [answer] = slack.thread(slack.channel(status.channel), status).slice(1);
    assert.equal(answer?.shown, 'Which charge is it?');
  });
}

test('an answer waits for the status whose thread it belongs in', async () => {
  const ivy = bot.customer('Ivy');
  slack.faults.add({ method: 'chat.postMessage', channel: help, fault: 'http-error', status: 503 });
  await ivy.command('/escalate', { in: help, text: 'I was charged twice' });
  const card = await bot.card(billing, 'Customer: Ivy');
  await reply(amy, card, 'Which charge is it?');
  slack.faults.clear();
  await bot.settled();

  const status = slack.messages(help).findLast(({ pings }) => pings.join().includes(ivy.person.id));
  assert.ok(status);
  assert.equal(slack.thread(help, status)[1]?.shown, 'Which charge is it?');
});

test('where its status is refused for good, agents read that the answer did not arrive', async () => {
  const jim = bot.customer('Jim');
  const fault = 'slack-error';
  slack.faults.add({ method: 'chat.postMessage', channel: help, fault, error: 'is_archived' });
  await jim.command('/escalate', { in: help, text: 'I was charged twice' });
  const card = await bot.card(billing, 'Customer: Jim');

  await reply(amy, card, 'Which charge is it?');
  await bot.settled();
  slack.faults.clear();

  const sent = slack.thread(billing, card).find(({ shown }) => shown.startsWith('Amy Agent to'));
  assert.match(sent?.shown ?? '', /did not arrive: .*\[Try again\]/s);
});

test('an agent’s picture stands beside their name', async () => {
  const picture = 'https://avatars.slack-edge.com/pia_192.png';
  const pia = slack.as(slack.addUser({ name: 'pia', realName: 'Pia Agent', picture }));
  slack.join(billing, pia.person);
  await bot.settled();
  const { root, card } = await openTicket(bot, 'Pat');

  await reply(pia, card, 'With my picture');

  const answer = await inThread(root, 'With my picture');
  assert.equal(answer.username, 'Pia, Shop support');
  assert.deepEqual(answer.icons, { image: picture });
});

test('the customer’s next message makes it the agents’ turn', async () => {
  const { customer, root, card } = await openTicket(bot, 'Bea');
  await reply(amy, card, 'Which charge is it?');
  await inThread(root, 'Which charge is it?');

  await customer.say(help, 'The second one', { thread: root });
  await inThread(card, 'The second one');
  await bot.settled();

  assert.match(slack.message(card)?.shown ?? '', /With Amy Agent\./);
});

test('the form says who will read it, and from whom it comes', async () => {
  const { card } = await openTicket(bot, 'Cleo');
  await amy.press(card, 'Reply');

  const shown = shownInForm(amy.modal);

  assert.match(
    shown,
    /Who will read it: everyone in #help, \d+ people\. Whoever is in this workspace may join\./,
  );
  assert.match(shown, /It comes from: Amy, Shop support/);
  await amy.dismiss();
});

test('a saved reply fills the input, with names in place of its placeholders', async () => {
  const { root, card } = await openTicket(bot, 'Dan');
  await amy.press(card, 'Reply');
  assert.ok(amy.modal);

  await amy.choose(amy.modal, 'saved_reply', 'Refunded');
  await amy.submit();

  const answer = await inThread(root, 'is refunded.');
  assert.match(answer.shown, /^Hello Dan, Amy here\. H-\d+ is refunded\.$/);
});

test('a saved reply with a placeholder that nothing was filled into cannot be sent as it is', async () => {
  slack.faults.add({ method: 'users.info', fault: 'slack-error', error: 'user_not_visible' });
  const dot = bot.customer('Dot');
  const root = await dot.say(help, 'I was charged twice');
  await bot.settled();
  await dot.say(help, '!escalate', { thread: root });
  const card = await bot.card(billing, `Customer: ${dot.person.id}`);
  await amy.press(card, 'Reply');
  assert.ok(amy.modal);
  await amy.choose(amy.modal, 'saved_reply', 'Refunded');

  const refused = await amy.submit();
  slack.faults.clear();
  amy.fill({ 'Your reply': 'Hello, Amy here.' });
  const sent = await amy.submit();

  assert.equal(refused.status, 'errors');
  assert.match(JSON.stringify(refused), /It still has \{customer\} in it, where a value belongs/);
  assert.deepEqual(sent, { status: 'closed' });
  await inThread(root, 'Hello, Amy here.');
});

test('what the customer wrote meanwhile is shown before anything is sent, and nothing typed is lost', async () => {
  const { customer, root, card } = await openTicket(bot, 'Eva');
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'It is refunded.' });
  await customer.say(help, 'Never mind, I found it', { thread: root });
  await inThread(card, 'Never mind, I found it');

  const first = await amy.submit();
  const shown = shownInForm(amy.modal);
  const between = slack.thread(help, root).some((m) => m.shown.includes('It is refunded.'));
  const second = await amy.submit();

  assert.equal(first.status, 'replaced');
  assert.match(shown, /Since you opened this.*Eva: “Never mind, I found it”.*It is refunded\./s);
  assert.equal(amy.modal, undefined);
  assert.equal(between, false);
  assert.deepEqual(second, { status: 'closed' });
  await inThread(root, 'It is refunded.');
});

test('a colleague’s answer meanwhile is shown too', async () => {
  const { root, card } = await openTicket(bot, 'Finn');
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'From Amy' });
  await reply(ben, card, 'From Ben');

  const outcome = await amy.submit();

  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(amy.modal), /Ben Agent: “From Ben”/);
  await amy.dismiss();
  await inThread(root, 'From Ben');
  await bot.settled();
  assert.ok(!slack.thread(help, root).some(({ shown }) => shown.includes('From Amy')));
});

test('where more people read it by now, nothing is sent and the agent is asked', async () => {
  const { root, card } = await openTicket(bot, 'Gus');
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'Only for few' });
  slack.join(help, slack.addUser({ name: 'another', email: 'another@shop.example' }));

  const outcome = await amy.submit();

  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(amy.modal), /More people can read #help now/);
  assert.ok(!slack.thread(help, root).some(({ shown }) => shown.includes('Only for few')));
  assert.deepEqual(await amy.submit(), { status: 'closed' });
  await inThread(root, 'Only for few');
});

test('a secret is refused with what was found, and what is personal is confirmed before others read it', async () => {
  const { root, card } = await openTicket(bot, 'Hal');

  const secret = await reply(amy, card, 'Your card 4242 4242 4242 4242 was charged.');
  amy.fill({ 'Your reply': 'I wrote to hal@shop.example.' });
  const personal = await amy.submit();
  const shown = shownInForm(amy.modal);
  const sent = await amy.submit();

  assert.equal(secret.status, 'errors');
  assert.match(JSON.stringify(secret), /card number/);
  assert.equal(personal.status, 'replaced');
  assert.match(shown, /Others than the customer will read this.*“hal@shop\.example”/s);
  assert.deepEqual(sent, { status: 'closed' });
  await inThread(root, 'I wrote to hal@shop.example.');
  assert.ok(!slack.thread(help, root).some((m) => m.shown.includes('4242')));
});

test('a text that is changed after it was confirmed is asked about again', async () => {
  const { root, card } = await openTicket(bot, 'Ida');
  await reply(amy, card, 'I wrote to ida@shop.example.');

  amy.fill({ 'Your reply': 'I wrote to other@shop.example.' });
  const outcome = await amy.submit();

  assert.equal(outcome.status, 'replaced');
  await amy.dismiss();
  await bot.settled();
  assert.ok(!slack.thread(help, root).some((m) => m.shown.includes('@shop.example')));
});

test('a public conversation is answered in direct messages, and the thread says only that', async () => {
  const { customer, root, card } = await openTicket(bot, 'Jo');

  await reply(amy, card, 'Your email is jo@shop.example.', {
    Where: 'In direct messages: Jo only',
  });

  const notice = await inThread(root, 'You have an answer in your direct messages');
  const direct = await slack.waitFor(() =>
    slack.directMessages(customer.person).find((m) => m.shown.includes('jo@shop')),
  );
  assert.equal(direct.username, 'Amy, Shop support');
  assert.doesNotMatch(notice.shown, /jo@shop/);
  await bot.settled();
  await customer.directMessage('Thank you, and one more thing', { thread: direct });
  await inThread(card, 'Thank you, and one more thing');
  await reply(amy, card, 'What is it?');
  await slack.waitFor(() =>
    slack
      .directMessages(customer.person)
      .find(({ shown, threadTs }) => threadTs === direct.ts && shown.includes('What is it?')),
  );
});

test('an agent edits what was sent, on both sides, and a colleague cannot', async () => {
  const { root, card } = await openTicket(bot, 'Kim');
  await reply(amy, card, 'It is refunded tody.');
  const answer = await inThread(root, 'refunded tody');
  const sent = await inThread(card, 'refunded tody');
  await bot.settled();

  const refused = await ben.press(sent, 'Edit');
  await amy.press(sent, 'Edit');
  amy.fill({ 'Your reply': 'It is refunded today.' });
  const outcome = await amy.submit();
  await bot.settled();

  assert.equal(refused.status, 'acknowledged');
  assert.ok(ben.ephemerals(billing).some(({ shown }) => shown.includes('Only its author')));
  assert.deepEqual(outcome, { status: 'closed' });
  assert.equal(slack.message(answer)?.shown, 'It is refunded today.');
  assert.match(slack.message(sent)?.shown ?? '', /edited.*refunded today\./s);
});

test('what is taken back is gone at the customer, and says so to the agents', async () => {
  const { root, card } = await openTicket(bot, 'Lou');
  await reply(amy, card, 'This was for somebody else.');
  const answer = await inThread(root, 'somebody else');
  const sent = await inThread(card, 'somebody else');
  await bot.settled();

  await ben.press(sent, 'Take back');
  await bot.settled();

  assert.equal(slack.message(answer), undefined);
  assert.match(slack.message(sent)?.shown ?? '', /taken back/);
  assert.doesNotMatch(slack.message(sent)?.shown ?? '', /somebody else/);
  assert.equal(slack.thread(billing, card).filter((m) => m.shown.includes('deleted')).length, 0);
});

test('a note stays inside; only its author can send it, by a second act', async () => {
  const { root, card } = await openTicket(bot, 'Max');
  const note = await amy.say(billing, 'Tell him it is on its way', { thread: card });
  await bot.settled();
  const before = slack.thread(help, root).some((m) => m.shown.includes('on its way'));

  await ben.shortcut('send_to_customer', note);
  const refused = ben.modal;
  await amy.shortcut('send_to_customer', note);
  assert.match(shownInForm(amy.modal), /Tell him it is on its way/);
  amy.fill({ 'Your reply': 'It is on its way.' });
  await amy.submit();

  assert.equal(before, false);
  assert.equal(refused, undefined);
  await inThread(root, 'It is on its way.');
});

test('who is no agent of the ticket cannot answer, whatever the message shows', async () => {
  const { customer, root, card } = await openTicket(bot, 'Ned');

  await customer.press(card, 'Reply');

  assert.equal(customer.modal, undefined);
  assert.equal(
    slack.thread(help, root).some(({ username }) => username),
    false,
  );
});

test('who leaves the agents while their answer is submitted does not send it', async () => {
  const cleo = slack.as(slack.addUser({ name: 'cleo', email: 'cleo@shop.example' }));
  slack.join(billing, cleo.person);
  const { root, card } = await openTicket(bot, 'Nia');
  await slack.waitFor(() => cleoOpens(), { what: 'Cleo is an agent' });
  cleo.fill({ 'Your reply': 'On my way out' });
  slack.faults.add({ fault: 'hang', forMs: 300, method: 'conversations.info', channel: help });

  const submitted = cleo.submit();
  slack.leave(billing, cleo.person);
  const outcome = await submitted;
  slack.faults.clear();
  await bot.settled();

  assert.equal(outcome.status, 'errors');
  assert.match(JSON.stringify(outcome), /Only agents|is not yours to change/);
  assert.ok(!slack.thread(help, root).some(({ shown }) => shown.includes('On my way out')));

  function cleoOpens(): boolean {
    if (!cleo.modal) void cleo.press(card, 'Reply');
    return cleo.modal !== undefined;
  }
});

test('of two who claim at once one wins, and the other is told who has it', async () => {
  const { card } = await openTicket(bot, 'Oz');

  await Promise.all([amy.press(card, 'Claim'), ben.press(card, 'Claim')]);
  await bot.settled();

  const shown = slack.message(card)?.shown ?? '';
  const [, holder] = /With (Amy|Ben) Agent\./.exec(shown) ?? [];
  assert.ok(holder);
  const other = holder === 'Amy' ? ben : amy;
  assert.ok(
    other.ephemerals(billing).some((m) => m.shown.includes(`${holder} Agent has it already.`)),
  );
  assert.doesNotMatch(shown, /\[Claim\]/);
});

test('the next agents get what was answered, in the thread of their own card', async () => {
  const { root, card } = await openTicket(bot, 'Pia');
  await reply(amy, card, 'Billing cannot help with that.');
  await inThread(root, 'Billing cannot help');
  await bot.settled();

  await move(amy, card, 'Support');

  const moved = await bot.card(bot.support, 'Customer: Pia');
  await inThread(moved, 'Billing cannot help with that.');
  await bot.settled();
  const copies = slack
    .thread(bot.support, moved)
    .filter(({ shown }) => shown.includes('Billing cannot help'));
  assert.equal(copies.length, 1);
});

test('without the right to post under other names, the agent’s stands before the text', async () => {
  const scopes = [...wantedScopes.keys()].filter((scope) => scope !== 'chat:write.customize');
  const company = await openCompany({ scopes });
  const older = await startBot({ company, desk: { name: 'Shop support' } });
  try {
    const { root, card } = await openTicket(older, 'Quin');
    await reply(company.slack.as(company.agents.amy), card, 'It is refunded.');

    const answer = await company.slack.waitFor(
      () => company.slack.thread(company.help, root).find((m) => m.shown.includes('refunded')),
      { what: 'the answer' },
    );

    assert.equal(answer.username, undefined);
    assert.equal(answer.shown, 'Amy, Shop support:\nIt is refunded.');
  } finally {
    await older.stop();
    await company.slack.stop();
  }
});
