import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from 'pg-boss';
import type { Message } from '../../playground/workspace/team/message.ts';
import { carriedUnder } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { chooseTarget, merge, openAct, openAnother, under } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

let aheadMs = 0;
const clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
const company = await openCompany();
const { slack, help, billing, support, triage } = company;
const amy = slack.as(company.agents.amy);
const ben = slack.as(company.agents.ben);
const zoe = slack.as(slack.addUser({ name: 'Zoe Agent' }));
slack.join(support, zoe.person);
// Every message in #help is a conversation of its own.
const bot = await startBot({ company, clock, desk: { sameConversationMinutes: 0 } });
after(async () => {
  await bot.stop();
  await slack.stop();
});

const DAY_MS = 24 * 60 * 60_000;
const shown = (card: Message) => slack.message(card)?.shown ?? '';
const wholeThread = (root: Message) =>
  slack
    .thread(slack.channel(root.channel), root)
    .map((message) => message.shown)
    .join('\n');

test('a merged ticket goes on in the other: its messages, its answers, and what its customer is told', async () => {
  const ann = bot.customer('Ann');
  const one = await openAnother(bot, ann, 'I was charged twice');
  const two = await openAnother(bot, ann, 'The charge is there again');

  const outcome = await merge(amy, two.card, one.name);
  await bot.settled();
  await ann.say(help, 'Written after the merge', { thread: two.root });
  await bot.settled();
  await reply(ben, one.card, 'Both are refunded.');
  await bot.settled();

  assert.deepEqual(outcome, { status: 'closed' });
  assert.match(shown(two.card), new RegExp(`Goes on in ${one.name}.*\\[Undo\\]`, 's'));
  assert.doesNotMatch(shown(two.card), /\[Reply\]/);
  assert.match(shown(one.card), new RegExp(`With ${two.name}, which goes on here`));
  assert.match(wholeThread(two.root), new RegExp(`${two.name} goes on in ${one.name}`));
  assert.match(
    under(bot, one.card, 'The charge is there again')[0]?.shown ?? '',
    new RegExp(`^${two.name} goes on here\\.`),
  );
  assert.equal(under(bot, one.card, 'The charge is there again').length, 1);
  assert.equal(under(bot, one.card, 'Written after the merge').length, 1);
  assert.equal(under(bot, two.card, 'Written after the merge').length, 0);
  assert.match(wholeThread(two.root), /Both are refunded\./);
  assert.doesNotMatch(wholeThread(one.root), /Both are refunded\./);
  await ann.openHome();
  await bot.settled();
  assert.match(
    JSON.stringify(slack.home(ann.person)?.blocks),
    new RegExp(`Goes on in ${one.name}`),
  );
});

test('where one of them was in direct messages, all is answered there', async () => {
  const bea = bot.customer('Bea');
  const direct = await openAnother(bot, bea, 'I was charged twice', 'direct');
  const open = await openAnother(bot, bea, 'The charge is there again');
  await merge(amy, direct.card, open.name);
  await bea.say(help, 'I wrote last in the channel', { thread: open.root });
  await bot.settled();

  await amy.press(open.card, 'Reply');
  const form = shownInForm(amy.modal);
  amy.fill({ 'Your reply': 'It is refunded.' });
  await amy.submit();
  await bot.settled();

  assert.match(form, /Who will read it: .*only/);
  assert.match(wholeThread(direct.root), /It is refunded\./);
  assert.doesNotMatch(wholeThread(open.root), /It is refunded\./);
  await bea.say(slack.channel(direct.root.channel), 'Thank you, and one more thing', {
    thread: direct.root,
  });
  await bot.settled();
  assert.equal(under(bot, open.card, 'one more thing').length, 1);
});

test('a chain of merged tickets goes on at its end, and is undone link by link', async () => {
  const cleo = bot.customer('Cleo');
  const first = await openAnother(bot, cleo, 'I was charged twice');
  const second = await openAnother(bot, cleo, 'A second charge');
  const third = await openAnother(bot, cleo, 'A third charge');
  await merge(amy, third.card, second.name);
  await bot.settled();
  await merge(amy, second.card, first.name);
  await bot.settled();

  await cleo.say(help, 'Words for the third', { thread: third.root });
  await bot.settled();
  const chained = [shown(third.card), wholeThread(third.root), shown(first.card)];
  const atTheEnd = under(bot, first.card, 'Words for the third').length;
  await ben.press(second.card, 'Undo');
  await bot.settled();
  await cleo.say(help, 'More for the third', { thread: third.root });
  await bot.settled();

  assert.match(chained[0] ?? '', new RegExp(`Goes on in ${first.name}\\.`));
  assert.match(chained[1] ?? '', new RegExp(`${third.name} goes on in ${first.name}`));
  assert.match(chained[2] ?? '', new RegExp(`With ${second.name} and ${third.name}`));
  assert.equal(under(bot, first.card, 'A third charge').length, 1);
  assert.equal(atTheEnd, 1);
  assert.match(shown(third.card), new RegExp(`Goes on in ${second.name}\\.`));
  assert.match(shown(second.card), /\[Reply\]/);
  assert.equal(under(bot, second.card, 'Words for the third').length, 1);
  assert.equal(under(bot, second.card, 'More for the third').length, 1);
  assert.equal(under(bot, first.card, 'More for the third').length, 0);
  assert.equal(under(bot, first.card, `${second.name} goes on by itself again`).length, 1);
});

