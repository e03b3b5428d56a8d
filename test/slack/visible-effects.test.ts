import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);

const ADDED = /^Added to H-\d+\. Something new\?\n\[New request\]$/;
const OPEN_AGAIN = /^Your request H-\d+ is open again, .*\n\[New request\]$/;

/** A conversation in #help that is escalated from its thread, its card and transcript posted. */
async function ticketInChannel(name: string) {
  const customer = bot.customer(name);
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  return { customer, root, card: await routed(name) };
}

/** A conversation in the direct messages that is escalated. */
async function ticketInDirectMessages(name: string) {
  const customer = bot.customer(name);
  const root = await customer.directMessage('I was charged twice');
  await bot.settled();
  await customer.command('/escalate');
  return { customer, root, card: await routed(name) };
}

async function routed(name: string) {
  const card = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.transcript(card);
  await bot.settled();
  return card;
}

async function resolve(card: Message) {
  await amy.press(card, 'Resolve');
  await bot.settled();
}

/** What a customer is shown of a message of theirs: the bot's replies in its thread, and marks on it. */
function effectOf(message: Message) {
  const channel = slack.channel(message.channel);
  const isTop = message.threadTs === undefined;
  const later = slack.thread(channel, message.threadTs ?? message.ts).filter(isBots);
  return {
    marks: (slack.message(message)?.reactions ?? []).map(({ name }) => name),
    answers: later.filter(({ ts }) => isTop || ts > message.ts).map(({ shown }) => shown),
  };
}

const isBots = ({ bot }: Message) => bot !== undefined;
const MARKED = { marks: ['white_check_mark'], answers: [] };

/** What agents read under a card after the transcript. */
/** What agents read of what was written since, without the customer's name. */
function followUps(card: Message) {
  return slack
    .thread(slack.channel(card.channel), card)
    .slice(2)
    .map(({ shown }) => shown.replace(/^CUSTOMER \([^()]+\): /m, 'CUSTOMER: '));
}

/**
 * Says something that Slack delivers only after something else has happened, and as many messages in
 * its channel as that brings, the bot's own among them, have been written.
 */
async function deliverAfter(
  say: () => Promise<Message>,
  happens: () => Promise<unknown>,
  { bringing = 1, channel }: { bringing?: number; channel?: string } = {},
) {
  const together = bringing + 1;
  slack.faults.add({
    fault: 'reordered',
    together,
    type: 'message',
    times: together,
    ...(channel && { channel }),
  });
  const message = await say();
  await happens();
  await bot.customer('Somebody').say(help, 'Hello');
  await bot.settled();
  slack.faults.clear();
  return message;
}

async function fillForm(customer: Actor, text: string) {
  customer.fill({ 'What do you need help with?': text });
  const outcome = await customer.submit();
  assert.equal(outcome.status, 'closed');
}

test('before the escalation a message is answered, or marked', async () => {
  const customer = bot.customer('Ann');
  const first = await customer.say(help, 'I was charged twice');
  await bot.settled();

  const second = await customer.say(help, 'And I forgot my password');
  const reply = await customer.say(help, 'For a TV', { thread: first });
  await bot.settled();

  assert.deepEqual(effectOf(first).marks, []);
  assert.match(effectOf(first).answers.join(), /\[Talk to a person\]/);
  assert.deepEqual([effectOf(second), effectOf(reply)], [MARKED, MARKED]);
});

test('of two messages that come at once each is answered or marked', async () => {
  const customer = bot.customer('Bea');

  const messages = await Promise.all([
    customer.directMessage('I was charged twice'),
    customer.directMessage('I forgot my password'),
  ]);
  await bot.settled();

  const effects = messages.map(effectOf);
  assert.equal(effects.flatMap(({ answers }) => answers).length, 1);
  assert.equal(effects.flatMap(({ marks }) => marks).length, 1);
  assert.ok(effects.every(({ answers, marks }) => answers.length + marks.length === 1));
});

