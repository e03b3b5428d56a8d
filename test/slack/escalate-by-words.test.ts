import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);
afterEach(slack.faults.clear);

test('a call in a thread is no part of the transcript', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice');
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));

  assert.match(transcript, /charged twice/);
  assert.doesNotMatch(transcript, /escalate$/m);
});

test('a call that stands in the channel means what the customer said there', async () => {
  const bob = bot.customer('Bob');
  await bob.say(help, 'I was charged twice');
  await slack.delivered();
  await bob.say(help, '!escalate');

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Bob'));

  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
});

for (const [index, typed] of [
  'please, escalate',
  '! please escalate',
  'please !escalate',
  'It is order 1142\n!escalate',
  'It is order 1142 !escalate',
].entries()) {
  test(`${JSON.stringify(typed)} in one’s own thread makes a ticket`, async () => {
    const customer = bot.customer(`Typed${index}`);
    const root = await customer.say(help, 'I was charged twice');
    await bot.settled();

    await customer.say(help, typed, { thread: root });

    const card = await bot.card(bot.billing, `Customer: Typed${index}`);
    const transcript = await bot.transcript(card);
    assert.equal(/order 1142/.test(transcript), typed.includes('order 1142'));
    assert.doesNotMatch(transcript, /please/);
  });
}

test('a command that is quoted, code or another word makes no ticket', async () => {
  const quinn = bot.customer('Quinn');
  const root = await quinn.say(help, 'I was charged twice');
  await bot.settled();
  const shaped = createShapedMessages(slack);
  const code = { type: 'text', text: '!escalate', style: { code: true } };
  const block = (type: string, element: object) => ({
    type: 'rich_text',
    elements: [{ type, elements: [element] }],
  });

  for (const typed of [
    '!escalate-me-not',
    '!escalated yesterday',
    '> !escalate',
    '> !escalate\nis that still how it works?',
    '`!escalate`',
    '```\n!escalate\n```',
  ]) {
    await quinn.say(help, typed, { thread: root });
  }
  for (const blocks of [
    [block('rich_text_section', code)],
    [block('rich_text_preformatted', { type: 'text', text: 'ok\n!escalate' })],
    [block('rich_text_quote', { type: 'text', text: '!escalate' })],
  ]) {
    const shape = { text: '', blocks, thread_ts: root.ts };
    const { status } = await shaped.deliver(help, shaped.message(quinn, shape));
    assert.equal(status, 200);
  }
  await bot.settled();

  assert.deepEqual(bot.cards('Customer: Quinn'), []);
  await quinn.say(help, '!escalate', { thread: root });
  await bot.card(bot.billing, 'Customer: Quinn');
});

test('a call in direct messages means all that was said there', async () => {
  const cid = bot.customer('Cid');
  await cid.directMessage('I was charged twice');
  await slack.delivered();
  await cid.directMessage('!escalate');

  const card = await bot.card(bot.billing, 'Customer: Cid');
  const transcript = await bot.transcript(card);

  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
  assert.match(card.shown, /In direct messages with the bot\./);
  assert.deepEqual(card.links, []);
});

test('a call with nothing before it keeps what it says itself', async () => {
  const dora = bot.customer('Dora');
  const mentions = [slack.bot];
  await dora.say(help, '@Handoff please escalate, I was charged twice', { mentions });

  const card = await bot.card(bot.billing, 'Customer: Dora');
  const transcript = await bot.transcript(card);

  assert.match(transcript, /^CUSTOMER: .*I was charged twice$/m);
  assert.match(card.shown, /Escalated by Dora \(mention\)/);
});

test('a wish for a person in one clause and the problem in another make a ticket that has both', async () => {
  const nia = bot.customer('Nia');
  const mentions = [slack.bot];
  const said = 'please stop charging me and connect me to an agent';
  const root = await nia.say(help, 'Hello');
  await bot.settled();

  await nia.say(help, `@Handoff ${said}`, { thread: root, mentions });

  const card = await bot.card(bot.triage, 'Customer: Nia');
  assert.match(await bot.transcript(card), new RegExp(`^CUSTOMER: .*${said}$`, 'm'));
});

test('where the wish may be denied with the problem, the bot answers with its button', async () => {
  const ole = bot.customer('Ole');
  const mentions = [slack.bot];
  const root = await ole.say(help, 'Hello');
  await bot.settled();

  const said = '@Handoff do not charge me again and connect me to an agent';
  await ole.say(help, said, { thread: root, mentions });

  const answer = await slack.waitFor(() => ole.ephemerals(help)[0], { what: 'an answer' });
  await bot.settled();
  assert.match(answer.shown, /\[Talk to a person\]/);
  assert.deepEqual(bot.cards('Customer: Ole'), []);
});

test('calling again says to the customer alone where the ticket stands', async () => {
  const eve = bot.customer('Eve');
  const root = await eve.say(help, 'I was charged twice');
  await bot.settled();
  await eve.say(help, '!escalate', { thread: root });
  await bot.card(bot.billing, 'Customer: Eve');

  await eve.say(help, '!escalate', { thread: root });

  const answer = await slack.waitFor(() => eve.ephemerals(help)[0], { what: 'an answer' });
  assert.match(answer.shown, /H-\d+ is with our team for Billing/);
  assert.equal(answer.threadTs, root.ts);
});

