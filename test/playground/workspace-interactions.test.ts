import assert from 'node:assert/strict';
import { parse } from 'node:querystring';
import { type TestContext, test } from 'node:test';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace, type Reply, startBot } from './workspace-bot.ts';
import { title } from './workspace-form.ts';
import { webClient } from './workspace-web-client.ts';

const Trigger = z.looseObject({ trigger_id: z.string(), response_url: z.string() });

test('a command has its author, text and channel, also in a channel without the bot', async (t) => {
  const { slack, john, received } = await meet(t);
  const other = slack.addChannel({ name: 'other', members: [john], withBot: false });

  await slack.as(john).command('/escalate', { in: other, text: 'a < b' });

  const { response_url, trigger_id, ...fields } = Trigger.parse({
    ...parse(received[0]?.body ?? ''),
  });
  assert.match(response_url, /^http:\/\/127\.0\.0\.1:\d+\/commands\//);
  assert.notEqual(trigger_id, '');
  assert.deepEqual(fields, {
    token: 'playground-verification-token',
    team_id: slack.team.id,
    team_domain: slack.team.domain,
    channel_id: other.id,
    channel_name: 'other',
    user_id: john.id,
    user_name: 'john',
    command: '/escalate',
    text: 'a &lt; b',
    api_app_id: slack.appId,
    is_enterprise_install: 'false',
  });
});

test("a command from a private channel does not have the channel's name", async (t) => {
  const { slack, john, received } = await meet(t);
  const agents = slack.addChannel({ name: 'agents', private: true, members: [john] });

  await slack.as(john).command('/escalate', { in: agents });
  await slack.as(john).command('/escalate');

  assert.deepEqual(
    received.map(({ body }) => parse(body).channel_name),
    ['privategroup', 'directmessage'],
  );
});

test("a command's answer shows to the person who typed it, or to everybody", async (t) => {
  const replies = ['words', JSON.stringify({ response_type: 'in_channel', text: 'for all' })];
  const { slack, john, help } = await meet(t, {}, () => ({ body: replies.shift() ?? '' }));

  const first = await slack.as(john).command('/escalate', { in: help });
  await slack.as(john).command('/escalate', { in: help });
  const third = await slack.as(john).command('/escalate', { in: help });

  assert.deepEqual(first, { status: 'acknowledged', shown: 'words' });
  assert.deepEqual(
    slack
      .as(john)
      .ephemerals(help)
      .map(({ shown }) => shown),
    ['words'],
  );
  assert.deepEqual(
    slack.messages(help).map(({ shown }) => shown),
    ['for all'],
  );
  assert.deepEqual(third, { status: 'acknowledged', shown: undefined });
});

test('Slack itself refuses a command in a thread, and an unknown command', async (t) => {
  const { slack, john, help, received } = await meet(t);
  const message = await slack.as(john).say(help, 'hello');
  await slack.delivered();

  const inThread = await slack.as(john).command('/escalate', { in: help, thread: message });
  const unknown = await slack.as(john).command('/dance', { in: help });

  assert.deepEqual(inThread, {
    status: 'refused',
    shown: '/escalate is not supported in threads. Sorry!',
  });
  const [, said] = slack.as(john).sees(help);
  assert.equal(said?.threadTs, message.ts);
  assert.deepEqual(unknown, { status: 'refused', shown: '/dance is not a valid command.' });
  assert.equal(received.length, 1);
});

test("a command that fails shows Slack's own error message", async (t) => {
  const answers: (Reply | 'late')[] = [{ status: 500 }, { body: '{"text": 7}' }, 'late'];
  const { slack, john, help } = await meet(t, { acknowledgeWithinMs: 40 }, async () => {
    const answer = answers.shift() ?? {};
    if (answer !== 'late') return answer;
    await new Promise((resolve) => setTimeout(resolve, 80));
    return {};
  });

  for (const _ of [1, 2, 3]) await slack.as(john).command('/escalate', { in: help });

  assert.deepEqual(
    slack
      .as(john)
      .ephemerals(help)
      .map(({ shown }) => shown),
    [
      '/escalate failed with the error "dispatch_failed"',
      '/escalate failed with the error "invalid_command_response"',
      '/escalate failed with the error "operation_timeout"',
    ],
  );
});

test('a pressed button has its value, channel, person and thread', async (t) => {
  const { slack, john, help, received } = await meet(t);
  const root = await slack.as(john).say(help, 'hello');
  await webClient(slack).chat.postMessage({
    channel: help.id,
    thread_ts: root.ts,
    text: 'Talk?',
    blocks: [
      {
        type: 'actions',
        block_id: 'doors',
        elements: [
          {
            type: 'button',
            action_id: 'escalate',
            value: 'c1',
            text: { type: 'plain_text', text: 'Talk to a person' },
          },
        ],
      },
    ],
  });
  const [, card] = slack.thread(help, root);
  assert.ok(card);
  await slack.delivered();

  const outcome = await slack.as(john).press(card, 'Talk to a person');

  assert.equal(outcome.status, 'acknowledged');
  const { trigger_id, response_url, message, ...payload } = z
    .looseObject({ ...Trigger.shape, message: z.looseObject({ ts: z.string() }) })
    .parse(interaction(received.at(-1)?.body));
  assert.equal(message.ts, card.ts);
  assert.equal(message.thread_ts, root.ts);
  assert.deepEqual(payload, {
    type: 'block_actions',
    token: 'playground-verification-token',
    api_app_id: slack.appId,
    team: { id: slack.team.id, domain: slack.team.domain },
    user: { id: john.id, username: 'john', name: 'john', team_id: slack.team.id },
    enterprise: null,
    is_enterprise_install: false,
    container: {
      type: 'message',
      message_ts: card.ts,
      channel_id: help.id,
      is_ephemeral: false,
      thread_ts: root.ts,
    },
    channel: { id: help.id, name: 'help' },
    state: { values: {} },
    actions: [
      {
        action_id: 'escalate',
        block_id: 'doors',
        type: 'button',
        text: { type: 'plain_text', text: 'Talk to a person' },
        value: 'c1',
        action_ts: z.array(z.object({ action_ts: z.string() })).parse(payload.actions)[0]
          ?.action_ts,
      },
    ],
  });
});

test('a choice in a menu has the chosen option', async (t) => {
  const { slack, john, help, received } = await meet(t);
  const option = { text: { type: 'plain_text' as const, text: 'Billing' }, value: 'billing' };
  await webClient(slack).chat.postMessage({
    channel: help.id,
    text: 'Where to?',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'static_select', action_id: 'route', options: [option] }],
      },
    ],
  });
  const [card] = slack.messages(help);
  assert.ok(card);

  await slack.as(john).choose(card, 'route', 'Billing');

  const Choice = z.object({ actions: z.array(z.object({ selected_option: z.unknown() })) });
  assert.deepEqual(Choice.parse(interaction(received.at(-1)?.body)), {
    actions: [{ selected_option: option }],
  });
});

