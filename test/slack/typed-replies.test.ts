import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, openAnother } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

/** Long enough for what a test does meanwhile, where it is about these 20 seconds. */
const beforeTypedReplyMs = 2_500;

const company = await openCompany({ rateLimits: false, redeliverAfterMs: [] });
const { slack, help, billing, sales, agents } = company;
const pauses = { beforeTypedReplyMs };
const bot = await startBot({ company, pauses, desk: { replyPrefix: '!reply' } });
const shaped = createShapedMessages(slack);
const amy = slack.as(agents.amy);
const ben = slack.as(agents.ben);
after(async () => {
  await bot.stop();
  await slack.stop();
});

/** When all that can be taken back has gone or is asked about. */
const later = () => bot.settled();

function inThread(root: Message, words: string) {
  return slack.waitFor(() => found(root, words), {
    what: `“${words}” in the thread of “${root.shown}”`,
  });
}

function found(root: Message, words: string) {
  return slack
    .thread(slack.channel(root.channel), root)
    .find(({ shown, user }) => shown.includes(words) && user !== amy.person.id);
}

/** The bot's copy of what an agent typed, once it shows some words. */
function copyOf(card: Message, text: string, state: string) {
  return slack.waitFor(
    () =>
      slack
        .thread(slack.channel(card.channel), card)
        .find(({ shown, bot }) => bot && shown.includes(text) && shown.includes(state)),
    { what: `“${text}” shown as “${state}”` },
  );
}

const type = (agent: Actor, card: Message, text: string) =>
  agent.say(slack.channel(card.channel), text, { thread: card });

test('what an agent types behind the prefix is shown at once, and reaches the customer 20 seconds later', async () => {
  const { root, card } = await openTicket(bot, 'Ann');

  await type(amy, card, '!reply We have refunded it.');
  const copy = await copyOf(card, 'refunded', 'goes out in a moment');
  const before = found(root, 'refunded');
  await later();
  const answer = await inThread(root, 'refunded');

  assert.match(copy.shown, /^Amy Agent to Ann goes out in a moment\n.*\[Take back\]/s);
  assert.equal(before, undefined);
  assert.equal(answer.shown, 'We have refunded it.');
  assert.equal(answer.username, 'Amy, Support');
  assert.match(slack.message(copy)?.shown ?? '', /sent\nWe have refunded it\.\n\[Edit\]/);
  assert.match(slack.message(card)?.shown ?? '', /Waiting for the customer, with Amy Agent\./);
  assert.equal(slack.thread(help, root).filter((m) => m.shown.includes('refunded')).length, 1);
  assert.equal(
    slack.thread(billing, card).filter((m) => m.bot && m.shown.includes('refunded')).length,
    1,
  );
});

test('what is taken back in these 20 seconds never goes, nor what its author deletes', async () => {
  const { root, card } = await openTicket(bot, 'Bea');
  await type(amy, card, '!reply Too soon');
  const first = await copyOf(card, 'Too soon', 'goes out');
  const note = await type(amy, card, '!reply Also too soon');
  const second = await copyOf(card, 'Also too soon', 'goes out');

  await ben.press(first, 'Take back');
  await amy.delete(note);
  await later();

  assert.equal(found(root, 'too soon'), undefined);
  for (const copy of [first, second]) {
    assert.equal(slack.message(copy)?.shown, 'Amy Agent to Bea taken back');
  }
});

test('pressed too late, Take back takes back what was sent', async () => {
  const { root, card } = await openTicket(bot, 'Cid');
  await type(amy, card, '!reply It is lost');
  const copy = await copyOf(card, 'It is lost', 'goes out');
  await later();
  await inThread(root, 'It is lost');

  // As a client shows it that has not seen the update.
  await slack.deliverRaw(click('drop_typed_reply', copy, ben));
  await bot.settled();

  assert.equal(found(root, 'It is lost'), undefined);
});