test('an agent may call in a customer’s thread', async () => {
  const fay = bot.customer('Fay');
  const root = await fay.say(help, 'I was charged twice');
  await slack.delivered();

  await slack.as(bot.agents.amy).say(help, '!escalate', { thread: root });

  const card = await bot.card(bot.billing, 'Customer: Fay');
  assert.match(card.shown, /Escalated by Amy Agent \(!escalate\)/);
});

test('nobody else may, and they are told so', async () => {
  const gus = bot.customer('Gus');
  const nosy = bot.customer('Nosy');
  const root = await gus.say(help, 'I was charged twice');
  await slack.delivered();

  await nosy.say(help, '!escalate', { thread: root });

  const answer = await slack.waitFor(() => nosy.ephemerals(help)[0], { what: 'a refusal' });
  assert.match(answer.shown, /^Only the customer/);
  await gus.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Gus');
  assert.match(card.shown, /Escalated by Gus/);
});

test('only the call that comes first counts when Slack reorders and repeats them', async () => {
  const hal = bot.customer('Hal');
  const root = await hal.say(help, 'I was charged twice');
  await slack.delivered();
  slack.faults.add({ fault: 'duplicated', copies: 10, type: 'message', times: 1 });

  await hal.say(help, '!escalate', { thread: root });
  await slack.delivered();
  await bot.card(bot.billing, 'Customer: Hal');

  await bot.settled();
  const cards = slack.messages(bot.billing).filter(({ shown }) => shown.includes('Customer: Hal'));
  assert.equal(cards.length, 1);
});

test('where the bot takes no requests, a call is answered once, with where it does', async () => {
  const ida = bot.customer('Ida');
  const monitor = slack.addUser({ name: 'monitor', kind: 'bot' });
  const random = slack.addChannel({ name: 'random', members: [ida.person, monitor] });

  await slack.as(monitor).say(random, '!escalate');
  await ida.say(random, '@Handoff escalate', { mentions: [slack.bot] });
  await slack.delivered();
  await slack.waitFor(() => ida.ephemerals(random)[0], { what: 'an answer' });
  await ida.say(random, '!escalate');
  await slack.delivered();
  await slack.waitFor(() => ida.ephemerals(random)[1], { what: 'an answer' });

  await bot.settled();
  const answers = ida.ephemerals(random).map(({ shown }) => shown);
  assert.equal(answers.length, 2);
  assert.match(answers[0] ?? '', /write in #help/);
  assert.deepEqual(slack.as(monitor).ephemerals(random), []);
});

test('a call under an agent’s post is answered with what to do instead', async () => {
  const jan = bot.customer('Jan');
  const post = await slack.as(bot.agents.amy).say(help, 'We are open again');
  await slack.delivered();

  await jan.say(help, '!escalate', { thread: post });

  const answer = await slack.waitFor(() => jan.ephemerals(help)[0], { what: 'an answer' });
  assert.match(answer.shown, /no customer’s request/);
});

test('a call before its thread is known is answered when it is', async () => {
  const kai = bot.customer('Kai');
  slack.faults.add({ fault: 'delayed', byMs: 200, type: 'message', times: 1 });

  const root = await kai.say(help, 'I was charged twice');
  await kai.say(help, '!escalate', { thread: root });

  const card = await slack.waitFor(
    () => slack.messages(bot.billing).find(({ shown }) => shown.includes('Customer: Kai')),
    { timeoutMs: 8_000, what: 'a card' },
  );
  assert.match(await bot.transcript(card), /charged twice/);
});

test('an agent’s direct message opens nothing and is answered', async () => {
  const ben = slack.as(bot.agents.ben);

  const { channel } = await ben.directMessage('Hello, are you there?');

  const answer = await slack.waitFor(() => ben.ephemerals(slack.channel(channel))[0], {
    what: 'an answer',
  });
  assert.match(answer.shown, /^You are one of the agents here/);
});

test('after the end, who asks for a person in the thread gets another ticket', async () => {
  const lea = bot.customer('Lea');
  const root = await lea.say(help, 'I was charged twice');
  await bot.settled();
  await lea.say(help, '!escalate', { thread: root });
  await slack.as(bot.agents.amy).press(await bot.card(bot.billing, 'Customer: Lea'), 'Resolve');
  await slack.waitFor(
    () =>
      slack.thread(help, root).find(({ shown }) => /If it is not, press the button/.test(shown)),
    { what: 'the end told to the customer' },
  );

  await lea.say(help, '!escalate', { thread: root });

  const card = await slack.waitFor(
    () =>
      slack
        .messages(bot.billing)
        .filter(({ shown }) => shown.includes('Customer: Lea'))
        .at(1),
    { what: 'a second card' },
  );
  assert.match(await bot.transcript(card), /CUSTOMER: I was charged twice/);
});

test('a call that Slack delivers only as a mention counts', async () => {
  const mona = bot.customer('Mona');
  const root = await mona.say(help, 'I was charged twice');
  await slack.delivered();
  const event = { type: 'app_mention', channel: help.id, user: mona.person.id, thread_ts: root.ts };
  const mention = {
    ...event,
    ts: `${Number(root.ts) + 1}`,
    text: `<@${slack.botUserId}> escalate`,
  };

  await slack.deliverRaw({
    body: JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event: mention }),
  });

  await bot.card(bot.billing, 'Customer: Mona');
});
