import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkspace } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

test('the bot learns who it is', async (t) => {
  const slack = await openWorkspace(t);
  const bot = webClient(slack);

  const identity = await bot.auth.test();
  const info = await bot.bots.info({ bot: slack.botId });

  assert.equal(identity.user_id, slack.botUserId);
  assert.equal(identity.bot_id, slack.botId);
  assert.equal(identity.team_id, slack.team.id);
  assert.equal(info.bot?.user_id, slack.botUserId);
});

test('a post of the bot shows in the channel as it was sent', async (t) => {
  const slack = await openWorkspace(t);
  const help = slack.addChannel({ name: 'help' });
  const metadata = { event_type: 'ticket', event_payload: { key: 'k1' } };

  const { ts, message } = await webClient(slack).chat.postMessage({
    channel: help.id,
    text: 'Ticket &lt;1&gt;',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Ticket <1>' } }],
    metadata,
  });

  const [posted] = slack.messages(help);
  assert.equal(posted?.ts, ts);
  assert.equal(posted?.shown, 'Ticket <1>');
  assert.deepEqual(posted?.metadata, metadata);
  assert.equal(message?.bot_id, slack.botId);
  assert.equal(message?.app_id, slack.appId);
});

test("a card's pings include those of all its parts", async (t) => {
  const slack = await openWorkspace(t);
  const help = slack.addChannel({ name: 'help' });
  const bot = webClient(slack);
  const post = (text: string, blocks: object[] = [], more = {}) =>
    bot.apiCall('chat.postMessage', { channel: help.id, text, blocks, ...more });
  const richText = (...elements: object[]) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements }],
  });

  await post('a <!channel>');
  await post('b', [{ type: 'section', text: { type: 'mrkdwn', text: '<@U1>' } }]);
  await post('c', [{ type: 'section', text: { type: 'plain_text', text: '<!channel>' } }]);
  await post('d', [richText({ type: 'broadcast', range: 'here' })]);
  await post('e', [richText({ type: 'text', text: '<!here>' })]);
  await post('f', [{ type: 'markdown', text: '<!everyone>' }]);
  await post('g @channel', [], { link_names: true });
  await post('h @channel &lt;!channel&gt;');

  assert.deepEqual(
    slack.messages(help).map(({ pings }) => pings.join()),
    ['<!channel>', '<@U1>', '', '<!here>', '', '<!everyone>', '<!channel>', ''],
  );
});

test('links have their address and their label', async (t) => {
  const slack = await openWorkspace(t);
  const help = slack.addChannel({ name: 'help' });

  await webClient(slack).chat.postMessage({
    channel: help.id,
    text: '<https://evil.example|https://bank.example>',
  });

  assert.deepEqual(slack.messages(help)[0]?.links, [
    { url: 'https://evil.example', label: 'https://bank.example' },
  ]);
});

test('an update with blocks keeps the message unmarked; with text alone it drops the blocks', async (t) => {
  const slack = await openWorkspace(t);
  const help = slack.addChannel({ name: 'help' });
  const bot = webClient(slack);
  const blocks = [{ type: 'divider' }];
  const { ts = '' } = await bot.chat.postMessage({ channel: help.id, text: 'one', blocks });

  await bot.chat.update({ channel: help.id, ts, text: 'two', blocks });
  const withBlocks = slack.messages(help)[0];
  await bot.chat.update({ channel: help.id, ts, text: 'three' });
  const withText = slack.messages(help)[0];

  assert.equal(withBlocks?.blocks.length, 1);
  assert.equal(withBlocks?.edited, undefined);
  assert.equal(withText?.blocks.length, 0);
  assert.equal(withText?.shown, 'three');
  assert.ok(withText?.edited);
});

test('an ephemeral message is for one person and in no history', async (t) => {
  const slack = await openWorkspace(t);
  const [john, jane] = [slack.addUser({ name: 'john' }), slack.addUser({ name: 'jane' })];
  const help = slack.addChannel({ name: 'help', members: [john, jane] });
  const bot = webClient(slack);

  await bot.chat.postEphemeral({ channel: help.id, user: john.id, text: 'psst' });

  const { messages } = await bot.conversations.history({ channel: help.id });
  assert.equal(slack.as(john).ephemerals(help)[0]?.shown, 'psst');
  assert.deepEqual(slack.as(jane).sees(help), []);
  assert.deepEqual(messages, []);
});

