import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { AnyBlock } from '@slack/types';
import { z } from 'zod';
import type { Modal } from '../../playground/workspace/team/modal.ts';
import { openForms, title } from './workspace-form.ts';

test('a click in a form has the form, what was entered in it, and no channel', async (t) => {
  const { slack, john, me, show, payload } = await opened(t);
  const { view } = await show();
  me.fill({ Reply: 'So far' });

  await me.press(modalOf(me), 'Preview');

  const { view: clicked, ...rest } = payload();
  assert.deepEqual(
    [rest.type, rest.user?.id, rest.container],
    ['block_actions', john.id, { type: 'view', view_id: view?.id }],
  );
  assert.partialDeepStrictEqual(rest.actions?.[0], {
    type: 'button',
    block_id: 'more',
    action_id: 'preview',
    value: 'p',
  });
  assert.partialDeepStrictEqual(clicked, {
    id: view?.id,
    hash: view?.hash,
    private_metadata: 'ticket 1',
    callback_id: 'reply',
    state: { values: { reply: { text: { type: 'plain_text_input', value: 'So far' } } } },
  });
  assert.deepEqual(
    ['channel', 'message', 'response_url', 'state'].filter((name) => name in rest),
    [],
  );
  assert.equal(clicked?.team_id, slack.team.id);
});

test('a choice in a form is delivered at once, and stays in its state', async (t) => {
  const { me, show, payload } = await opened(t);
  await show();
  const chosen = async (actionId: string, value: string | string[]) => {
    await me.choose(modalOf(me), actionId, value);
    const { actions, view } = payload();
    return { action: actions?.[0], values: view?.state?.values };
  };

  const radio = await chosen('audience', 'Everyone');
  const ticks = await chosen('parts', ['a', 'b']);
  const menu = await chosen('dots', 'a');

  assert.deepEqual(radio.action?.selected_option, everyone);
  assert.deepEqual(radio.values?.who, {
    audience: { type: 'radio_buttons', selected_option: everyone },
  });
  assert.deepEqual(ticks.action?.selected_options, [optionA, optionB]);
  assert.deepEqual(menu.action?.selected_option, optionA);
  assert.deepEqual(menu.values?.more, {
    parts: { type: 'checkboxes', selected_options: [optionA, optionB] },
  });
});

test('an input block delivers a choice only if it asks for that', async (t) => {
  const { me, show, payload, received } = await opened(t);
  await show();
  const before = received.length;

  await me.choose(modalOf(me), 'quiet', 'a');
  const unasked = received.length - before;
  await me.choose(modalOf(me), 'loud', 'a');

  assert.equal(unasked, 0);
  assert.equal(payload().actions?.[0]?.action_id, 'loud');
  assert.deepEqual(payload().view?.state?.values?.silent, {
    quiet: { type: 'static_select', selected_option: optionA },
  });
});

test('an updated form keeps what was entered, where the ids and the type stay', async (t) => {
  const { me, bot, show } = await opened(t);
  const { view } = await show();
  const typed = () => modalOf(me).state;
  const update = (...blocks: AnyBlock[]) =>
    bot.views.update({ view_id: view?.id ?? '', view: { ...form, blocks } });
  me.fill({ Reply: 'So far' });

  await update(replyBlock({ initial_value: 'Template' }));
  const kept = typed().reply?.text;
  await update({ ...replyBlock(), block_id: 'reply2' });
  const renamed = typed().reply2?.text;
  me.fill({ Reply: 'Once more' });
  await update({
    ...replyBlock(),
    block_id: 'reply2',
    element: { type: 'email_text_input', action_id: 'text', initial_value: 'a@b.example' },
  });
  const retyped = typed().reply2?.text;

  assert.deepEqual(
    [kept, renamed, retyped],
    [
      { type: 'plain_text_input', value: 'So far' },
      { type: 'plain_text_input', value: null },
      { type: 'email_text_input', value: 'a@b.example' },
    ],
  );
});