test('of two merges against one another one is made, and the other agent is told', async () => {
  const dan = bot.customer('Dan');
  const one = await openAnother(bot, dan, 'I was charged twice');
  const two = await openAnother(bot, dan, 'The charge is there again');
  await openAct(amy, one.card, 'Merge…');
  await chooseTarget(amy, two.name);
  await openAct(ben, two.card, 'Merge…');
  await chooseTarget(ben, one.name);

  const outcomes = await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  assert.equal(outcomes.filter(({ status }) => status === 'closed').length, 1);
  const cards = [one, two].map(({ card }) => shown(card));
  assert.equal(cards.filter((card) => card.includes('Goes on in')).length, 1);
  const [winner, loser] = outcomes[0]?.status === 'closed' ? ['Amy', ben] : ['Ben', amy];
  const told = shownInForm(loser.modal) + JSON.stringify(outcomes);
  assert.match(told, new RegExp(`${winner} Agent merged`));
  await loser.dismiss();
});

test('of two agents who merge one ticket into different ones, one wins and the other is told where it goes on', async () => {
  const eva = bot.customer('Eva');
  const one = await openAnother(bot, eva, 'I was charged twice');
  const two = await openAnother(bot, eva, 'A second charge');
  const three = await openAnother(bot, eva, 'A third charge');
  await openAct(amy, three.card, 'Merge…');
  await chooseTarget(amy, one.name);
  await openAct(ben, three.card, 'Merge…');
  await chooseTarget(ben, two.name);

  const first = await amy.submit();
  const second = await ben.submit();
  await bot.settled();

  assert.equal(first.status, 'closed');
  assert.equal(second.status, 'replaced');
  assert.match(
    shownInForm(ben.modal),
    new RegExp(
      `Amy Agent merged ${three.name}, so nothing was done\\. It goes on in ${one.name}: http`,
    ),
  );
  assert.match(shown(three.card), new RegExp(`Goes on in ${one.name}`));
  assert.doesNotMatch(shown(two.card), /With H-/);
  await ben.dismiss();
});

test('a ticket that was resolved or merged while the form was open is no target any more', async () => {
  const finn = bot.customer('Finn');
  const one = await openAnother(bot, finn, 'I was charged twice');
  const two = await openAnother(bot, finn, 'A second charge');
  const three = await openAnother(bot, finn, 'A third charge');
  await openAct(amy, three.card, 'Merge…');
  await chooseTarget(amy, two.name);
  await merge(ben, two.card, one.name);
  await bot.settled();

  const intoMerged = await amy.submit();
  await chooseTarget(amy, one.name);
  await ben.press(one.card, 'Resolve');
  await bot.settled();
  const intoResolved = await amy.submit();

  assert.deepEqual(intoMerged, {
    status: 'errors',
    errors: { merge_target: `Ben Agent merged ${two.name} meanwhile: it goes on in ${one.name}.` },
  });
  assert.deepEqual(intoResolved, {
    status: 'errors',
    errors: { merge_target: `Ben Agent resolved ${one.name} meanwhile.` },
  });
  await amy.dismiss();
});