test('direct messages are opened once, or by posting to a person', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  const bot = webClient(slack);

  const first = await bot.conversations.open({ users: john.id });
  const second = await bot.conversations.open({ users: john.id });
  const { channel } = await bot.chat.postMessage({ channel: john.id, text: 'hello' });

  assert.equal(first.channel?.id, second.channel?.id);
  assert.equal(channel, first.channel?.id);
  assert.equal(slack.directMessages(john)[0]?.shown, 'hello');
});

test("a permalink has the message's ts, and of a reply its thread", async (t) => {
  const slack = await openWorkspace(t, { now: () => 1_700_000_000_000 });
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const message = await slack.as(john).say(help, 'one');
  const reply = await slack.as(john).say(help, 'two', { thread: message });

  const link = (ts: string) =>
    webClient(slack).chat.getPermalink({ channel: help.id, message_ts: ts });

  const base = `https://playground.slack.com/archives/${help.id}`;
  assert.equal((await link(message.ts)).permalink, `${base}/p1700000000000000`);
  assert.equal(
    (await link(reply.ts)).permalink,
    `${base}/p1700000000000001?thread_ts=1700000000.000000&cid=${help.id}`,
  );
});

test('the language in which people read Slack is shown where it is asked for', async (t) => {
  const slack = await openWorkspace(t);
  const bot = webClient(slack);
  const { id: user } = slack.addUser({ name: 'greta', locale: 'de-DE' });

  const without = await bot.users.info({ user });
  const one = await bot.users.info({ user, include_locale: true });
  const all = await bot.users.list({ include_locale: true });

  assert.equal(without.user?.locale, undefined);
  assert.equal(one.user?.locale, 'de-DE');
  assert.equal(all.members?.find(({ id }) => id === user)?.locale, 'de-DE');
});

test('people are shown as members, guests, strangers, unconfirmed or deactivated', async (t) => {
  const slack = await openWorkspace(t);
  const bot = webClient(slack);
  const look = async (person: { id: string }) => (await bot.users.info({ user: person.id })).user;

  const member = await look(slack.addUser({ name: 'm', email: 'm@x.de', realName: 'M M' }));
  const guest = await look(slack.addUser({ name: 'g', kind: 'guest' }));
  const single = await look(slack.addUser({ name: 's', kind: 'single-channel guest' }));
  const stranger = await look(slack.addUser({ name: 'o', kind: 'stranger' }));
  const doubtful = await look(slack.addUser({ name: 'u', email: 'u@x.de', emailConfirmed: false }));
  const gone = await look(slack.addUser({ name: 'd', deactivated: true }));

  assert.equal(member?.profile?.email, 'm@x.de');
  assert.equal(member?.profile?.real_name, 'M M');
  assert.equal(member?.is_email_confirmed, true);
  assert.equal(member?.is_restricted, false);
  assert.deepEqual([guest?.is_restricted, guest?.is_ultra_restricted], [true, false]);
  assert.deepEqual([single?.is_restricted, single?.is_ultra_restricted], [true, true]);
  assert.equal(stranger?.profile?.email, undefined);
  assert.notEqual(stranger?.team_id, slack.team.id);
  assert.equal(JSON.parse(JSON.stringify(stranger)).is_stranger, true);
  assert.equal(doubtful?.is_email_confirmed, false);
  assert.equal(gone?.deleted, true);
});

test('channels are listed by kind, private ones only with the bot in them', async (t) => {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john' });
  slack.addChannel({ name: 'help', members: [john] });
  slack.addChannel({ name: 'partners', shared: true });
  slack.addChannel({ name: 'old', archived: true });
  slack.addChannel({ name: 'agents', private: true });
  slack.addChannel({ name: 'secret', private: true, withBot: false });
  const bot = webClient(slack);

  const { channels = [] } = await bot.conversations.list({
    types: 'public_channel,private_channel',
    exclude_archived: true,
  });

  assert.deepEqual(
    channels.map(({ name }) => name),
    ['help', 'partners', 'agents'],
  );
  assert.deepEqual(
    channels.map(({ is_private, is_ext_shared }) => [is_private, is_ext_shared]),
    [
      [false, false],
      [false, true],
      [true, false],
    ],
  );
});

