import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import type { Person } from '../../playground/workspace/team/person.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  desk: {
    intake: [
      { channel: '#help', greet: 'always' },
      { channel: '#lounge', greet: 'mentioned' },
      { channel: '#quiet', greet: 'never' },
    ],
  },
  prepare(slack) {
    slack.addChannel({ name: 'lounge' });
    slack.addChannel({ name: 'quiet' });
  },
});
const { slack, help } = bot;
const lounge = slack.channel('#lounge');
const quiet = slack.channel('#quiet');
after(bot.stop);

/** What the bot says in a person's direct messages, once there are so many messages of it. */
function answers(person: Person, count: number) {
  const said = () => slack.directMessages(person).filter(({ user }) => user === slack.botUserId);
  const what = `${count} messages of the bot to ${person.name}`;
  return slack.waitFor(() => said().length === count && said().map(({ shown }) => shown), { what });
}

test('in direct messages a customer is told which email the bot has of them, masked, and how to reach a person', async () => {
  const john = bot.customer('john', { email: 'johndoe@gmail.com' });

  await john.directMessage('I was charged twice');

  const [greeting] = await answers(john.person, 1);
  assert.match(greeting ?? '', /j•••e@gmail\.com/);
  assert.match(greeting ?? '', /\[Talk to a person\]/);
  assert.doesNotMatch(greeting ?? '', /johndoe/);
});

test('in a channel the greeting is in the thread of the message, and shows no email, not even a masked one', async () => {
  const jane = bot.customer('jane', { email: 'jane@gmail.com' });

  const root = await jane.say(help, 'I was charged twice');

  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  assert.match(greeting.shown, /^Hello! Tell me all that matters in this thread/);
  assert.doesNotMatch(JSON.stringify(greeting), /@gmail|•/);
});

test('a guest is asked for the email, then for the issue, as in the recipe', async () => {
  const guest = bot.customer('guest', { email: 'johndoe@gmail.com', kind: 'guest' });

  await guest.directMessage('Hi there');
  const [first] = await answers(guest.person, 1);
  await guest.directMessage('johndoe@gmail.com');
  const [, second] = await answers(guest.person, 2);
  await guest.directMessage('I was charged twice for a TV');
  await slack.delivered();
  await guest.command('/escalate');

  assert.match(first ?? '', /^Please enter your email\./);
  assert.match(second ?? '', /^What brings you here today\?/);
  assert.equal(
    await bot.transcript(await bot.card(bot.billing, 'Customer: guest')),
    [
      'CUSTOMER: Hi there',
      'BOT: Please enter your email.',
      'CUSTOMER: johndoe@gmail.com',
      'BOT: What brings you here today?',
      'CUSTOMER: I was charged twice for a TV\n',
    ].join('\n'),
  );
});

test('a stranger and a member with an unconfirmed email are asked for it too', async () => {
  const stranger = bot.customer('stranger', { email: 'a@b.com', kind: 'stranger' });
  const hasty = bot.customer('hasty', { email: 'hasty@gmail.com', emailConfirmed: false });

  for (const asked of [stranger, hasty]) {
    await asked.directMessage('I was charged twice');

    const [greeting] = await answers(asked.person, 1);
    assert.match(greeting ?? '', /^Please enter your email\./);
  }
});

test('who only greets is asked what it is about, and told whom they are taken for', async () => {
  const kim = bot.customer('kim', { email: 'kimberly@gmail.com' });

  await kim.directMessage('Hello!');

  const [greeting] = await answers(kim.person, 1);
  assert.match(greeting ?? '', /k•••y@gmail\.com.*What brings you here today\?/);
});

test('whoever said it all at once is asked for nothing', async () => {
  const leo = bot.customer('leo', { email: 'leo@gmail.com', kind: 'guest' });

  await leo.directMessage('Hi, I am leo@gmail.com and was charged twice');

  const [greeting] = await answers(leo.person, 1);
  assert.doesNotMatch(greeting ?? '', /email|What brings/);
  assert.match(greeting ?? '', /\[Talk to a person\]/);
});

test('the bot does not ask again who does not answer', async () => {
  const max = bot.customer('max', { kind: 'guest' });

  await max.directMessage('Hi');
  await answers(max.person, 1);
  await max.directMessage('I would rather not say');
  await max.directMessage('I was charged twice');
  await slack.delivered();
  await max.command('/escalate');

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: max'));
  assert.equal(transcript.match(/Please enter your email/g)?.length, 1);
});

test('who answers with another greeting is not asked for the issue before the email', async () => {
  const pat = bot.customer('pat', { kind: 'guest' });

  await pat.directMessage('Hi');
  await answers(pat.person, 1);
  await pat.directMessage('Hello?');
  await bot.settled();
  await pat.directMessage('pat@gmail.com');
  await answers(pat.person, 2);

  const said = slack.directMessages(pat.person).map(({ shown }) => shown.split(/[.?\n]/)[0]);
  assert.deepEqual(said, [
    'Hi',
    'Please enter your email',
    'Hello',
    'pat@gmail',
    'What brings you here today',
  ]);
});