test('only tickets of the same customer that this agent may see are offered, and checked again at the submit', async () => {
  const gus = bot.customer('Gus');
  const hal = bot.customer('Hal');
  const money = await openAnother(bot, gus, 'I was charged twice');
  const broken = await openAnother(bot, gus, 'My TV does not work, an error');
  const others = await openAnother(bot, hal, 'I was charged twice');
  assert.equal(broken.card.channel, support.id);

  await zoe.press(broken.card, 'More…');
  const zoes = shownInForm(zoe.modal);
  await zoe.dismiss();
  await openAct(amy, money.card, 'Merge…');
  assert.ok(amy.modal);
  const offered = (await amy.optionsOf(amy.modal, 'merge_target')).flatMap(({ options }) =>
    options.map(({ text }) => text.text),
  );
  const typed = await amy.optionsOf(amy.modal, 'merge_target', 'no such words');
  await chooseTarget(amy, broken.name);
  slack.leave(support, amy.person);
  slack.leave(triage, amy.person);
  await bot.settled();
  const outcome = await amy.submit();

  assert.doesNotMatch(zoes, /Merge…/);
  assert.equal(offered.length, 1);
  assert.match(offered[0] ?? '', new RegExp(`^${broken.name} · .*My TV does not work`));
  assert.ok(!offered.some((text) => text.includes(others.name)));
  assert.equal(typed.flatMap(({ options }) => options).length, 0);
  assert.equal(outcome.status, 'errors');
  await amy.dismiss();
  slack.join(support, amy.person);
  slack.join(triage, amy.person);
  await bot.settled();
});

test('in the old thread buttons and the shortcut answer with where it goes on, and do nothing', async () => {
  const ida = bot.customer('Ida');
  const one = await openAnother(bot, ida, 'I was charged twice');
  const two = await openAnother(bot, ida, 'A second charge');
  await reply(amy, two.card, 'Which one?');
  await bot.settled();
  const [sent] = under(bot, two.card, 'Which one?');
  const note = await amy.say(billing, 'A note', { thread: two.card });
  assert.ok(sent);
  await merge(ben, two.card, one.name);
  await bot.settled();

  const before = amy.ephemerals(billing).length;
  await amy.press(sent, 'Take back');
  await amy.press(sent, 'Edit');
  await amy.shortcut('send_to_customer', note);
  await bot.settled();

  const answers = amy.ephemerals(billing).slice(before);
  assert.equal(answers.length, 3);
  for (const answer of answers) {
    assert.match(
      answer.shown,
      new RegExp(
        `Ben Agent merged ${two.name}, so nothing was done\\. It goes on in ${one.name}\\. .*Open its card`,
      ),
    );
  }
  assert.equal(amy.modal, undefined);
  assert.match(wholeThread(two.root), /Which one\?/);
});

test('a reply that was being written when its ticket was merged is not sent, and nothing typed is lost', async () => {
  const jon = bot.customer('Jon');
  const one = await openAnother(bot, jon, 'I was charged twice');
  const two = await openAnother(bot, jon, 'A second charge');
  await ben.press(two.card, 'Reply');
  ben.fill({ 'Your reply': 'Half an answer' });
  await merge(amy, two.card, one.name);

  const outcome = await ben.submit();
  await bot.settled();

  assert.equal(outcome.status, 'errors');
  assert.match(JSON.stringify(outcome), new RegExp(`It goes on in ${one.name}`));
  assert.match(shownInForm(ben.modal), /Half an answer/);
  assert.doesNotMatch(wholeThread(two.root), /Half an answer/);
  await ben.dismiss();
});

test('a reply at the same moment as the merge arrives once, or is refused', async () => {
  const kim = bot.customer('Kim');
  const one = await openAnother(bot, kim, 'I was charged twice');
  const two = await openAnother(bot, kim, 'A second charge');
  await ben.press(two.card, 'Reply');
  ben.fill({ 'Your reply': 'The one answer' });
  await openAct(amy, two.card, 'Merge…');
  await chooseTarget(amy, one.name);

  const [merged, sent] = await Promise.all([amy.submit(), ben.submit()]);
  await bot.settled();

  assert.equal(merged.status === 'closed' || merged.status === 'replaced', true);
  const arrived = under(bot, two.root, 'The one answer').length;
  assert.equal(arrived, sent.status === 'closed' ? 1 : 0);
  if (sent.status !== 'closed') await ben.dismiss();
  if (merged.status !== 'closed') await amy.dismiss();
});

test('of a merge and a Resolve at the same moment one is done, and the other agent is told', async () => {
  const lea = bot.customer('Lea');
  const one = await openAnother(bot, lea, 'I was charged twice');
  const two = await openAnother(bot, lea, 'A second charge');
  await openAct(amy, two.card, 'Merge…');
  await chooseTarget(amy, one.name);
  const before = ben.ephemerals(billing).length;

  const [merged] = await Promise.all([amy.submit(), ben.press(two.card, 'Resolve')]);
  await bot.settled();

  if (merged.status === 'closed') {
    assert.match(shown(two.card), new RegExp(`Goes on in ${one.name}`));
    assert.doesNotMatch(wholeThread(two.root), /is resolved/);
    assert.match(ben.ephemerals(billing)[before]?.shown ?? '', /Amy Agent merged/);
  } else {
    assert.match(shown(two.card), /Resolved by Ben Agent/);
    assert.match(shownInForm(amy.modal), /Ben Agent/);
    await amy.dismiss();
  }
});