test('several go in the order in which they were written, whatever order they come in', async () => {
  const { root, card } = await openTicket(bot, 'Dan');
  const at = (seconds: number) => `${Math.floor(Date.now() / 1000) + seconds}.000100`;
  const typed = (text: string, ts: string) =>
    shaped.message(amy, { text: `!reply ${text}`, thread_ts: card.ts, ts });

  await shaped.deliver(billing, typed('Second', at(2)));
  await shaped.deliver(billing, typed('First', at(-4)));
  await later();
  await later();

  const sent = slack
    .thread(help, root)
    .flatMap(({ shown }) => shown.match(/^(First|Second)$/) ?? []);
  assert.deepEqual([...new Set(sent)], ['First', 'Second']);
});

test('delivered again, it is sent once', async () => {
  const { root, card } = await openTicket(bot, 'Eve');
  const typed = shaped.message(amy, { text: '!reply Only once', thread_ts: card.ts });

  await Promise.all([1, 2, 3].map(() => shaped.deliver(billing, typed)));
  await later();
  await shaped.deliver(billing, typed);
  await later();

  assert.equal(slack.thread(help, root).filter((m) => m.shown === 'Only once').length, 1);
  assert.equal(slack.thread(billing, card).filter((m) => m.shown.includes('Only once')).length, 1);
});

test('where the customer wrote meanwhile it is asked about, and goes only when its author says so', async () => {
  const { customer, root, card } = await openTicket(bot, 'Fay');
  await type(amy, card, '!reply Shall I refund it?');
  await copyOf(card, 'Shall I', 'goes out');
  await customer.say(help, 'Never mind', { thread: root });
  await later();
  const asked = await copyOf(card, 'Shall I', 'is not sent yet');
  const before = found(root, 'Shall I');

  await ben.press(asked, 'Send anyway');
  await bot.settled();
  const byAnother = found(root, 'Shall I');
  await amy.press(asked, 'Send anyway');
  await inThread(root, 'Shall I');

  assert.match(
    asked.shown,
    /Fay wrote to this conversation meanwhile\..*\[Send anyway\] \[Do not send\]/s,
  );
  assert.equal(before, undefined);
  assert.equal(byAnother, undefined);
  assert.ok(ben.ephemerals(billing).some((m) => m.shown.includes('Only its author')));
});

test('where a colleague answered meanwhile it is asked about; what is new after that, again', async () => {
  const { customer, root, card } = await openTicket(bot, 'Gil');
  await type(amy, card, '!reply From Amy');
  await copyOf(card, 'From Amy', 'goes out');
  await reply(ben, card, 'From Ben');
  await inThread(root, 'From Ben');
  await later();
  const asked = await copyOf(card, 'From Amy', 'Ben Agent wrote to this conversation meanwhile.');
  await customer.say(help, 'Thank you', { thread: root });
  await inThread(card, 'Thank you');
  await bot.settled();

  await amy.press(asked, 'Send anyway');
  await bot.settled();
  const first = found(root, 'From Amy');
  const again = await copyOf(card, 'From Amy', 'Gil wrote to this conversation meanwhile.');
  await amy.press(again, 'Do not send');
  await bot.settled();

  assert.equal(first, undefined);
  assert.equal(found(root, 'From Amy'), undefined);
  assert.equal(slack.message(again)?.shown, 'Amy Agent to Gil taken back');
});

test('one that is found late is asked about, and so is one whose ticket was resolved', async () => {
  const { root, card } = await openTicket(bot, 'Hal');
  const ts = `${Math.floor(Date.now() / 1000) - 180}.000200`;
  await shaped.deliver(
    billing,
    shaped.message(amy, { text: '!reply From the past', thread_ts: card.ts, ts }),
  );
  const late = await copyOf(card, 'From the past', 'more than two minutes');
  const other = await openTicket(bot, 'Ian');
  await type(amy, other.card, '!reply Are you there?');
  await copyOf(other.card, 'Are you there?', 'goes out');
  await amy.press(other.card, 'Resolve');
  await later();
  await copyOf(other.card, 'Are you there?', 'The ticket is resolved.');

  assert.equal(found(root, 'From the past'), undefined);
  assert.equal(found(other.root, 'Are you there?'), undefined);
  await amy.press(late, 'Send anyway');
  await inThread(root, 'From the past');
});