test('feedback and a button in a container are pressed as others are', async (t) => {
  const { slack, john, help, received } = await meet(t);
  const feedback = {
    type: 'feedback_buttons' as const,
    action_id: 'feedback',
    positive_button: { text: title('Good'), value: 'good' },
    negative_button: { text: title('Bad'), value: 'bad' },
  };
  const blocks: KnownBlock[] = [
    {
      type: 'container',
      title: title('Records'),
      child_blocks: [
        {
          type: 'actions',
          block_id: 'inside',
          elements: [{ type: 'button', action_id: 'go', text: title('Go'), value: '1' }],
        },
      ],
    },
    { type: 'context_actions', block_id: 'how', elements: [feedback] },
  ];
  await webClient(slack).chat.postMessage({ channel: help.id, text: 'x', blocks });
  const [message] = slack.messages(help);
  assert.ok(message);
  await slack.delivered();
  const pressed = async (button: string) => {
    await slack.as(john).press(message, button);
    const Pressed = z.object({ actions: z.array(z.looseObject({})) });
    return Pressed.parse(interaction(received.at(-1)?.body)).actions[0];
  };

  const [good, go] = [await pressed('Good'), await pressed('Go')];
  await slack.as(john).choose(message, 'feedback', 'Bad');

  const how = { type: 'feedback_buttons', block_id: 'how', action_id: 'feedback' };
  assert.partialDeepStrictEqual(good, { ...how, value: 'good' });
  assert.partialDeepStrictEqual(go, { block_id: 'inside', action_id: 'go', value: '1' });
  assert.match(JSON.stringify(interaction(received.at(-1)?.body)), /"value":"bad"/);
  assert.equal(message.shown, 'Records\n[Go]\n[Good] [Bad]');
});

test('pressing an unknown button names the existing ones', async (t) => {
  const { slack, john, help } = await meet(t);
  const message = await slack.as(john).say(help, 'hello');

  await assert.rejects(slack.as(john).press(message, 'Go'), /There is no "Go" here/);
});

test('a message shortcut has the message that it was used on', async (t) => {
  const { slack, john, help, received } = await meet(t);
  const root = await slack.as(john).say(help, 'one');
  const reply = await slack.as(john).say(help, 'two', { thread: root });
  await slack.delivered();

  await slack.as(john).shortcut('escalate_message', reply);

  const Shortcut = z.object({
    type: z.string(),
    callback_id: z.string(),
    message_ts: z.string(),
    channel: z.object({ id: z.string() }),
    message: z.object({ text: z.string(), thread_ts: z.string(), user: z.string() }),
  });
  assert.deepEqual(Shortcut.parse(interaction(received.at(-1)?.body)), {
    type: 'message_action',
    callback_id: 'escalate_message',
    message_ts: reply.ts,
    channel: { id: help.id },
    message: { text: 'two', thread_ts: root.ts, user: john.id },
  });
});

