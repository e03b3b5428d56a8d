import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { desk } from '../../desk.ts';
import { german } from '../../desks/texts.de.ts';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { WEEKDAYS } from '../../src/desk/hours.ts';
import { english } from '../../src/slack/messages/english.ts';
import { openCompany } from '../support/company.ts';
import { keysRead, partsRead } from '../support/languages.ts';
import { merge, openAct, openAnother, split } from '../support/merge-and-split.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing } = company;
const amy = slack.as(company.agents.amy);
const bot = await startBot({
  company,
  desk: {
    sameConversationMinutes: 0,
    languages: { de: german, 'pt-BR': { 'button.talk': 'Falar' } },
  },
});
after(async () => {
  await bot.stop();
  await slack.stop();
});

/** A desk that is closed today, and where nothing opens a request again. */
const closed = await startBot({
  desk: {
    hours: { zone: 'UTC', week: { [weekdayIn(3)]: '9:00-17:00' } },
    languages: { de: german },
    reopenWithin: 0,
  },
});
after(closed.stop);

/** All that somebody reads of the bot, and what Slack shows of it in a notification. */
function readBy(actor: Actor, { forms }: { forms: string[] }): string {
  const { person } = actor;
  const messages = [
    ...actor
      .channels()
      .flatMap((channel) => [
        ...actor.sees(channel).filter(({ bot, onlyFor }) => bot && !onlyFor),
        ...actor.ephemerals(channel),
      ]),
    ...slack.directMessages(person).filter(({ bot }) => bot),
  ];
  return [
    ...messages.flatMap(({ shown, text, blocks }) => [shown, text, fallbacksIn(blocks)]),
    slack.home(person)?.shown ?? '',
    fallbacksIn(slack.home(person)?.blocks ?? []),
    ...forms,
  ].join('\n');
}

/** Times as they are shown where Slack cannot show them. */
function fallbacksIn(blocks: unknown): string {
  return [...JSON.stringify(blocks).matchAll(/"fallback":"([^"]*)"|<!date[^|]*\|([^>]*)>/g)]
    .map(([, element, token]) => element ?? token)
    .join('\n');
}