test('a second subject in the channel behind a ticket is answered once, and then marked', async () => {
  const { customer, card } = await ticketInChannel('Cid');

  const second = await customer.say(help, 'I forgot my password');
  await bot.settled();
  const third = await customer.say(help, 'thanks');
  await bot.settled();
  const under = await customer.say(help, 'for john@shop.example', { thread: second });
  await bot.settled();

  assert.deepEqual(effectOf(second).marks, []);
  assert.match(effectOf(second).answers.join(), ADDED);
  assert.deepEqual([effectOf(third), effectOf(under)], [MARKED, MARKED]);
  assert.deepEqual(followUps(card), [
    'CUSTOMER: I forgot my password',
    'CUSTOMER: thanks',
    'CUSTOMER: for john@shop.example',
  ]);
});

test('words in the thread of a ticket’s status are marked', async () => {
  const { customer, root, card } = await ticketInChannel('Dan');

  const reply = await customer.say(help, 'It was on Friday', { thread: root });
  const again = await customer.say(help, '!escalate', { thread: root });
  await bot.settled();

  assert.deepEqual([effectOf(reply), effectOf(again)], [MARKED, MARKED]);
  assert.deepEqual(followUps(card), ['CUSTOMER: It was on Friday']);
});

test('words in another thread of the conversation are answered once', async () => {
  const customer = bot.customer('Eli');
  const first = await customer.say(help, 'I was charged twice');
  const second = await customer.say(help, 'For a TV');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: second });
  await routed('Eli');

  const other = await customer.say(help, 'Hello?', { thread: first });
  await bot.settled();
  const further = await customer.say(help, 'Anybody?', { thread: first });
  await bot.settled();

  assert.match(effectOf(other).answers.join(), ADDED);
  assert.deepEqual(effectOf(further), MARKED);
});

test('new words in direct messages while a ticket is open are answered once a thread', async () => {
  const { customer, root, card } = await ticketInDirectMessages('Fay');
  slack.faults.add({ fault: 'duplicated', copies: 3, type: 'message', times: 4 });

  const messages = [];
  for (const thread of [undefined, undefined, root, root]) {
    messages.push(await customer.directMessage('And my password', { thread }));
    await bot.settled();
  }

  const [first, second, third, fourth] = messages.map(effectOf);
  for (const answered of [first, third]) {
    assert.match(answered?.answers.join() ?? '', ADDED);
    assert.deepEqual(answered?.marks, []);
  }
  assert.deepEqual([second, fourth], [MARKED, MARKED]);
  assert.equal(followUps(card).length, 4);
});

test('words that come while the ticket is under triage are answered all the same', async () => {
  const customer = bot.customer('Gil');
  await customer.directMessage('I was charged twice');
  await bot.settled();

  await customer.command('/escalate');
  const next = await customer.directMessage('And my password');
  await bot.settled();

  assert.match(effectOf(next).answers.join(), ADDED);
});

for (const where of ['channel', 'direct'] as const) {
  test(`a new request is a ticket of its own while the old one is open: ${where}`, async () => {
    const name = `Hal-${where}`;
    const isChannel = where === 'channel';
    const { customer } = await (isChannel ? ticketInChannel(name) : ticketInDirectMessages(name));
    const next = await (isChannel
      ? customer.say(help, 'Something else')
      : customer.directMessage('Something else'));
    await bot.settled();
    const answer = slack.thread(slack.channel(next.channel), next).find(isBots);
    assert.ok(answer);

    await customer.press(answer, 'New request');
    await fillForm(customer, 'I forgot my password');

    const card = await bot.card(bot.support, `Customer: ${name}`);
    assert.equal(await bot.transcript(card), 'CUSTOMER: I forgot my password\n');
    await bot.settled();
    assert.equal(bot.cards(`Customer: ${name}`).length, 2);
    assert.ok(bot.cards(`Customer: ${name}`).every(({ shown }) => shown.includes('[Resolve]')));
  });
}

