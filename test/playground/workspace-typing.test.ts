import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkspace } from './workspace-bot.ts';

test("typed text is escaped as Slack's client does, and notifies nobody by accident", async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });

  const message = await slack.as(john).say(help, 'I <3 you & <!channel>');

  assert.equal(message.text, 'I &lt;3 you &amp; &lt;!channel&gt;');
  assert.equal(message.shown, 'I <3 you & <!channel>');
  assert.deepEqual(message.pings, []);
});

test('typed emails and addresses become links', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });

  const message = await slack.as(john).say(help, 'a@b.com, see https://x.y/z?a=1&b=2.');

  assert.equal(message.text, '<mailto:a@b.com|a@b.com>, see <https://x.y/z?a=1&amp;b=2>.');
  assert.deepEqual(message.links, [
    { url: 'mailto:a@b.com', label: 'a@b.com' },
    { url: 'https://x.y/z?a=1&b=2', label: 'https://x.y/z?a=1&b=2' },
  ]);
});

test('a mention chosen from the list notifies, the same letters without a choice do not', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });

  const picked = await slack.as(john).say(help, '@Handoff @here help', {
    mentions: [slack.bot, 'here'],
  });
  const typed = await slack.as(john).say(help, '@Handoff @here help');

  assert.equal(picked.text, `<@${slack.botUserId}> <!here> help`);
  assert.deepEqual(picked.pings, [`<@${slack.botUserId}>`, '<!here>']);
  assert.deepEqual(typed.pings, []);
});

test('an edit keeps the mentions that are chosen again', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const mentions = [slack.bot];
  const message = await slack.as(john).say(help, '@Handoff hlp', { mentions });

  const edited = await slack.as(john).edit(message, '@Handoff help', { mentions });

  assert.equal(edited.text, `<@${slack.botUserId}> help`);
});

test('a deleted message disappears; one with replies becomes a tombstone', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const lonely = await slack.as(john).say(help, 'never mind');
  const answered = await slack.as(john).say(help, 'anyone?');
  await slack.as(john).say(help, 'hello?', { thread: answered });

  await slack.as(john).delete(lonely);
  await slack.as(john).delete(answered);

  assert.equal(slack.message(lonely), undefined);
  assert.deepEqual(
    slack.thread(help, answered).map(({ shown }) => shown),
    ['This message was deleted.', 'hello?'],
  );
});

test('the timestamps of messages are unique and grow, also within a millisecond', async (t) => {
  const slack = await openWorkspace(t, { now: () => 1_700_000_000_000 });
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });

  const first = await slack.as(john).say(help, 'one');
  const second = await slack.as(john).say(help, 'two');

  assert.equal(first.ts, '1700000000.000000');
  assert.equal(second.ts, '1700000000.000001');
});

test('nobody can write in a channel that they are not in, or that is archived, or once they are deactivated', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const gone = slack.addUser({ name: 'gone', deactivated: true });
  const elsewhere = slack.addChannel({ name: 'elsewhere' });
  const old = slack.addChannel({ name: 'old', members: [john, gone], archived: true });

  await assert.rejects(slack.as(john).say(elsewhere, 'hi'), /john is not in #elsewhere/);
  await assert.rejects(slack.as(john).say(old, 'hi'), /#old is archived/);
  await assert.rejects(slack.as(gone).say(old, 'hi'), /gone is deactivated/);
});

test('messages of others are unread until they are read', async (t) => {
  const slack = await openWorkspace(t);
  const [john, jane] = [slack.addUser({ name: 'john' }), slack.addUser({ name: 'jane' })];
  const help = slack.addChannel({ name: 'help', members: [john, jane] });
  await slack.as(john).say(help, 'one');
  await slack.as(jane).say(help, 'two');

  const before = slack.as(john).unread(help);
  slack.as(john).read(help);

  assert.equal(before, 1);
  assert.equal(slack.as(john).unread(help), 0);
  assert.equal(slack.as(jane).unread(help), 1);
});

test('a subscriber gets each change in order', async (t) => {
  const slack = await openWorkspace(t);
  const types: string[] = [];
  const unsubscribe = slack.subscribe(({ type }) => types.push(type));
  const john = slack.addUser({ name: 'john' });
  const message = await slack.as(john).directMessage('hi');

  await slack.as(john).edit(message, 'hello');
  unsubscribe();
  await slack.as(john).delete(message);

  assert.deepEqual(
    types.filter((type) => type !== 'attempted'),
    ['person added', 'channel added', 'message posted', 'message changed'],
  );
});

test('a wait that ends without a result names the messages that were there', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  await slack.as(john).directMessage('Hello, is anyone there?');

  const waiting = slack.waitFor(() => undefined, { timeoutMs: 10, what: 'an answer' });

  await assert.rejects(waiting, /Waited 10 ms for an answer\..*@john.*is anyone there\?/s);
});
