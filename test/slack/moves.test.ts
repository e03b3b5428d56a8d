import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { merge, nameOn, openAnother, split } from '../support/merge-and-split.ts';
import { fillMove, move } from '../support/move.ts';
import { openShop } from '../support/open-shop.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, billing, sales, support, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
const zoe = slack.as(slack.addUser({ name: 'Zoe Biller' }));
slack.join(billing, zoe.person);
const shop = await openShop();
const bot = await startBot({ company, customersUrl: shop.connectionString });
after(async () => {
  await bot.stop();
  await shop.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

function onceShown(message: Message, words: string | RegExp) {
  return slack.waitFor(
    () => {
      const current = slack.message(message);
      const isShown =
        typeof words === 'string'
          ? current?.shown.includes(words)
          : words.test(current?.shown ?? '');
      return isShown ? current : undefined;
    },
    { what: `“${words}” on the card` },
  );
}

function notesUnder(channel: Channel, card: Message): Message[] {
  return slack
    .thread(channel, card)
    .filter(({ shown }) => shown.startsWith('Notes of the agents before'));
}

async function note(agent: Actor, channel: Channel, card: Message, text: string): Promise<void> {
  await agent.say(channel, text, { thread: card });
}

test('each card says by whom it was moved, and links the other', async () => {
  const { card } = await openTicket(bot, 'Ann');

  const outcome = await move(amy, card, 'Support', { why: 'It came to the wrong place' });
  const moved = await bot.card(support, 'Customer: Ann');
  const old = await onceShown(card, 'for members of #agents-support');
  const current = await onceShown(moved, 'for members of #agents-billing');

  assert.equal(outcome.status, 'closed');
  assert.match(old.shown, /Moved to Support\.[\s\S]*By Amy Agent/);
  assert.match(JSON.stringify(old.blocks), new RegExp(`p${moved.ts.replace('.', '')}`));
  assert.match(current.shown, /Moved here from Billing\.[\s\S]*By Amy Agent/);
  assert.match(JSON.stringify(current.blocks), new RegExp(`p${card.ts.replace('.', '')}`));
});

test('the menu offers the other categories and triage, and finds by what is typed', async () => {
  const { card } = await openTicket(bot, 'Bea');
  await amy.press(card, 'Move to…');
  assert.ok(amy.modal);

  const all = await amy.optionsOf(amy.modal, 'destination');
  const found = await amy.optionsOf(amy.modal, 'destination', 'sal');
  const outcome = await amy.submit();
  await amy.dismiss();

  const texts = (groups: typeof all) =>
    groups.flatMap(({ options }) => options.map(({ text }) => text.text));
  assert.deepEqual(texts(all), ['Sales', 'Support', 'Triage, to be sorted']);
  assert.deepEqual(texts(found), ['Sales']);
  assert.equal(outcome.status, 'errors');
});

test('agents’ notes go along with their names, without those with values of the records', async () => {
  const john = bot.customer('John', { realName: 'John Doe', email: 'johndoe@gmail.com' });
  const root = await john.say(bot.help, 'I was charged twice');
  await bot.settled();
  await john.say(bot.help, '!escalate', { thread: root });
  const card = await bot.card(billing, 'John Doe');
  await bot.transcript(card);
  await note(zoe, billing, card, 'They want a *discount* instead');
  await note(amy, billing, card, 'It was 349.99, twice');
  await amy.say(billing, 'see this', { thread: card, files: [{ name: 'talk.png' }] });
  await bot.settled();

  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'John Doe');
  await slack.waitFor(() => notesUnder(sales, moved)[0], { what: 'the notes' });
  await bot.settled();

  const [notes, ...more] = notesUnder(sales, moved);
  assert.equal(more.length, 0);
  assert.match(notes?.shown ?? '', /Zoe Biller: They want a \*discount\* instead/);
  assert.match(notes?.shown ?? '', /Amy Agent: see this\n\[file: talk\.png\]/);
  assert.match(notes?.shown ?? '', /1 note is left out here/);
  assert.doesNotMatch(notes?.shown ?? '', /349\.99/);
});

test('notes stay where the mover leaves no tick, and where there are none nothing is said', async () => {
  const [one, other] = [await openTicket(bot, 'Cleo'), await openTicket(bot, 'Cem')];
  await note(amy, billing, one.card, 'for us alone');

  await move(amy, one.card, 'Sales', { takesNotes: false });
  await move(amy, other.card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Cleo');
  const without = await bot.card(sales, 'Customer: Cem');
  await bot.transcript(moved);
  await bot.transcript(without);
  await bot.settled();

  assert.deepEqual(notesUnder(sales, moved), []);
  assert.deepEqual(notesUnder(sales, without), []);
});

test('Slack not giving the notes does not hold the move; the new thread links them', async () => {
  const { card } = await openTicket(bot, 'Dora');
  await note(amy, billing, card, 'a note');
  await bot.settled();
  slack.faults.add({ method: 'conversations.replies', fault: 'http-error', status: 503 });

  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Dora');
  const line = await slack.waitFor(() => notesUnder(sales, moved)[0], { what: 'the line' });

  assert.match(line.shown, /Slack did not give the notes .*for members of #agents-billing/);
  assert.match(JSON.stringify(line.blocks), new RegExp(`p${card.ts.replace('.', '')}`));
});

test('buttons where a ticket was before answer with the link of its card, and do nothing', async () => {
  const { root, card } = await openTicket(bot, 'Eva');
  await reply(zoe, card, 'We look into it');
  const sent = await slack.waitFor(
    () => slack.thread(billing, card).find(({ shown }) => shown.includes('We look into it')),
    { what: 'what was sent' },
  );
  await bot.settled();
  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Eva');
  await onceShown(card, 'for members of #agents-sales');

  await zoe.press(sent, 'Take back');
  await zoe.press(sent, 'Edit');
  await slack.waitFor(() => zoe.ephemerals(billing).length >= 2, { what: 'two answers' });
  await bot.settled();

  const link = `p${moved.ts.replace('.', '')}`;
  for (const { text } of zoe.ephemerals(billing).slice(-2)) {
    assert.match(text, /Amy Agent moved H-\d+ to Sales, so nothing was done here/);
    assert.match(text, new RegExp(link));
  }
  assert.equal(zoe.modal, undefined);
  assert.ok(
    slack.thread(company.help, root).some(({ shown }) => shown.includes('We look into it')),
  );
});

test('there and back again: the first card is whole again, its channel reads so, notes are there once', async () => {
  const { card } = await openTicket(bot, 'Fay');
  await note(zoe, billing, card, 'first note');
  await move(amy, card, 'Sales');
  const moved = await bot.card(sales, 'Customer: Fay');
  await slack.waitFor(() => notesUnder(sales, moved)[0], { what: 'the first notes' });
  await note(ben, sales, moved, 'second note');

  await move(ben, moved, 'Billing');
  await onceShown(card, 'Moved here from Sales.');
  await slack.waitFor(() => notesUnder(billing, card)[0], { what: 'the notes that came back' });
  await bot.settled();

  const [back] = notesUnder(billing, card);
  assert.match(back?.shown ?? '', /Ben Agent: second note/);
  assert.doesNotMatch(back?.shown ?? '', /first note/);
  const line = slack.messages(billing).find(({ shown }) => shown.startsWith('Back here: Ben'));
  assert.equal(line?.shown, 'Back here: Ben Agent moved it from Sales.');
  assert.equal(
    slack.messages(billing).filter(({ shown }) => /Customer: Fay/.test(shown)).length,
    1,
  );
  await onceShown(moved, 'Moved to Billing.');
});

test('notes that came along go on with the next move, too', async () => {
  const { card } = await openTicket(bot, 'Gil');
  await note(zoe, billing, card, 'first note');
  await move(amy, card, 'Sales');
  const second = await bot.card(sales, 'Customer: Gil');
  await slack.waitFor(() => notesUnder(sales, second)[0], { what: 'the first notes' });
  await note(ben, sales, second, 'second note');

  await move(ben, second, 'Support');
  const third = await bot.card(support, 'Customer: Gil');
  const notes = await slack.waitFor(() => notesUnder(support, third)[0], { what: 'the notes' });

  assert.match(notes.shown, /Zoe Biller: first note[\s\S]*Ben Agent: second note/);
});

test('a reply that is sent while its ticket is moved is kept in the form, and asked about', async () => {
  const { root, card } = await openTicket(bot, 'Hal');
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'It is refunded.' });
  await zoe.press(card, 'Reply');
  zoe.fill({ 'Your reply': 'I am on it.' });

  await move(ben, card, 'Sales');
  const [asked, refused] = [await amy.submit(), await zoe.submit()];
  await bot.settled();
  const before = slack
    .thread(company.help, root)
    .filter(({ shown }) => /refunded|on it/.test(shown));

  assert.equal(asked.status, 'replaced');
  assert.match(shownInForm(amy.modal), /moved to Sales meanwhile[\s\S]*Send anyway/);
  assert.equal(refused.status, 'errors');
  assert.deepEqual(before, []);
  assert.equal((await amy.submit()).status, 'closed');
  const moved = await bot.card(sales, 'Customer: Hal');
  await slack.waitFor(
    () => slack.thread(sales, moved).some(({ shown }) => shown.includes('It is refunded.')),
    { what: 'the reply in the new thread' },
  );
});

test('of two agents who move it at once one wins, and the other is told who', async () => {
  const { card } = await openTicket(bot, 'Ida');
  await fillMove(amy, card, 'Sales');
  await fillMove(ben, card, 'Support');

  const [one, other] = await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  assert.deepEqual([one.status, other.status].toSorted(), ['closed', 'replaced']);
  const [words, loser] =
    one.status === 'closed'
      ? ['Amy Agent moved H-\\d+ to Sales', ben]
      : ['Ben Agent moved H-\\d+ to Support', amy];
  assert.match(shownInForm(loser.modal), new RegExp(words));
  assert.equal(bot.cards('Customer: Ida').length, 1);
});

test('the card of a later request links the tickets before it, with none of their words', async () => {
  const { customer, root, card } = await openTicket(bot, 'Kim');
  await move(amy, card, 'Sales');
  const first = await bot.card(sales, 'Customer: Kim');
  await bot.transcript(first);
  await bot.settled();
  await amy.press(first, 'Resolve');
  await onceShown(first, '[Reopen]');

  await customer.say(bot.help, '!escalate', { thread: root });
  const later = await bot.card(billing, 'Customer: Kim');

  assert.match(
    later.shown,
    /Earlier tickets:\nH-\d+ · Sales · resolved \(for members of #agents-sales\)/,
  );
  assert.match(JSON.stringify(later.blocks), new RegExp(`p${first.ts.replace('.', '')}`));
  assert.doesNotMatch(first.shown, /Earlier tickets/);
});

test('the new thread has what was written and what was answered in the order in which it was', async () => {
  const { customer, root, card } = await openTicket(bot, 'Lou');
  await customer.say(bot.help, 'One', { thread: root });
  await bot.settled();
  await reply(zoe, card, 'Two');
  await bot.settled();
  await customer.say(bot.help, 'Three', { thread: root });
  await bot.settled();
  await reply(zoe, card, 'Four');
  await bot.settled();

  await move(amy, card, 'Support');
  const moved = await bot.card(support, 'Customer: Lou');
  await bot.settled();

  const words = ['One', 'Two', 'Three', 'Four'];
  const lines = slack.thread(support, moved).map(({ shown }) => shown);
  assert.deepEqual(
    lines.flatMap((line) => words.filter((word) => line.includes(word))),
    words,
  );
});

test('what others would read is compared with the records of a merged ticket as well', async () => {
  const aiko = bot.customer('Aiko', { email: 'aiko.tanaka@example.com' });
  const broken = 'My TV shows an error';
  const { root, card } = await openAnother(bot, aiko, 'I was charged twice');
  await aiko.say(bot.help, broken, { thread: root });
  await bot.settled();
  await split(amy, card, [broken]);
  const other = await bot.card(support, 'Customer: Aiko');
  await bot.settled();
  await merge(amy, card, nameOn(other));
  await bot.settled();

  const outcome = await reply(ben, other, 'We took 129.00 once');

  assert.match(card.shown, /129\.00/);
  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(ben.modal), /it holds “129\.00”/);
  await ben.dismiss();
});