test('a German customer of an English desk reads no English from the first word to the last', async () => {
  const clara = bot.customer('Clara', { locale: 'de-DE' });
  const eve = bot.customer('Eve', { locale: 'de-DE' });
  const gabi = bot.customer('Gabi', { locale: 'de' });
  const rita = bot.customer('Rita', { locale: 'de-AT', emailConfirmed: false });
  const forms: string[] = [];
  const errors: string[] = [];
  const note = async (actor: Actor, act: Promise<unknown>) => {
    await act;
    await bot.settled();
    const modal = await slack.waitFor(() => actor.modal, { what: 'a form' });
    forms.push(`${modal.title}\n${shownInForm(modal)}\n${modal.closeText}`);
  };
  const last = (root: Message, words: string) =>
    slack
      .thread(slack.channel(root.channel), root)
      .findLast(({ shown }) => shown.includes(words)) ?? assert.fail(`no “${words}”`);

  // Greeted: known, unknown, and with nothing but a greeting.
  await clara.openHome();
  const asked = await rita.say(help, 'Hi');
  await rita.directMessage('Hi');
  await gabi.directMessage('I cannot find my last invoice');
  await gabi.say(help, 'Hi');
  const root = await clara.say(help, 'I was charged twice');
  await bot.settled();
  await note(
    rita,
    rita.press(last(asked, german['button.enter-email']), german['button.enter-email']),
  );
  rita.fill({ [german['form.email-label']]: 'nobody@example' });
  const wrong = await rita.submit();
  rita.fill({ [german['form.email-label']]: 'rita@shop.example' });
  await rita.submit();
  await eve.press(last(asked, german['button.enter-email']), german['button.enter-email']);
  await bot.settled();

  const before = slack.home(clara.person)?.shown ?? '';

  // Mentions, and what is no request.
  await clara.say(help, '@Handoff are you there?', { thread: root, mentions: [slack.bot] });
  await eve.say(help, '@Handoff me too', { thread: root, mentions: [slack.bot] });
  await eve.say(help, '!escalate', { thread: root });
  const elsewhere = slack.addChannel({ name: `elsewhere`, members: [eve.person] });
  const where = await eve.command('/escalate', { in: elsewhere });
  const note1 = await slack.as(company.agents.ben).say(help, 'An announcement');
  await eve.say(help, '@Handoff hello', { thread: note1, mentions: [slack.bot] });
  const far = slack.addChannel({ name: 'far', members: [eve.person], withBot: false });
  const hidden = await eve.say(far, 'Is anybody there?');
  await eve.shortcut('Escalate to an agent', hidden);
  slack.faults.add({
    method: 'views.open',
    fault: 'slack-error',
    error: 'internal_error',
    times: 1,
  });
  await eve.command('/escalate', { in: help });
  await bot.settled();

  // Escalated, by the forms and the choice of two conversations.
  await clara.say(help, 'Another thing');
  await bot.settled();
  await note(clara, clara.command('/escalate', { in: help }));
  const none = await clara.submit();
  clara.fill({ [german['form.pick-label']]: 'I was charged twice' });
  await clara.submit();
  await note(eve, eve.command('/escalate', { in: help }));
  eve.fill({ [german['form.talk-label']]: ' ' });
  const empty = await eve.submit();
  await eve.dismiss();
  await bot.settled();
  const card = await bot.card(billing, 'Customer: Clara');
  await clara.say(help, '!escalate', { thread: root });

  // Answered, also directly; more is written.
  await reply(amy, card, 'Wir sehen nach.', {});
  await reply(amy, card, 'Nur für Sie.', { Where: 'In direct messages: Clara only' });
  await bot.settled();
  await clara.directMessage('Danke, und noch etwas');
  await bot.settled();

  // Resolved, rated, opened again, resolved again, and long after that.
  await amy.press(card, 'Resolve');
  await bot.settled();
  const end = last(root, german['button.not-solved']);
  await eve.press(end, german['button.not-solved']);
  await eve.press(end, german['feedback.good']);
  await note(clara, clara.press(end, german['feedback.bad']));
  clara.fill({ [german['feedback.label']]: 'langsam' });
  await clara.submit();
  await clara.press(end, german['button.not-solved']);
  await bot.settled();
  await amy.press(card, 'Resolve');
  await bot.settled();
  await clara.say(help, 'Es ist wieder da', { thread: root });
  await bot.settled();
  const again = last(root, german['button.new-request']);
  await eve.press(again, german['button.new-request']);
  await note(clara, clara.press(again, german['button.new-request']));
  await clara.dismiss();
  await amy.press(card, 'Resolve');
  await bot.settled();

  // Split, merged, closed as no request.
  const one = await openAnother(bot, clara, 'My card was charged again');
  const two = await openAnother(bot, clara, 'And a charge for a chair');
  await clara.say(help, 'An invoice of my order', { thread: one.root });
  await bot.settled();
  await split(amy, one.card, ['An invoice of my order']);
  await bot.settled();
  await merge(amy, two.card, one.name);
  await bot.settled();
  const nothing = await openAnother(bot, gabi, 'My charge is in order, thank you');
  await openAct(amy, nothing.card, 'Not a request');
  await amy.submit();
  await gabi.openHome();
  await bot.settled();
  const merged = readBy(clara, { forms: [] });
  await amy.press(one.card, 'Resolve');
  await bot.settled();

  for (const outcome of [wrong, none, empty]) {
    if (outcome.status === 'errors') errors.push(...Object.values(outcome.errors));
  }
  if (where.shown) errors.push(where.shown);
  const read = [
    before,
    merged,
    readBy(clara, { forms: [...forms, ...errors] }),
    readBy(gabi, { forms: [] }),
    readBy(rita, { forms: [] }),
    readBy(eve, { forms: [] }),
  ].join('\n');
  assert.deepEqual(partsRead(read, english), []);
  assert.doesNotMatch(read, /\b\d{1,2} [A-Z][a-z]{2} \d{4}\b/, 'an English date');
  const unread = Object.keys(german).filter((key) => !keysRead(read, german).includes(key));
  // What stands only for a moment, or needs another desk, or what Slack's own client prevents.
  assert.deepEqual(unread.toSorted(), [
    'added.no-longer-read',
    'answer.another-workspace',
    'answer.no-choice',
    'answer.no-email',
    'answer.write-directly',
    'form.no-words',
    ...['home.more', 'home.newer', 'home.older', 'home.on-its-way', 'home.waiting-for-you'],
    'status.part-triaging',
    'status.somebody-back',
    ...['waiting.closed', 'waiting.closes', 'waiting.go-on', 'waiting.go-on-until'],
    'waiting.reminder',
  ]);
});