test('what a customer writes at the moment of the merge reaches the other ticket’s agents once', async () => {
  const mia = bot.customer('Mia');
  const one = await openAnother(bot, mia, 'I was charged twice');
  const two = await openAnother(bot, mia, 'A second charge');
  await openAct(amy, two.card, 'Merge…');
  await chooseTarget(amy, one.name);

  await Promise.all([
    amy.submit(),
    ...['alpha', 'beta', 'gamma'].map((word) => mia.say(help, word, { thread: two.root })),
  ]);
  await bot.settled();

  const lines = wholeThread(one.card);
  for (const word of ['alpha', 'beta', 'gamma']) {
    assert.equal(lines.split(word).length - 1, 1, `${word} in ${lines}`);
  }
});

test('undone after more was written, each ticket has its own again, and is answered where it is', async () => {
  const ned = bot.customer('Ned');
  const one = await openAnother(bot, ned, 'I was charged twice');
  const two = await openAnother(bot, ned, 'A second charge');
  await merge(amy, two.card, one.name);
  await bot.settled();
  await ned.say(help, 'Meanwhile for the second', { thread: two.root });
  await ned.say(help, 'Meanwhile for the first', { thread: one.root });
  await bot.settled();

  await amy.press(two.card, 'Undo');
  await bot.settled();
  await ned.say(help, 'Later for the second', { thread: two.root });
  await bot.settled();
  await reply(amy, two.card, 'To the second');
  await bot.settled();
  await amy.press(one.card, 'Resolve');
  await bot.settled();

  assert.match(shown(two.card), /\[Reply\]/);
  assert.doesNotMatch(shown(two.card), /Goes on in/);
  assert.doesNotMatch(shown(one.card), new RegExp(`With ${two.name}`));
  assert.equal(under(bot, two.card, 'Meanwhile for the second').length, 1);
  assert.equal(under(bot, two.card, 'Later for the second').length, 1);
  assert.equal(under(bot, two.card, 'Meanwhile for the first').length, 0);
  assert.equal(under(bot, one.card, 'Later for the second').length, 0);
  assert.match(wholeThread(two.root), new RegExp(`Your request ${two.name} is with our team`));
  assert.match(wholeThread(two.root), /To the second/);
  assert.doesNotMatch(wholeThread(two.root), /is resolved/);
});

test('a merge is undone though the other was moved, merged or resolved meanwhile', async () => {
  const ola = bot.customer('Ola');
  const opened = [];
  for (const words of ['a charge', 'b charge', 'c charge', 'd charge']) {
    opened.push(await openAnother(bot, ola, words));
  }
  const [a, b, c, d] = opened;
  assert.ok(a && b && c && d);
  await merge(amy, a.card, b.name);
  await bot.settled();
  await merge(amy, b.card, c.name);
  await bot.settled();
  await merge(amy, d.card, c.name);
  await bot.settled();
  await move(amy, c.card, 'Support');
  await bot.settled();
  const moved = await bot.card(support, c.name);
  const inNewThread = wholeThread(moved);

  await ben.press(b.card, 'Undo');
  await bot.settled();
  await slack.as(company.agents.ben).press(moved, 'Resolve');
  await bot.settled();
  const whenResolved = wholeThread(d.root) + shown(d.card);
  await ben.press(d.card, 'Undo');
  await bot.settled();
  await ola.say(help, 'Words for a', { thread: a.root });
  await ola.say(help, 'Words for d', { thread: d.root });
  await bot.settled();

  for (const words of ['a charge', 'b charge', 'd charge'])
    assert.match(inNewThread, new RegExp(words));
  assert.equal(under(bot, moved, `${b.name} goes on by itself again`).length, 1);
  assert.match(whenResolved, new RegExp(`${d.name} went on in ${c.name}`));
  assert.equal(under(bot, b.card, 'Words for a').length, 1);
  assert.equal(under(bot, d.card, 'Words for d').length, 1);
  assert.match(shown(d.card), /\[Reply\]/);
  assert.match(shown(moved), /Resolved by Ben Agent/);
});