test('an input without a block id loses what was entered when the form is updated', async (t) => {
  const { me, bot, show } = await opened(t);
  const nameless = { ...form, blocks: [unnamed(replyBlock())] };
  const { view } = await show(nameless);
  me.fill({ Reply: 'So far' });

  await bot.views.update({ view_id: view?.id ?? '', view: nameless });

  const [values] = Object.values(modalOf(me).state);
  assert.deepEqual(values, { text: { type: 'plain_text_input', value: null } });
});

test('an answered form keeps what was entered, with another hash', async (t) => {
  const { me, bot, show, answers } = await opened(t);
  const { view } = await show();
  me.fill({ Reply: 'So far', Silent: 'a', Loud: 'a' });
  answers.push(
    JSON.stringify({
      response_action: 'update',
      view: { ...form, title: title('Send anyway?'), private_metadata: 'ticket 2' },
    }),
  );

  const outcome = await me.submit();
  const late = bot.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: form });

  assert.equal(outcome.status, 'replaced');
  assert.equal(modalOf(me).title, 'Send anyway?');
  assert.equal(modalOf(me).privateMetadata, 'ticket 2');
  assert.deepEqual(modalOf(me).state.reply?.text?.value, 'So far');
  await assert.rejects(late, /hash_conflict/);
});

test('a form takes errors of its input blocks only', async (t) => {
  const { me, show, answers } = await opened(t);
  await show();
  me.fill({ Reply: 'x', Silent: 'a', Loud: 'a' });
  answers.push(JSON.stringify({ response_action: 'errors', errors: { who: 'No' } }));

  const outcome = await me.submit();

  assert.equal(outcome.status, 'failed');
  assert.ok(me.modal);
});

const option = (text: string, value: string) => ({ text: title(text), value });
const [everyone, optionA, optionB] = [
  option('Everyone', 'all'),
  option('A', 'a'),
  option('B', 'b'),
] as const;
const options = [optionA, optionB];
const select = (action_id: string) => ({ type: 'static_select' as const, action_id, options });

function replyBlock(more: { initial_value?: string } = {}) {
  const element = { type: 'plain_text_input' as const, action_id: 'text' };
  return {
    type: 'input' as const,
    block_id: 'reply',
    label: title('Reply'),
    element: { ...element, ...more },
  };
}

function unnamed({ block_id: _, ...block }: ReturnType<typeof replyBlock>) {
  return block;
}

const form = {
  type: 'modal' as const,
  callback_id: 'reply',
  private_metadata: 'ticket 1',
  title: title('Reply'),
  submit: title('Send'),
  blocks: [
    replyBlock(),
    {
      type: 'section' as const,
      block_id: 'who',
      text: title('Who reads it'),
      accessory: {
        type: 'radio_buttons' as const,
        action_id: 'audience',
        options: [option('John only', 'one'), everyone],
      },
    },
    {
      type: 'actions' as const,
      block_id: 'more',
      elements: [
        { type: 'button' as const, action_id: 'preview', text: title('Preview'), value: 'p' },
        { type: 'checkboxes' as const, action_id: 'parts', options },
        { type: 'overflow' as const, action_id: 'dots', options },
      ],
    },
    {
      type: 'input' as const,
      block_id: 'silent',
      label: title('Silent'),
      element: select('quiet'),
    },
    {
      type: 'input' as const,
      block_id: 'asking',
      dispatch_action: true,
      label: title('Loud'),
      element: select('loud'),
    },
  ],
};

const Clicked = z.looseObject({
  type: z.string(),
  user: z.object({ id: z.string() }).loose().optional(),
  container: z.unknown(),
  actions: z.array(z.looseObject({ action_id: z.string() })).optional(),
  view: z
    .looseObject({
      team_id: z.string(),
      state: z.object({ values: z.record(z.string(), z.unknown()) }).optional(),
    })
    .optional(),
});

async function opened(t: TestContext) {
  const { slack, john, open, interaction, ...rest } = await openForms(t);
  return {
    ...rest,
    slack,
    john,
    me: slack.as(john),
    show: (view: Parameters<typeof open>[0] = form) => open(view),
    payload: () => Clicked.parse(interaction()),
  };
}

function modalOf({ modal }: { modal: Modal | undefined }): Modal {
  assert.ok(modal);
  return modal;
}