function weekdayIn(days: number): (typeof WEEKDAYS)[number] {
  const today = (new Date().getUTCDay() + 6) % 7;
  return WEEKDAYS[(today + days) % 7] ?? 'monday';
}

test('a German customer reads when somebody is back, and that the end was long ago', async () => {
  const { slack, help, agents } = closed;
  const ida = closed.customer('Ida', { locale: 'de-DE' });
  const root = await ida.say(help, 'I was charged twice');
  await closed.settled();
  await ida.say(help, '!escalate', { thread: root });
  const card = await closed.card(closed.billing, 'Customer: Ida');
  await closed.settled();
  const open = slack.thread(help, root).map(({ shown }) => shown);
  await slack.as(agents.amy).press(card, 'Resolve');
  await closed.settled();
  await ida.say(help, 'Noch etwas', { thread: root });
  await closed.settled();

  const read = [...open, ...slack.thread(help, root).map(({ shown }) => shown)].join('\n');
  assert.deepEqual(partsRead(read, english), []);
  assert.ok(keysRead(read, german).includes('status.somebody-back'), read);
  assert.ok(keysRead(read, german).includes('added.no-longer-read'), read);
});

test('what the desk calls a category stays letters wherever its customer reads it', async (t) => {
  const title = '<!channel> *{ticket}* <#C1> &amp;';
  const [first, ...others] = desk.categories;
  assert.ok(first);
  const bot = await startBot({
    desk: { categories: [{ ...first, title }, ...others], languages: { de: german } },
  });
  t.after(bot.stop);
  const { slack, help } = bot;
  const vera = bot.customer('Vera', { locale: 'de-DE' });
  const root = await vera.say(help, 'I was charged twice');
  await bot.settled();
  await vera.say(help, '!escalate', { thread: root });
  await bot.card(bot.billing, 'Customer: Vera');
  await bot.settled();

  await vera.say(help, '!escalate', { thread: root });
  await vera.command('/escalate', { in: help });
  await bot.settled();

  const read = [...slack.thread(help, root), ...vera.ephemerals(help)].filter((one) => one.bot);
  const status = read.filter(({ shown }) => shown.includes(`unserem Team für ${title}.`));
  assert.equal(status.length, 3);
  for (const { text, pings } of status) {
    assert.doesNotMatch(text, /<|&(?!(?:amp|lt|gt);)/);
    assert.deepEqual(pings, []);
  }
});

/** The button under the first answer to somebody. */
async function firstAnswer(name: string, locale: string): Promise<string> {
  const customer = bot.customer(name, { locale });
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();
  return slack.thread(help, root).at(-1)?.shown ?? '';
}

test('a locale that the desk has no language for reads the desk’s own, and part of a language the rest of it, which is logged', async () => {
  assert.match(await firstAnswer('Fay', 'fr-FR'), /Tell me all .*\n\[Talk to a person\]$/);
  assert.match(await firstAnswer('Gil', 'pt-BR'), /Tell me all .*\n\[Falar\]$/);
  assert.match(await firstAnswer('Hal', 'pt-PT'), /\n\[Talk to a person\]$/);
  assert.match(await firstAnswer('Ina', 'de-CH'), /\n\[Mit einem Menschen sprechen\]$/);
  assert.ok(
    bot.log.some(({ message }) =>
      /^The desk has no greeting.hello and \d+ more in pt-BR: /.test(message),
    ),
  );
  assert.match(await firstAnswer('Jon', 'not a locale'), /\n\[Talk to a person\]$/);
});

test('where Slack does not say what a customer reads it in, they read the desk’s language, and at once', async () => {
  slack.faults.add({ method: 'users.info', fault: 'slack-error', error: 'user_not_visible' });

  const shown = await firstAnswer('Kai', 'de-DE');

  slack.faults.clear();
  assert.match(shown, /\n.*\[Talk to a person\]$/);
});

test('each reads their own language in one thread: the customer decides what is posted, who acts what they are answered', async () => {
  const lea = bot.customer('Lea');
  const max = bot.customer('Max', { locale: 'de-DE' });
  const root = await lea.say(help, 'I was charged twice');
  await bot.settled();
  const [greeting] = slack.thread(help, root).filter((message) => message.bot);
  assert.ok(greeting);

  await max.press(greeting, 'Talk to a person');
  await bot.settled();

  assert.ok(max.ephemerals(help).some(({ shown }) => shown === german['answer.not-yours']));
  assert.match(greeting.shown, /Tell me all that matters/);
});
