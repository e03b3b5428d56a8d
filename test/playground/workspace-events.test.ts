import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace, type Received, type Reply, startBot } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

const Callback = z.looseObject({
  event_id: z.string(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
});

test('an event has everything that a bot relies on', async (t) => {
  const { slack, john, help, events } = await meet(t);

  const message = await slack.as(john).say(help, 'hello');
  await slack.delivered();

  const [callback] = events();
  assert.deepEqual(callback, {
    token: 'playground-verification-token',
    team_id: slack.team.id,
    context_team_id: slack.team.id,
    context_enterprise_id: null,
    api_app_id: slack.appId,
    type: 'event_callback',
    event_id: callback?.event_id,
    event_time: Math.floor(Number(message.ts)),
    authorizations: [
      {
        enterprise_id: null,
        team_id: slack.team.id,
        user_id: slack.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${callback?.event_id}`,
    event: {
      type: 'message',
      user: john.id,
      ts: message.ts,
      client_msg_id: message.clientMessageId,
      text: 'hello',
      team: slack.team.id,
      blocks: [
        {
          type: 'rich_text',
          block_id: 'typed',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'hello' }] }],
        },
      ],
      channel: help.id,
      channel_type: 'channel',
      event_ts: message.ts,
    },
  });
});

test('a delivery is signed', async (t) => {
  const { slack, john, help, received } = await meet(t);

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  const [delivery] = received;
  const timestamp = delivery?.headers['x-slack-request-timestamp'];
  const digest = createHmac('sha256', slack.signingSecret)
    .update(`v0:${timestamp}:${delivery?.body}`)
    .digest('hex');
  assert.equal(delivery?.headers['x-slack-signature'], `v0=${digest}`);
  assert.equal(delivery?.headers['content-type'], 'application/json');
});

test('the kind of channel shows in the event', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const agents = slack.addChannel({ name: 'agents', private: true, members: [john] });

  await slack.as(john).say(help, 'public');
  await slack.as(john).say(agents, 'private');
  await slack.as(john).directMessage('direct');
  await slack.delivered();

  assert.deepEqual(
    events()
      .map(({ event }) => [event.text, event.channel_type])
      .sort(),
    [
      ['direct', 'im'],
      ['private', 'group'],
      ['public', 'channel'],
    ],
  );
});

test('replies, files and replies shown in the channel are marked as Slack marks them', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const message = await slack.as(john).say(help, 'one');
  await slack.as(john).say(help, 'two', { thread: message });
  await slack.as(john).say(help, 'three', { thread: message, broadcast: true });
  await slack
    .as(john)
    .say(help, '', { files: [{ name: 'bill.pdf', mimetype: 'application/pdf' }] });
  await slack.delivered();

  const seen = events().map(({ event }) => [event.text, event.subtype, event.thread_ts]);
  assert.deepEqual(seen.sort(), [
    ['', 'file_share', undefined],
    ['one', undefined, undefined],
    ['three', 'thread_broadcast', message.ts],
    ['two', undefined, message.ts],
  ]);
  assert.match(
    JSON.stringify(events()),
    /"name":"bill.pdf".*"url_private":"http:.*\/files-pri\/.*bill\.pdf"/,
  );
});

test('an edit and a deletion include the message before the change', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const message = await slack.as(john).say(help, 'before');
  await slack.as(john).edit(message, 'after');
  await slack.delivered();
  await slack.as(john).delete(message);
  await slack.delivered();

  const changed = events().find(({ event }) => event.subtype === 'message_changed')?.event;
  const deleted = events().find(({ event }) => event.subtype === 'message_deleted')?.event;
  const Changed = z.object({
    message: z.object({ text: z.string(), edited: z.object({ user: z.string() }) }),
    previous_message: z.object({ text: z.string() }),
  });
  assert.deepEqual(Changed.parse(changed), {
    message: { text: 'after', edited: { user: john.id } },
    previous_message: { text: 'before' },
  });
  assert.equal(changed?.hidden, true);
  assert.equal(deleted?.deleted_ts, message.ts);
  assert.notEqual(deleted?.ts, message.ts);
});

test('a mention has an event of its own besides the message, except in direct messages', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const mentions = [slack.bot];

  await slack.as(john).say(help, '@Handoff help', { mentions });
  await slack.as(john).directMessage('@Handoff help', { mentions });
  await slack.delivered();

  assert.deepEqual(
    events()
      .map(({ event }) => [event.type, event.channel_type])
      .sort(),
    [
      ['app_mention', undefined],
      ['message', 'channel'],
      ['message', 'im'],
    ],
  );
});

test("posts of bots have a bot_id and no subtype, those of the app's own bot included", async (t) => {
  const { slack, help, events } = await meet(t);
  const jira = slack.addUser({ name: 'jira', kind: 'bot' });
  slack.join(help, jira);
  await slack.as(jira).say(help, 'from jira');
  await webClient(slack).chat.postMessage({ channel: help.id, text: 'from the bot' });
  await slack.delivered();

  const posts = events().filter(({ event }) => event.type === 'message');
  assert.deepEqual(posts.map(({ event }) => [event.text, event.bot_id, event.subtype]).sort(), [
    ['from jira', jira.bot?.id, undefined],
    ['from the bot', slack.botId, undefined],
  ]);
});

test('a stranger in a shared channel posts from another team', async (t) => {
  const { slack, events } = await meet(t);
  const stranger = slack.addUser({ name: 'mary', kind: 'stranger' });
  const partners = slack.addChannel({ name: 'partners', shared: true, members: [stranger] });

  await slack.as(stranger).say(partners, 'hello');
  await slack.delivered();

  const [callback] = events();
  assert.equal(callback?.team_id, stranger.teamId);
  assert.equal(callback?.context_team_id, slack.team.id);
  assert.equal(callback?.is_ext_shared_channel, true);
  assert.equal(callback?.event.user_team, stranger.teamId);
});

test('the bot gets events of joining and leaving, and none of channels that it is not in', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const other = slack.addChannel({ name: 'other', withBot: false });
  slack.leave(help, john);
  slack.join(other, john);
  await slack.as(john).say(other, 'unheard');
  slack.join(other, slack.bot);
  await slack.delivered();

  assert.deepEqual(
    events()
      .map(({ event }) => [event.type, event.user])
      .sort(),
    [
      ['member_joined_channel', slack.botUserId],
      ['member_left_channel', john.id],
    ],
  );
});

test('a channel that is made public or private keeps its id, and its messages report it', async (t) => {
  const { slack, events } = await meet(t);
  const agents = slack.addChannel({ name: 'agents', private: true });

  slack.convert(agents, 'public');
  slack.convert(agents, 'private');
  await slack.delivered();

  assert.deepEqual(
    events().map(({ event }) => [event.subtype, event.channel, event.channel_type]),
    [
      ['channel_convert_to_public', agents.id, 'channel'],
      ['channel_convert_to_private', agents.id, 'group'],
    ],
  );
  assert.equal(slack.channel(agents.id).kind, 'private');
});

test('only what the manifest subscribes to is sent', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  t.after(() => rm(folder, { recursive: true }));
  const manifest = join(folder, 'manifest.yml');
  const whole = await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8');
  writeFileSync(manifest, whole.replace(/ +- message\.channels\n/, ''));
  const { slack, john, help, events } = await meet(t, { manifest });

  await slack.as(john).say(help, 'unheard');
  await slack.as(john).directMessage('subscribed');
  await slack.delivered();

  assert.deepEqual(
    events().map(({ event }) => event.text),
    ['subscribed'],
  );
});

test('an event that is not accepted is delivered again under the same id, with the number and the reason', async (t) => {
  const options = { redeliverAfterMs: [0, 5, 10] };
  const reply = (_: Received, count: number) => ({ status: count < 3 ? 500 : 200 });
  const { slack, john, help, events, received } = await meet(t, options, reply);

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  const retries = received.map(({ headers }) => [
    headers['x-slack-retry-num'],
    headers['x-slack-retry-reason'],
  ]);
  assert.deepEqual(retries, [
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
  assert.equal(new Set(events().map(({ event_id }) => event_id)).size, 1);
  assert.deepEqual(
    slack.deliveries.map(({ retry, status }) => [retry, status]),
    [
      [0, 500],
      [1, 500],
      [2, 200],
    ],
  );
});

test('an answer that takes too long does not count', async (t) => {
  const options = { redeliverAfterMs: [0], acknowledgeWithinMs: 1_000 };
  const slow = async (_: Received, count: number) => {
    if (count === 1) await new Promise((resolve) => setTimeout(resolve, 1_500));
    return {};
  };
  const { slack, john, help, received } = await meet(t, options, slow);

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  assert.deepEqual(
    slack.deliveries.map(({ status }) => status),
    ['timeout', 200],
  );
  assert.equal(received[1]?.headers['x-slack-retry-reason'], 'http_timeout');
});

test('a bot can decline a redelivery', async (t) => {
  const reply = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
  const { slack, john, help, received } = await meet(t, { redeliverAfterMs: [0, 0, 0] }, reply);

  await slack.as(john).say(help, 'hello');
  await slack.delivered();

  assert.equal(received.length, 1);
});

test('a bot that starts in time gets the events that it missed', async (t) => {
  const slack = await openWorkspace(t, { redeliverAfterMs: [0, 100] });
  slack.deliverTo('http://127.0.0.1:9/slack/events');
  const john = slack.addUser({ name: 'john' });
  await slack.as(john).directMessage('hello');

  await slack.waitFor(() => slack.deliveries.length === 2);
  const { received } = await startBot(t, slack);
  await slack.delivered();

  assert.equal(received[0]?.headers['x-slack-retry-reason'], 'connection_failed');
});

test('anything can be delivered by hand, with a right, wrong or missing signature', async (t) => {
  const { slack, received } = await meet(t);

  await slack.deliverRaw({ body: '{"a":1}', signature: 'missing', timestamp: 1 });

  assert.equal(received[0]?.body, '{"a":1}');
  assert.equal(received[0]?.headers['x-slack-signature'], undefined);
  assert.equal(received[0]?.headers['x-slack-request-timestamp'], '1');
});

test('a reaction is an event that names the message and its author, once a person, if its scope is granted', async (t) => {
  const { slack, john, help, events } = await meet(t);
  const message = await slack.as(john).say(help, 'hello');
  const ann = slack.addUser({ name: 'ann' });
  slack.join(help, ann);

  await slack.as(ann).react(message, 'ticket');
  const reacted = await slack.as(ann).react(message, 'ticket');
  await slack.delivered();

  const reactions = events().filter(({ event }) => event.type === 'reaction_added');
  assert.equal(reactions.length, 1);
  assert.partialDeepStrictEqual(reactions[0]?.event, {
    user: ann.id,
    reaction: 'ticket',
    item: { type: 'message', channel: help.id, ts: message.ts },
    item_user: john.id,
  });
  assert.deepEqual(reacted.reactions, [{ name: 'ticket', users: [ann.id] }]);

  const older = await meet(t, { scopes: ['channels:history'] });
  const { help: there } = older;
  const said = await older.slack.as(older.john).say(there, 'hello');
  await older.slack.as(older.john).react(said, 'ticket');
  await older.slack.delivered();
  assert.deepEqual(
    older.events().map(({ event }) => event.type),
    ['message'],
  );
});

async function meet(
  t: TestContext,
  options: WorkspaceOptions = {},
  reply?: (received: Received, count: number) => Reply | Promise<Reply>,
) {
  const slack = await openWorkspace(t, options);
  const { received } = await startBot(t, slack, reply);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const events = () => received.map(({ body }) => Callback.parse(JSON.parse(body)));
  return { slack, john, help, received, events };
}
