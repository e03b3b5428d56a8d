import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SocketModeClient } from '@slack/socket-mode';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import { openWorkspace } from './workspace-bot.ts';
import { openForms, title } from './workspace-form.ts';
import { silent, webClient } from './workspace-web-client.ts';

const sam = { text: title('Sam'), value: 'U1' };
const ann = { text: title('Ann'), value: 'U2' };

const Clicked = z.looseObject({
  type: z.string(),
  actions: z.array(z.looseObject({ selected_option: z.unknown() })).optional(),
});
const Submitted = z.object({
  view: z.object({
    state: z.object({ values: z.object({ who: z.object({ assignee: z.unknown() }) }) }),
  }),
});

test('a menu in a message asks the bot for its options while somebody types', async (t) => {
  const { slack, me, john, card, answers, payload } = await withMenu(t, { min_query_length: 0 });
  answers.push(JSON.stringify({ options: [sam, ann] }));

  const options = await me.optionsOf(card, 'assignee', 'sa');
  await me.choose(card, 'assignee', 'Sam');
  const chosen = payload();

  assert.deepEqual(options, [{ label: undefined, options: [sam, ann] }]);
  assert.equal(chosen.type, 'block_actions');
  assert.deepEqual(chosen.actions?.[0]?.selected_option, sam);
  const [asked] = slack.deliveries.filter(({ type }) => type === 'block_suggestion');
  assert.partialDeepStrictEqual(asked?.payload, {
    type: 'block_suggestion',
    block_id: 'who',
    action_id: 'assignee',
    value: 'sa',
    user: { id: john.id },
    channel: { id: card.channel },
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
  });
  assert.equal(asked && 'trigger_id' in asked.payload, false);
});

test('options in groups, and a choice that is typed first', async (t) => {
  const { me, card, answers, payload } = await withMenu(t);
  const option_groups = [{ label: title('On duty'), options: [ann] }];
  answers.push(JSON.stringify({ option_groups }), JSON.stringify({ option_groups }));

  const options = await me.optionsOf(card, 'assignee', 'ann');
  await me.choose(card, 'assignee', 'Ann');

  assert.deepEqual(options, [{ label: 'On duty', options: [ann] }]);
  assert.deepEqual(payload().actions?.[0]?.selected_option, ann);
  await assert.rejects(me.choose(card, 'assignee', 'Nobody'), /There is no "Nobody" to choose/);
});

test('a menu asks for nothing before enough is typed: three characters by default', async (t) => {
  const { slack, me, card, answers } = await withMenu(t);
  const asked = () => slack.deliveries.filter(({ type }) => type === 'block_suggestion').length;

  const none = await me.optionsOf(card, 'assignee', 'sa');
  const unasked = asked();
  answers.push(JSON.stringify({ options: [] }));
  const empty = await me.optionsOf(card, 'assignee', 'sam');

  assert.deepEqual([none, unasked, empty], [[], 0, [{ label: undefined, options: [] }]]);
  assert.equal(asked(), 1);
});

for (const [what, answer] of Object.entries({
  'no JSON': 'words',
  'an option with a text that is too long': JSON.stringify({
    options: [{ text: title('x'.repeat(76)), value: 'x' }],
  }),
  'more than a hundred options': JSON.stringify({
    options: Array.from({ length: 101 }, (_, index) => ({ ...sam, value: `${index}` })),
  }),
  'options and groups': JSON.stringify({ options: [], option_groups: [] }),
})) {
  test(`options do not load from ${what}`, async (t) => {
    const { me, card, answers } = await withMenu(t);
    answers.push(answer);

    await assert.rejects(me.optionsOf(card, 'assignee', 'sam'), /did not load: invalid_response/);
  });
}

test('options that come late do not load', async (t) => {
  const slack = await openWorkspace(t, { acknowledgeWithinMs: 20 });
  const { me, card } = await post(slack);
  const { apiUrl, appToken } = slack;
  const socket = new SocketModeClient({
    appToken,
    clientOptions: { slackApiUrl: apiUrl },
    logger: silent,
  });
  t.after(() => socket.disconnect());
  await socket.start();

  await assert.rejects(me.optionsOf(card, 'assignee', 'sam'), /did not load: operation_timeout/);
});

test('a socket answers with options in its acknowledgement', async (t) => {
  const slack = await openWorkspace(t);
  const { me, card } = await post(slack);
  const { apiUrl, appToken } = slack;
  const socket = new SocketModeClient({
    appToken,
    clientOptions: { slackApiUrl: apiUrl },
    logger: silent,
  });
  t.after(() => socket.disconnect());
  socket.on('interactive', ({ ack }) => ack({ options: [sam] }));
  await socket.start();

  const options = await me.optionsOf(card, 'assignee', 'sam');

  assert.deepEqual(options, [{ label: undefined, options: [sam] }]);
});

test('a menu in a form takes what the bot offered or had chosen, and submits it', async (t) => {
  const { slack, john, open, answers, interaction } = await openForms(t);
  const me = slack.as(john);
  const show = (more: object = {}) =>
    open({
      type: 'modal',
      title: title('Assign'),
      submit: title('Assign'),
      private_metadata: 'ticket 1',
      blocks: [
        {
          type: 'input',
          block_id: 'who',
          label: title('Whom?'),
          element: { type: 'external_select', action_id: 'assignee', ...more },
        },
      ],
    });
  const submitted = () => Submitted.parse(interaction()).view.state.values.who.assignee;

  await show();
  answers.push(JSON.stringify({ options: [sam] }));
  assert.throws(() => me.fill({ 'Whom?': 'Sam' }), /there is nothing/);
  assert.ok(me.modal);
  await me.optionsOf(me.modal, 'Whom?', 'sam');
  const asked = interaction();
  me.fill({ 'Whom?': 'Sam' });
  await me.submit();
  const chosen = submitted();
  await show({ initial_option: ann });
  me.fill({ 'Whom?': 'Ann' });
  await me.submit();

  assert.partialDeepStrictEqual(asked, {
    type: 'block_suggestion',
    value: 'sam',
    container: { type: 'view' },
    view: { private_metadata: 'ticket 1' },
  });
  assert.deepEqual(chosen, { type: 'external_select', selected_option: sam });
  assert.deepEqual(submitted(), { type: 'external_select', selected_option: ann });
});

type MenuOptions = { min_query_length?: number };

async function withMenu(t: TestContext, more: MenuOptions = {}) {
  const { interaction, ...forms } = await openForms(t);
  const posted = await post(forms.slack, forms.john, more);
  return { ...forms, ...posted, payload: () => Clicked.parse(interaction()) };
}

/** A message of the bot with a menu, and John's client. */
async function post(
  slack: Workspace,
  john = slack.addUser({ name: 'john' }),
  more: MenuOptions = {},
) {
  const help = slack.addChannel({ name: 'help', members: [john] });
  const menu = { type: 'external_select' as const, action_id: 'assignee', ...more };
  const blocks: KnownBlock[] = [
    { type: 'section', block_id: 'who', text: title('Who?'), accessory: menu },
  ];
  await webClient(slack).chat.postMessage({ channel: help.id, text: 'Who?', blocks });
  const [card] = slack.messages(help);
  assert.ok(card);
  return { me: slack.as(john), card };
}
