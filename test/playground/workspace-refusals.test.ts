import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { WebClient } from '@slack/web-api';
import { openWorkspace } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

type Place = Awaited<ReturnType<typeof furnished>>;

const refused: Record<string, [code: string, call: (place: Place) => Promise<unknown>]> = {
  'an unknown token': ['invalid_auth', ({ stranger }) => stranger.auth.test()],
  'no token': ['not_authed', ({ nobody }) => nobody.auth.test()],
  'the bot token where the app token belongs': [
    'not_allowed_token_type',
    ({ bot }) => bot.apps.connections.open(),
  ],
  'an unknown method': ['unknown_method', ({ bot }) => bot.apiCall('chat.shout')],
  'a missing argument': [
    'invalid_arguments',
    ({ bot }) => bot.apiCall('chat.postMessage', { text: 'x' }),
  ],
  'a post to an unknown channel': [
    'channel_not_found',
    ({ bot }) => bot.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }),
  ],
  'a post to a private channel without the bot': [
    'channel_not_found',
    ({ bot, secret }) => bot.chat.postMessage({ channel: secret.id, text: 'x' }),
  ],
  'a post to a public channel without the bot': [
    'not_in_channel',
    ({ bot, other }) => bot.chat.postMessage({ channel: other.id, text: 'x' }),
  ],
  'a post to an archived channel': [
    'is_archived',
    ({ bot, old }) => bot.chat.postMessage({ channel: old.id, text: 'x' }),
  ],
  'a reply in an unknown thread': [
    'thread_not_found',
    ({ bot, help }) => bot.chat.postMessage({ channel: help.id, text: 'x', thread_ts: '1.000001' }),
  ],
  'a reply to a reply': [
    'thread_not_found',
    ({ bot, help, reply }) =>
      bot.chat.postMessage({ channel: help.id, text: 'x', thread_ts: reply.ts }),
  ],
  'an empty message': [
    'no_text',
    ({ bot, help }) => bot.chat.postMessage({ channel: help.id, text: '' }),
  ],
  'a text that is too long': [
    'msg_too_long',
    ({ bot, help }) => bot.chat.postMessage({ channel: help.id, text: 'x'.repeat(40_001) }),
  ],
  'wrong blocks': [
    'invalid_blocks',
    ({ bot, help }) =>
      bot.chat.postMessage({ channel: help.id, text: 'x', blocks: [{ type: 'lever' }] }),
  ],
  'blocks that are no JSON': [
    'invalid_blocks_format',
    ({ bot, help }) => bot.apiCall('chat.postMessage', { channel: help.id, blocks: '[{' }),
  ],
  'metadata that is not flat': [
    'invalid_metadata_format',
    ({ bot, help }) =>
      bot.apiCall('chat.postMessage', {
        channel: help.id,
        text: 'x',
        metadata: { event_type: 'x', event_payload: { deep: { deeper: 1 } } },
      }),
  ],
  "an update of someone else's message": [
    'cant_update_message',
    ({ bot, help, message }) =>
      bot.chat.update({ channel: help.id, ts: message.ts, text: 'no, this' }),
  ],
  "a deletion of someone else's message": [
    'cant_delete_message',
    ({ bot, help, message }) => bot.chat.delete({ channel: help.id, ts: message.ts }),
  ],
  'an update of nothing': [
    'message_not_found',
    ({ bot, help }) => bot.chat.update({ channel: help.id, ts: '1.000001', text: 'x' }),
  ],
  'an ephemeral message for someone who is not there': [
    'user_not_in_channel',
    ({ bot, help, jane }) =>
      bot.chat.postEphemeral({ channel: help.id, user: jane.id, text: 'psst' }),
  ],
  'the address of no message': [
    'message_not_found',
    ({ bot, help }) => bot.chat.getPermalink({ channel: help.id, message_ts: '1.000001' }),
  ],
  'the history of a channel without the bot': [
    'not_in_channel',
    ({ bot, other }) => bot.conversations.history({ channel: other.id }),
  ],
  'a private channel without the bot': [
    'channel_not_found',
    ({ bot, secret }) => bot.conversations.info({ channel: secret.id }),
  ],
  'the replies to nothing': [
    'thread_not_found',
    ({ bot, help }) => bot.conversations.replies({ channel: help.id, ts: '1.000001' }),
  ],
  'a cursor of its own': [
    'invalid_cursor',
    ({ bot, help }) => bot.conversations.history({ channel: help.id, cursor: 'next' }),
  ],
  'an unknown kind of channel': [
    'invalid_types',
    ({ bot }) => bot.conversations.list({ types: 'secret_channel' }),
  ],
  'an unknown user': ['user_not_found', ({ bot }) => bot.users.info({ user: 'U0NOBODY' })],
  'an unknown email': [
    'users_not_found',
    ({ bot }) => bot.users.lookupByEmail({ email: 'nobody@example.com' }),
  ],
  'direct messages with a group': [
    'missing_scope',
    ({ bot, john, jane }) => bot.conversations.open({ users: `${john.id},${jane.id}` }),
  ],
  'a reaction to no message': [
    'message_not_found',
    ({ bot, help }) => bot.reactions.add({ channel: help.id, timestamp: '1.000000', name: 'eyes' }),
  ],
  'an App Home of nobody': [
    'user_not_found',
    ({ bot }) => bot.views.publish({ user_id: 'U0NOBODY', view: { type: 'home', blocks: [] } }),
  ],
  'a form without a click': [
    'invalid_trigger_id',
    ({ bot }) => bot.views.open({ trigger_id: '1.2.x', view: form }),
  ],
  'an update of a form that is not open': [
    'not_found',
    ({ bot }) => bot.views.update({ view_id: 'V0', view: form }),
  ],
};