test('the end of both is told once, where the customer wrote last, and what they write opens both again', async () => {
  const pia = bot.customer('Pia');
  const one = await openAnother(bot, pia, 'I was charged twice');
  const two = await openAnother(bot, pia, 'A second charge');
  await merge(amy, two.card, one.name);
  await bot.settled();

  await amy.press(one.card, 'Resolve');
  await bot.settled();
  const ends = [one, two].map(({ root }) => under(bot, root, 'is resolved. If it is not').length);
  await pia.say(help, 'It is still wrong', { thread: two.root });
  await bot.settled();

  assert.deepEqual(ends, [0, 1]);
  assert.match(shown(one.card), /\[Resolve\]/);
  assert.equal(under(bot, one.card, 'Open again: Pia wrote again.').length, 1);
  assert.equal(under(bot, one.card, 'It is still wrong').length, 1);
  assert.match(wholeThread(two.root), new RegExp(`${one.name} is open again`));
});

test('where the conversation has a new ticket by now, the merge stays', async () => {
  const quin = bot.customer('Quin');
  const one = await openAnother(bot, quin, 'I was charged twice');
  const two = await openAnother(bot, quin, 'A second charge');
  await merge(amy, two.card, one.name);
  await bot.settled();
  await amy.press(one.card, 'Resolve');
  await bot.settled();
  await quin.say(help, '!escalate', { thread: two.root });
  await bot.settled();
  const before = amy.ephemerals(billing).length;

  await amy.press(two.card, 'Undo');
  await bot.settled();

  assert.match(
    amy.ephemerals(billing)[before]?.shown ?? '',
    /This conversation goes on in H-\d+, which is open\./,
  );
  assert.match(shown(two.card), new RegExp(`Goes on in ${one.name}`));
});

test('edits, deletions and files of merged messages are reported where the ticket goes on', async () => {
  const rob = bot.customer('Rob');
  const one = await openAnother(bot, rob, 'I was charged twice');
  const two = await openAnother(bot, rob, 'A second charge');
  const early = await rob.say(help, 'Said before', { thread: two.root });
  await bot.settled();
  await merge(amy, two.card, one.name);
  await bot.settled();
  const late = await rob.say(help, 'Said after', {
    thread: two.root,
    files: [{ name: 'invoice.pdf', mimetype: 'application/pdf', content: '%PDF 42' }],
  });
  await bot.settled();

  await rob.edit(early, 'Said before, and changed');
  await rob.delete(late);
  await bot.settled();

  assert.equal(under(bot, one.card, 'Rob changed a message:').length, 1);
  assert.equal(under(bot, one.card, 'Rob deleted a message.').length, 1);
  assert.equal(under(bot, two.card, 'changed a message').length, 0);
  assert.deepEqual(
    carriedUnder(bot, one.card).map(({ name }) => name),
    ['invoice.pdf'],
  );
});

test('a merge can be undone for a day, by one of two agents', async () => {
  const sam = bot.customer('Sam');
  const one = await openAnother(bot, sam, 'I was charged twice');
  const two = await openAnother(bot, sam, 'A second charge');
  const three = await openAnother(bot, sam, 'A third charge');
  await merge(amy, two.card, one.name);
  await merge(amy, three.card, one.name);
  await bot.settled();
  const before = [amy, ben].map((agent) => agent.ephemerals(billing).length);

  await Promise.all([amy.press(two.card, 'Undo'), ben.press(two.card, 'Undo')]);
  await bot.settled();
  const told = [amy, ben].flatMap((agent, index) => agent.ephemerals(billing).slice(before[index]));
  aheadMs = DAY_MS + 60_000;
  await amy.press(three.card, 'Undo');
  await bot.settled();

  assert.deepEqual(
    told.map((message) => message.shown),
    [`${two.name} goes on by itself already.`],
  );
  assert.match(shown(two.card), /\[Reply\]/);
  assert.equal(under(bot, one.card, `${two.name} goes on by itself again`).length, 1);
  assert.match(amy.ephemerals(billing).at(-1)?.shown ?? '', /for a day only/);
  assert.match(shown(three.card), new RegExp(`Goes on in ${one.name}`));
});

test('a later card says of a merged ticket where it goes on, and not that it is resolved', async () => {
  const una = bot.customer('Una');
  const one = await openAnother(bot, una, 'I was charged twice');
  const two = await openAnother(bot, una, 'A second charge');
  const three = await openAnother(bot, una, 'A third charge');

  await merge(amy, one.card, three.name);
  await merge(amy, two.card, three.name);
  await bot.settled();
  const four = await openAnother(bot, una, 'A fourth charge');

  assert.match(shown(three.card), new RegExp(`${one.name} · Billing · goes on here`));
  assert.match(shown(four.card), new RegExp(`${one.name} · Billing · goes on in ${three.name}`));
});