test('who answers with the email and the issue at once is asked nothing more', async () => {
  const ron = bot.customer('ron', { kind: 'guest' });

  await ron.directMessage('Hi');
  await answers(ron.person, 1);
  await ron.directMessage('I am ron@gmail.com and was charged twice');
  await bot.settled();
  await ron.command('/escalate');

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: ron'));
  assert.equal(transcript.match(/^BOT:/gm)?.length, 1);
});

test('in a channel the email is asked for behind a button, and nobody else sees it', async () => {
  const guest = bot.customer('nia', { email: 'nia@gmail.com', kind: 'guest' });
  const root = await guest.say(help, 'Hi');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  assert.match(greeting.shown, /Please enter your email\..*\[Enter your email\]/s);

  await guest.press(greeting, 'Enter your email');
  guest.fill({ 'Please enter your email.': 'nia@localhost.' });
  const refused = await guest.submit();
  guest.fill({ 'Please enter your email.': 'nia@gmail.com' });
  const taken = await guest.submit();

  assert.equal(refused.status, 'errors');
  assert.equal(taken.status, 'closed');
  const next = await slack.waitFor(() => slack.thread(help, root)[2], {
    what: 'the next question',
  });
  assert.match(next.shown, /^What brings you here today\?/);
  assert.ok(slack.messages(help).every(({ shown }) => !shown.includes('nia@gmail.com')));

  await guest.say(help, 'I was charged twice', { thread: root });
  await slack.delivered();
  await guest.press(greeting, 'Talk to a person');
  const card = await bot.card(bot.billing, 'Customer: nia');
  assert.match(card.shown, /They typed nia@gmail\.com, which is not confirmed/);
});

test('an email that is written in a channel is asked for behind the button all the same', async () => {
  const sue = bot.customer('sue', { kind: 'guest' });

  const root = await sue.say(help, 'I am sue@gmail.com and was charged twice');

  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  assert.match(greeting.shown, /Please enter your email\..*\[Enter your email\]/s);
});

test('only the customer can enter their email', async () => {
  const owner = bot.customer('owner', { kind: 'guest' });
  const nosy = bot.customer('nosy');
  const root = await owner.say(help, 'Hi');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

  await nosy.press(greeting, 'Enter your email');

  await slack.waitFor(() => nosy.ephemerals(help)[0], { what: 'a word to who pressed' });
  await bot.settled();
  assert.equal(nosy.modal, undefined);
});

test('an email that somebody else submits for a customer is not kept', async () => {
  const owner = bot.customer('una', { kind: 'guest' });
  const nosy = bot.customer('nosy2');
  const root = await owner.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await owner.press(greeting, 'Enter your email');
  const form = owner.modal;
  assert.ok(form);

  const forged = await slack.deliverRaw({
    contentType: 'application/x-www-form-urlencoded',
    body: stringify({
      payload: JSON.stringify({
        type: 'view_submission',
        team: { id: slack.team.id },
        user: { id: nosy.person.id },
        view: {
          id: 'VFORGED',
          type: 'modal',
          callback_id: form.callbackId,
          private_metadata: form.privateMetadata,
          state: {
            values: {
              answer: { answer: { type: 'email_text_input', value: 'nosy@evil.example' } },
            },
          },
        },
      }),
    }),
  });
  await bot.settled();
  await owner.command('/escalate', { in: help });

  const card = await bot.card(bot.billing, 'Customer: una');
  assert.equal(forged.status, 200);
  assert.doesNotMatch(card.shown, /evil/);
  assert.match(card.shown, /A guest of this workspace\./);
});

test('where the bot greets when mentioned, it is silent until it is', async () => {
  const ola = bot.customer('ola', { email: 'ola@gmail.com' });
  slack.join(lounge, ola.person);

  const root = await ola.say(lounge, 'I was charged twice');
  await slack.delivered();
  await ola.directMessage('I was charged twice');
  await answers(ola.person, 1);
  await bot.settled();
  assert.equal(slack.thread(lounge, root).length, 1);
  await ola.say(lounge, '@Handoff are you there?', { thread: root, mentions: [slack.bot] });

  const greeting = await slack.waitFor(
    () => slack.thread(lounge, root).find(({ user }) => user === slack.botUserId),
    { what: 'a greeting after the mention' },
  );
  assert.match(greeting.shown, /^Hello! Tell me/);
});

test('where the bot never greets, it collects all the same', async () => {
  const pia = bot.customer('pia', { email: 'pia@gmail.com' });
  slack.join(quiet, pia.person);

  const root = await pia.say(quiet, 'I was charged twice');
  await pia.say(quiet, '@Handoff are you there?', { thread: root, mentions: [slack.bot] });
  await slack.delivered();
  await pia.command('/escalate', { in: quiet });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: pia'));
  assert.match(transcript, /charged twice/);
  assert.doesNotMatch(transcript, /BOT:/);
});