const form = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Form' },
  blocks: [],
};

for (const [what, [code, call]] of Object.entries(refused)) {
  test(`${what}: refused with ${code}`, async (t) => {
    const place = await furnished(t);

    await assert.rejects(call(place), isRefusal(code));
  });
}

test('the error of a missing scope names it, and the granted scopes', async (t) => {
  const slack = await openWorkspace(t, { scopes: ['chat:write', 'channels:read'] });
  const help = slack.addChannel({ name: 'help' });
  const bot = webClient(slack);

  const call = bot.conversations.history({ channel: help.id });

  await assert.rejects(call, (error) => {
    const text = JSON.stringify(error);
    assert.match(text, /"needed":"channels:history"/);
    assert.match(text, /"provided":"chat:write,channels:read"/);
    return true;
  });
});

test('emails are included only with the scope for them', async (t) => {
  const slack = await openWorkspace(t, { scopes: ['users:read'] });
  const john = slack.addUser({ name: 'john', email: 'john@example.com' });

  const { user } = await webClient(slack).users.info({ user: john.id });

  assert.equal(user?.name, 'john');
  assert.equal(user?.profile?.email, undefined);
});

test('a refusal of blocks names the error and its place', async (t) => {
  const { bot, help } = await furnished(t);
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];

  const call = bot.chat.postMessage({ channel: help.id, text: 'x', blocks });

  await assert.rejects(call, (error) => {
    assert.match(
      JSON.stringify(error),
      /"messages":\["\[ERROR\] must be less than 151 characters \[json-pointer:\/blocks\/0\/text\/text\]"\]/,
    );
    return true;
  });
});

async function furnished(t: TestContext) {
  const slack = await openWorkspace(t);
  const john = slack.addUser({ name: 'john', email: 'john@example.com' });
  const jane = slack.addUser({ name: 'jane' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const message = await slack.as(john).say(help, 'hello');
  return {
    slack,
    john,
    jane,
    help,
    message,
    reply: await slack.as(john).say(help, 'anyone?', { thread: message }),
    old: slack.addChannel({ name: 'old', archived: true }),
    other: slack.addChannel({ name: 'other', withBot: false }),
    secret: slack.addChannel({ name: 'secret', private: true, withBot: false }),
    bot: webClient(slack),
    stranger: webClient(slack, 'xoxb-of-another-workspace'),
    nobody: webClient(slack, ''),
  } satisfies Record<string, unknown> & { bot: WebClient };
}

function isRefusal(code: string) {
  return (error: unknown) => {
    assert.match(JSON.stringify(error), new RegExp(`"error":"${code}"`));
    return true;
  };
}
