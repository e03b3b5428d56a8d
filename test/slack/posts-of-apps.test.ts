import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
const random = slack.addChannel({ name: 'random', members: [bot.agents.amy] });
const app = slack.addApp({ name: 'Zapier' });
after(bot.stop);

/** A form's post, by an app that the desk does not name. */
function post(words: string, where = help) {
  const text = `New request: ${words}`;
  return slack.postAs(app, where, { text, username: 'Support form' });
}

/** The card with these words, and the transcript under it. */
async function ticketOf(words: string) {
  const card = await bot.card(bot.billing, words);
  return { card: card.shown, transcript: await bot.transcript(card) };
}

test('an agent escalates an app’s post by the shortcut, and the card shows the app', async () => {
  const form = await post('invoice 1 was charged twice');
  await bot.settled();

  await amy.shortcut('Escalate to an agent', form);

  const { card, transcript } = await ticketOf('invoice 1');
  assert.match(card, /Customer: Support form, an app\nIt was posted by an app/);
  assert.match(card, /Escalated by Amy Agent/);
  assert.doesNotMatch(card, new RegExp(app.botId));
  assert.equal(transcript, 'CUSTOMER: New request: invoice 1 was charged twice\n');
});

for (const { typed, where } of [
  { typed: '!escalate', where: help },
  { typed: '@Handoff escalate', where: help },
  { typed: '!escalate', where: random },
]) {
  test(`an agent escalates an app’s post with “${typed}” under it in #${where.name}`, async () => {
    const issue = `invoice ${typed.length}${where.name} was charged twice`;
    const form = await post(issue, where);
    await amy.say(where, 'I look into it', { thread: form });
    await bot.settled();

    await amy.say(where, typed, { thread: form, mentions: [slack.bot] });

    const { card, transcript } = await ticketOf(issue);
    assert.match(card, /Customer: Support form, an app/);
    assert.equal(transcript, `CUSTOMER: New request: ${issue}\nAGENT: I look into it\n`);
    await bot.settled();
    assert.equal(bot.cards(issue).length, 1);
    assert.deepEqual(
      amy.ephemerals(where).filter(({ threadTs }) => threadTs === form.ts),
      [],
    );
  });
}

test('what the app writes later reaches the agents, and its end has no button', async () => {
  const form = await post('invoice 7 was charged twice');
  await bot.settled();
  await amy.shortcut('Escalate to an agent', form);
  const card = await bot.card(bot.billing, 'invoice 7');
  await bot.transcript(card);

  await slack.editAs(app, form, { text: 'New request: invoice 7, order 8' });
  const changed = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  await amy.press(card, 'Resolve');
  await bot.settled();

  assert.equal(
    changed.shown,
    'Support form, an app changed a message:\nNew request: invoice 7, order 8',
  );
  assert.match(slack.thread(help, form).at(-1)?.shown ?? '', /is resolved\.$/);
});

test('in somebody’s conversation an app is a participant by its name', async () => {
  const ann = bot.customer('Ann');
  const thread = await ann.say(help, 'I was charged twice');
  await slack.postAs(app, help, { text: 'Order 1142', username: 'Orders', thread });
  await bot.settled();

  await ann.say(help, '!escalate', { thread });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));
  assert.match(transcript, /^PARTICIPANT \(Orders, an app\): Order 1142$/m);
});

test('an app without a name of its own is called as Slack calls it', async () => {
  const form = await slack.postAs(app, help, { text: 'I was charged twice for 9', username: '' });
  await bot.settled();

  await amy.shortcut('Escalate to an agent', form);

  assert.match((await ticketOf('twice for 9')).card, /Customer: Zapier, an app/);
});

test('a customer escalates an app’s post as their own request, and an app’s text asks for nobody', async () => {
  const bob = bot.customer('Bob');
  const form = await post('!escalate the charge');
  await slack.postAs(app, help, { text: '!escalate' });
  await bot.settled();
  assert.deepEqual(bot.cards('the charge'), []);

  await bob.shortcut('Escalate to an agent', form);

  const card = await bot.card(bot.triage, 'Customer: Bob');
  assert.match(await bot.transcript(card), /^PARTICIPANT \(Support form, an app\): New request/);
});