test('a ticket that was moved: before it goes it is asked about, and afterwards the old thread names the new card', async () => {
  const { root, card } = await openTicket(bot, 'Jon');
  await type(amy, card, '!reply About the discount');
  await copyOf(card, 'About the discount', 'goes out');
  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Jon');
  await later();
  await type(amy, card, '!reply In the old thread');
  const answer = await copyOf(card, 'was not sent', 'It goes on in');
  await later();

  const asked = await copyOf(moved, 'About the discount', 'The ticket was moved');
  assert.match(answer.shown, /It goes on in H-\d+, with Sales\./);
  assert.ok(answer.links.some(({ url }) => url.includes(`p${moved.ts.replace('.', '')}`)));
  assert.equal(found(root, 'In the old thread'), undefined);
  assert.equal(found(root, 'About the discount'), undefined);
  await amy.press(asked, 'Send anyway');
  await inThread(root, 'About the discount');
});

test('where its ticket was merged meanwhile it is asked about in the thread where that goes on', async () => {
  const lou = bot.customer('Lou');
  const one = await openAnother(bot, lou, 'I was charged twice');
  const two = await openAnother(bot, lou, 'I was charged a third time', 'direct');
  await type(amy, two.card, '!reply About the third');
  await copyOf(two.card, 'About the third', 'goes out');
  await merge(amy, two.card, one.name);
  await later();

  const asked = await copyOf(one.card, 'About the third', 'goes on in this one since then');
  const sent = () => slack.directMessages(lou.person).map(({ shown }) => shown);
  assert.ok(!sent().includes('About the third'));
  await amy.press(asked, 'Send anyway');
  await bot.settled();
  assert.equal(sent().filter((text) => text === 'About the third').length, 1);
});

test('whoever is no agent any more when it goes does not send it, and who is none cannot', async () => {
  const cleo = slack.as(slack.addUser({ name: 'cleo', email: 'cleo@shop.example' }));
  const guest = slack.as(slack.addUser({ name: 'gus', kind: 'guest' }));
  slack.join(billing, guest.person);
  slack.join(billing, cleo.person);
  const { root, card } = await openTicket(bot, 'Kim');
  await slack.waitFor(() => slack.calls.some(({ args }) => args.user === cleo.person.id), {
    what: 'the profile of Cleo is read',
  });
  await bot.settled();

  await type(guest, card, '!reply From a guest');
  await type(cleo, card, '!reply I am leaving');
  await copyOf(card, 'I am leaving', 'goes out');
  slack.leave(billing, cleo.person);
  await later();

  await copyOf(card, 'was not sent', 'Only agents in the channel of Billing or triage');
  assert.equal(found(root, 'I am leaving'), undefined);
  assert.equal(found(root, 'From a guest'), undefined);
  assert.ok(guest.ephemerals(billing).some((m) => m.shown.includes('Only agents')));
});

test('a secret is refused by name, and what is personal is asked about where others read it', async () => {
  const { root, card } = await openTicket(bot, 'Lea');

  await type(amy, card, '!reply Your card 4242 4242 4242 4242 was charged');
  await type(amy, card, '!reply I wrote to lea@shop.example');
  await type(amy, card, '!reply');
  await later();

  const secret = await copyOf(card, 'was not sent', 'card number');
  assert.doesNotMatch(secret.shown, /4242/);
  await copyOf(card, 'was not sent', 'Please write something.');
  const personal = await copyOf(card, 'is not sent yet', 'it holds “lea@shop.example”');
  assert.equal(found(root, '@shop.example'), undefined);
  assert.equal(found(root, '4242'), undefined);
  await amy.press(personal, 'Send anyway');
  await inThread(root, 'I wrote to lea@shop.example');
});