test("a message shortcut on a reply of one's own or of the bot has its thread and its blocks", async (t) => {
  const scopes = ['chat:write', 'chat:write.customize', 'channels:history'];
  const { slack, john, help, received } = await meet(t, { scopes });
  const bot = webClient(slack);
  const card = await bot.chat.postMessage({ channel: help.id, text: 'H-1' });
  const own = await slack.as(john).say(help, 'ask @john', { thread: card.ts, mentions: [john] });
  const sam = { text: 'Hello', username: 'Sam, Shop support' };
  await bot.chat.postMessage({ channel: help.id, thread_ts: card.ts ?? '', ...sam });
  const [, , reply] = slack.thread(help, card.ts ?? '');
  assert.ok(reply);
  await slack.delivered();

  await slack.as(john).shortcut('Escalate to an agent', own);
  const onOwn = interaction(received.at(-1)?.body);
  await slack.as(john).shortcut('Escalate to an agent', reply);
  const onReply = interaction(received.at(-1)?.body);

  assert.partialDeepStrictEqual(onOwn, {
    user: { id: john.id },
    message: {
      user: john.id,
      thread_ts: card.ts,
      parent_user_id: slack.botUserId,
      blocks: [{ type: 'rich_text' }],
    },
  });
  assert.partialDeepStrictEqual(onReply, {
    message: { subtype: 'bot_message', username: 'Sam, Shop support', thread_ts: card.ts },
  });
});

test('a message that only one person sees has no shortcuts', async (t) => {
  const { slack, john, help } = await meet(t);
  await webClient(slack).chat.postEphemeral({ channel: help.id, user: john.id, text: 'psst' });
  const [whispered] = slack.as(john).ephemerals(help);
  assert.ok(whispered);

  await assert.rejects(
    slack.as(john).shortcut('escalate_message', whispered),
    /This message has no shortcuts/,
  );
});

test('a response_url shows, replaces and deletes, five times', async (t) => {
  const { slack, john, help, received } = await meet(t);
  await slack.as(john).command('/escalate', { in: help });
  const { response_url } = Trigger.parse({ ...parse(received[0]?.body ?? '') });
  const respond = async (body: object) =>
    (await fetch(response_url, { method: 'POST', body: JSON.stringify(body) })).status;

  const statuses = [
    await respond({ text: 'for john' }),
    await respond({ text: 'for all', response_type: 'in_channel' }),
    await respond({ blocks: [{ type: 'lever' }] }),
    await respond({}),
    await respond({ text: 'once more' }),
    await respond({ text: 'too often' }),
  ];

  assert.deepEqual(statuses, [200, 200, 400, 400, 200, 404]);
  assert.deepEqual(
    slack.messages(help).map(({ shown }) => shown),
    ['for all'],
  );
  assert.deepEqual(
    slack
      .as(john)
      .ephemerals(help)
      .map(({ shown }) => shown),
    ['for john', 'once more'],
  );
});

test("a button's response_url can change and remove its own message, ephemeral too", async (t) => {
  const { slack, john, help, received } = await meet(t);
  const elements = [
    { type: 'button' as const, action_id: 'go', text: { type: 'plain_text' as const, text: 'Go' } },
  ];
  await webClient(slack).chat.postEphemeral({
    channel: help.id,
    user: john.id,
    text: 'Sure?',
    blocks: [{ type: 'actions', elements }],
  });
  const [question] = slack.as(john).ephemerals(help);
  assert.ok(question);
  await slack.as(john).press(question, 'go');
  const { response_url } = Trigger.parse(interaction(received.at(-1)?.body));
  const respond = (body: object) =>
    fetch(response_url, { method: 'POST', body: JSON.stringify(body) });

  await respond({ replace_original: true, text: 'Done' });
  const replaced = slack.as(john).ephemerals(help)[0]?.shown;
  await respond({ delete_original: true });

  assert.equal(replaced, 'Done');
  assert.deepEqual(slack.as(john).ephemerals(help), []);
});

test('a response_url lasts half an hour', async (t) => {
  let now = Date.now();
  const { slack, john, help, received } = await meet(t, { now: () => now });
  await slack.as(john).command('/escalate', { in: help });
  const { response_url } = Trigger.parse({ ...parse(received[0]?.body ?? '') });

  now += 31 * 60_000;
  const response = await fetch(response_url, { method: 'POST', body: '{"text":"late"}' });

  assert.equal(response.status, 404);
});

async function meet(
  t: TestContext,
  options: WorkspaceOptions = {},
  reply: () => Reply | Promise<Reply> = () => ({}),
) {
  const slack = await openWorkspace(t, options);
  const { received } = await startBot(t, slack, reply);
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  return { slack, john, help, received };
}

function interaction(body = ''): unknown {
  return JSON.parse(String(parse(body).payload));
}