test('New request is for the customer whose request it is under; another is told how to ask', async () => {
  const { customer } = await ticketInChannel('Ivo');
  const other = bot.customer('Ina');
  const next = await customer.say(help, 'Something else');
  await bot.settled();
  const answer = slack.thread(help, next).find(isBots);
  assert.ok(answer);

  await other.press(answer, 'New request');
  await customer.press(answer, 'New request');

  assert.equal(other.modal, undefined);
  assert.match(other.ephemerals(help).at(-1)?.shown ?? '', /^This button is for the customer/);
  assert.ok(customer.modal);
  await customer.dismiss();
});

test('an agent who presses New request is told that agents open none', async () => {
  const { customer } = await ticketInChannel('Ida');
  const next = await customer.say(help, 'Something else');
  await bot.settled();
  const answer = slack.thread(help, next).find(isBots);
  assert.ok(answer);

  await amy.press(answer, 'New request');
  await bot.settled();

  assert.equal(amy.modal, undefined);
  assert.match(amy.ephemerals(help).at(-1)?.shown ?? '', /^You are one of the agents/);
});

test('words after the end open the ticket again, and the customer is told so once', async () => {
  const { customer, root, card } = await ticketInChannel('Jan');
  await resolve(card);

  const first = await customer.say(help, 'It was charged again', { thread: root });
  await bot.settled();
  const second = await customer.say(help, 'Today', { thread: root });
  // Else Slack may deliver both at once, and write them in the same millisecond.
  await bot.settled();
  await amy.say(help, 'I see', { thread: root });
  await bot.settled();

  assert.match(effectOf(first).answers.join('|'), OPEN_AGAIN);
  assert.deepEqual(effectOf(second), MARKED);
  assert.deepEqual(followUps(card), [
    'Open again: Jan wrote again.',
    'CUSTOMER: It was charged again',
    'CUSTOMER: Today',
    'Amy Agent, in the customer’s thread: I see',
  ]);
  assert.match(slack.message(card)?.shown ?? '', /Waiting for the customer, with Amy Agent/);
});

test('thanks after the end reach the agents and open nothing', async () => {
  const { customer, root, card } = await ticketInChannel('Jana');
  await resolve(card);

  const thanks = await customer.say(help, 'Thank you so much!', { thread: root });
  await bot.settled();

  assert.deepEqual(effectOf(thanks), MARKED);
  assert.deepEqual(followUps(card), [
    'This was written after the ticket was resolved.\nCUSTOMER: Thank you so much!',
  ]);
  assert.match(slack.message(card)?.shown ?? '', /Resolved by Amy Agent/);
});

test('direct messages after the end open the ticket again, and the customer is told so once', async () => {
  const { customer, card } = await ticketInDirectMessages('Kim');
  await resolve(card);

  const first = await customer.directMessage('It was charged again');
  await bot.settled();
  const second = await customer.directMessage('Thanks');
  await bot.settled();

  assert.match(effectOf(first).answers.join(), OPEN_AGAIN);
  assert.deepEqual(effectOf(second), MARKED);
  assert.equal(followUps(card).length, 3);
});

test('a top-level message in the channel after the end opens a conversation', async () => {
  const { customer, card } = await ticketInChannel('Lea');
  await resolve(card);

  const next = await customer.say(help, 'I forgot my password');
  await bot.settled();

  assert.match(effectOf(next).answers.join(), /\[Talk to a person\]/);
  assert.deepEqual(followUps(card), []);
});

test('words from before the end that come after it reach the ticket, and say so', async () => {
  const { customer, root, card } = await ticketInChannel('Max');

  const reply = await deliverAfter(
    () => customer.say(help, 'One more thing', { thread: root }),
    () => resolve(card),
    { channel: help.id },
  );
  await customer.say(help, '/escalate', { thread: root });
  await bot.settled();

  assert.deepEqual(effectOf(reply).marks, ['white_check_mark']);
  assert.equal(
    followUps(card)[0],
    'This came late: it was written before the ticket was resolved.\nCUSTOMER: One more thing',
  );
});