test('what is personal goes at once where only the customer reads it', async () => {
  const customer = bot.customer('Mia');
  await customer.directMessage('I was charged twice');
  await bot.settled();
  await customer.command('/escalate');
  const card = await bot.card(billing, 'Customer: Mia');
  await bot.transcript(card);

  await type(amy, card, '!reply I wrote to mia@shop.example');
  await copyOf(card, 'mia@shop', 'goes out');
  await later();

  await slack.waitFor(() =>
    slack.directMessages(customer.person).find((m) => m.shown.includes('mia@shop.example')),
  );
});

test('files stay inside, which is said; what an earlier one waits for, the next does too', async () => {
  const { root, card } = await openTicket(bot, 'Ned');
  await amy.say(billing, '!reply See ned@shop.example', {
    thread: card,
    files: [{ name: 'bill.txt', content: 'x' }],
  });
  await type(amy, card, '!reply As I said');
  await copyOf(card, 'As I said', 'goes out');
  await later();

  const first = await copyOf(card, 'ned@shop.example', 'Its files stay inside.');
  const second = await copyOf(card, 'As I said', 'What you wrote before it is not sent yet.');
  await amy.press(first, 'Send anyway');
  await inThread(root, 'ned@shop.example');
  await amy.press(second, 'Send anyway');
  await inThread(root, 'As I said');
  await bot.settled();
  assert.ok(slack.thread(help, root).every(({ files }) => files.length === 0));
  await copyOf(card, 'ned@shop.example', 'sent');
});

test('an edit of the message is asked about, whatever it says now', async () => {
  const { root, card } = await openTicket(bot, 'Oda');
  const note = await type(amy, card, '!reply It costs 10');
  await copyOf(card, 'It costs 10', 'goes out');
  await amy.edit(note, '!reply It costs 20');
  await later();

  const asked = await copyOf(card, 'It costs 10', 'was edited since');
  assert.equal(found(root, 'It costs'), undefined);
  await amy.press(asked, 'Do not send');
  await bot.settled();
});

test('a bot that ends meanwhile leaves it to the next, which sends it once', async () => {
  const elsewhere = await openCompany({ rateLimits: false });
  const settings = {
    company: elsewhere,
    database: await lastingDatabase(),
    pauses,
    desk: { replyPrefix: '!reply' },
  };
  const first = await startBot(settings);
  const { root, card } = await openTicket(first, 'Pam');
  const agent = elsewhere.slack.as(elsewhere.agents.amy);
  await agent.say(elsewhere.billing, '!reply From the one before', { thread: card });
  await elsewhere.slack.delivered();
  await first.stop();

  const next = await startBot(settings);
  await next.settled();
  await next.stop();

  const sent = elsewhere.slack.thread(elsewhere.help, root);
  assert.equal(sent.filter(({ shown }) => shown === 'From the one before').length, 1);
  await elsewhere.slack.stop();
});

test('what was sent goes along with a moved ticket as an answer, and not as a note as well', async () => {
  const { card, root } = await openTicket(bot, 'Uma');
  await type(amy, card, 'A note for us');
  await type(amy, card, '!reply We refund it');
  await inThread(root, 'We refund it');
  await bot.settled();

  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Uma');
  await bot.settled();

  const lines = slack.thread(sales, moved).map(({ shown }) => shown);
  assert.equal(lines.filter((line) => line.includes('A note for us')).length, 1);
  assert.equal(lines.filter((line) => line.includes('We refund it')).length, 1);
});

/** A click as a client delivers it, whatever the message shows by now. */
function click(action_id: string, message: Message, by: Actor) {
  const block = message.blocks.find(({ type }) => type === 'actions');
  const [button] = block && 'elements' in block ? [block.elements].flat() : [];
  const value = button && typeof button === 'object' && 'value' in button ? button.value : '';
  const payload = {
    type: 'block_actions',
    team: { id: slack.team.id },
    user: { id: by.person.id },
    channel: { id: message.channel },
    container: { type: 'message', message_ts: message.ts },
    trigger_id: 'trigger-of-a-stale-client',
    actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: '1.2' }],
  };
  return {
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    contentType: 'application/x-www-form-urlencoded' as const,
  };
}