test('the members of a channel come in pages', async (t) => {
  const slack = await openWorkspace(t);
  const people = ['a', 'b', 'c'].map((name) => slack.addUser({ name }));
  const help = slack.addChannel({ name: 'help', members: people });
  const found: string[] = [];

  for await (const page of webClient(slack).paginate('conversations.members', {
    channel: help.id,
    limit: 2,
  })) {
    found.push(...JSON.parse(JSON.stringify(page)).members);
  }

  assert.deepEqual(found, [slack.botUserId, ...people.map(({ id }) => id)]);
});

test('every call and its answer is recorded', async (t) => {
  const slack = await openWorkspace(t);
  const help = slack.addChannel({ name: 'help' });

  await webClient(slack).chat.postMessage({ channel: help.id, text: 'hi' });

  const [call] = slack.calls;
  assert.equal(call?.method, 'chat.postMessage');
  assert.equal(call?.args.text, 'hi');
  assert.equal(call?.answer?.ok, true);
  assert.equal(call?.status, 200);
});

test('a channel accepts about one message a second, when rate limits are on', async (t) => {
  let now = 1_700_000_000_000;
  const slack = await openWorkspace(t, { rateLimits: true, now: () => now });
  const [one, two] = ['one', 'two'].map((name) => slack.addChannel({ name }).id);
  const bot = webClient(slack);
  const post = (channel = '') => bot.chat.postMessage({ channel, text: 'x' });
  for (const _ of [1, 2, 3]) await post(one);

  await assert.rejects(post(one), { retryAfter: 1 });
  await post(two);
  now += 1000;
  await post(one);
});

test('with its scope, the bot posts under another name and picture, and without a user', async (t) => {
  const slack = await openWorkspace(t, { scopes: customizing });
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const bot = webClient(slack);
  const root = await slack.as(john).say(help, 'hello');
  const sam = { username: 'Sam, Shop support', icon_url: 'https://shop.example/sam.png' };

  const text = 'We look into it';
  const posted = await bot.chat.postMessage({
    channel: help.id,
    thread_ts: root.ts,
    text,
    ...sam,
  });
  await bot.chat.update({ channel: help.id, ts: posted.ts ?? '', text: 'Done' });

  const { messages = [] } = await bot.conversations.replies({ channel: help.id, ts: root.ts });
  const own = {
    subtype: 'bot_message',
    username: 'Sam, Shop support',
    icons: { image_48: 'https://shop.example/sam.png' },
    bot_id: slack.botId,
    app_id: slack.appId,
  };
  assert.partialDeepStrictEqual(posted.message, { ...own, text });
  assert.partialDeepStrictEqual(messages[1], { ...own, text: 'Done' });
  assert.equal(messages[1] && ('user' in messages[1] || 'bot_profile' in messages[1]), false);
  assert.deepEqual(messages[0]?.reply_users, [slack.botId]);
});

test('an emoji wins over a picture, and a picture alone keeps the name of the bot', async (t) => {
  const slack = await openWorkspace(t, { scopes: customizing });
  const help = slack.addChannel({ name: 'help' });
  const icons = { icon_emoji: ':wave:', icon_url: 'https://shop.example/sam.png' };

  await webClient(slack).apiCall('chat.postMessage', { channel: help.id, text: 'x', ...icons });

  const [posted] = slack.messages(help);
  assert.equal(posted?.username, slack.bot.displayName);
  assert.deepEqual(posted?.icons, { emoji: ':wave:' });
});

test('without the scope for it, a name and a picture are ignored', async (t) => {
  const slack = await openWorkspace(t, { scopes: ['chat:write'] });
  const help = slack.addChannel({ name: 'help' });
  const sam = { username: 'Sam', icon_emoji: ':wave:' };

  const { message } = await webClient(slack).chat.postMessage({
    channel: help.id,
    text: 'x',
    ...sam,
  });

  assert.partialDeepStrictEqual(message, { user: slack.botUserId, bot_id: slack.botId });
  assert.equal(slack.messages(help)[0]?.username, undefined);
});

const customizing = ['chat:write', 'chat:write.customize', 'channels:history'];