for (const where of ['channel', 'direct'] as const) {
  test(`a top-level message from before the end belongs to that ticket: ${where}`, async () => {
    const name = `Ned-${where}`;
    const isChannel = where === 'channel';
    const { customer, root, card } = await (isChannel
      ? ticketInChannel(name)
      : ticketInDirectMessages(name));

    const late = await deliverAfter(
      () => (isChannel ? customer.say(help, 'Hello?') : customer.directMessage('Hello?')),
      () => resolve(card),
      { channel: root.channel },
    );

    assert.deepEqual(effectOf(late), MARKED);
    assert.deepEqual(followUps(card), [
      'This came late: it was written before the ticket was resolved.\nCUSTOMER: Hello?',
    ]);
  });
}

test('a request from before the end that comes after it opens no ticket', async () => {
  const { customer, root, card } = await ticketInChannel('Ora');

  const late = await deliverAfter(
    () => customer.say(help, '!escalate', { thread: root }),
    () => resolve(card),
    { channel: help.id },
  );

  assert.deepEqual(effectOf(late).marks, ['white_check_mark']);
  assert.equal(bot.cards('Customer: Ora').length, 1);
  assert.deepEqual(followUps(card), []);
});

test('words from before the escalation that come after the card say so', async () => {
  const customer = bot.customer('Pia');
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();

  const late = await deliverAfter(
    () => customer.say(help, 'For a TV', { thread: root }),
    async () => {
      await customer.command('/escalate', { in: help });
      await routedNow('Pia');
    },
    // The status, the card, its transcript, and the status again.
    { bringing: 4 },
  );

  const card = await routed('Pia');
  assert.deepEqual(effectOf(late).marks, ['white_check_mark']);
  assert.deepEqual(followUps(card), [
    'This came late: it was written before the escalation.\nCUSTOMER: For a TV',
  ]);
});

async function routedNow(name: string) {
  await bot.transcript(await bot.card(bot.billing, `Customer: ${name}`));
}

test('what others and agents write gets no mark', async () => {
  const { root } = await ticketInChannel('Quin');

  const others = await bot.customer('Ray').say(help, 'Me too', { thread: root });
  const agents = await amy.say(help, 'Let me look', { thread: root });
  await bot.settled();

  assert.deepEqual([effectOf(others).marks, effectOf(agents).marks], [[], []]);
});

test('without the scope for marks all else goes on', async () => {
  const { customer, root, card } = await ticketInChannel('Sue');
  slack.faults.add({
    fault: 'slack-error',
    error: 'missing_scope',
    method: 'reactions.add',
    times: 1,
  });

  await customer.say(help, 'It was on Friday', { thread: root });
  await bot.settled();

  assert.deepEqual(followUps(card), ['CUSTOMER: It was on Friday']);
  assert.deepEqual(
    bot.log.filter(({ level }) => level === 'error'),
    [],
  );
});

test('a mark is put again after Slack’s answer was lost, and once', async () => {
  const { customer, root } = await ticketInChannel('Tom');
  slack.faults.add({ fault: 'answer-lost', method: 'reactions.add', times: 1 });

  const reply = await customer.say(help, 'It was on Friday', { thread: root });
  await bot.settled();

  assert.deepEqual(
    slack.message(reply)?.reactions.map(({ users }) => users.length),
    [1],
  );
});

test('a message that is deleted at once gets nothing, and nothing fails', async () => {
  const { customer, root } = await ticketInChannel('Uli');

  const reply = await customer.say(help, 'Oops', { thread: root });
  await customer.delete(reply);
  await bot.settled();

  assert.equal(slack.message(reply), undefined);
  assert.equal(bot.log.filter(({ level }) => level === 'error').length, 0);
});
