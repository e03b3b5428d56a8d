import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { openForms, title } from './workspace-form.ts';

test('a form is opened, filled in by label, submitted and closed', async (t) => {
  const { slack, john, open, interaction } = await askable(t);
  await open();
  const { modal } = slack.as(john);

  slack.as(john).fill({ 'Your email': 'john@example.com', 'What is it?': 'Billing' });
  const outcome = await slack.as(john).submit();

  assert.equal(modal?.title, 'Escalate');
  assert.deepEqual(outcome, { status: 'closed' });
  assert.equal(slack.as(john).modal, undefined);
  const { view, ...submission } = Submission.parse(interaction());
  assert.deepEqual(submission, { type: 'view_submission', user: { id: john.id } });
  assert.deepEqual(view, {
    id: modal?.id,
    callback_id: 'escalate',
    private_metadata: 'c1',
    root_view_id: modal?.id,
    state: {
      values: {
        email: { address: { type: 'email_text_input', value: 'john@example.com' } },
        topic: { choice: { type: 'static_select', selected_option: billing } },
        note: { text: { type: 'plain_text_input', value: null } },
      },
    },
  });
});

test('a form with a missing or malformed value is not submitted', async (t) => {
  const { slack, john, open, received } = await askable(t);
  await open();
  const before = received.length;

  const empty = await slack.as(john).submit();
  slack.as(john).fill({ email: 'nonsense', topic: 'billing' });
  const malformed = await slack.as(john).submit();

  assert.deepEqual(empty, {
    status: 'errors',
    errors: {
      email: 'Please complete this required field.',
      topic: 'Please complete this required field.',
    },
  });
  assert.deepEqual(malformed, {
    status: 'errors',
    errors: { email: 'Please enter a valid email address.' },
  });
  assert.equal(received.length, before);
});

test('the bot can answer with errors, by block', async (t) => {
  const { slack, john, open, answers } = await askable(t);
  await open();
  slack.as(john).fill({ email: 'john@example.com', topic: 'billing' });
  answers.push('{"response_action":"errors","errors":{"email":"Unknown"}}');

  const outcome = await slack.as(john).submit();

  assert.deepEqual(outcome, { status: 'errors', errors: { email: 'Unknown' } });
  assert.deepEqual(slack.as(john).modal?.errors, { email: 'Unknown' });
});

test('the bot can replace the form, push another onto it, or close them all', async (t) => {
  const { slack, john, open, answers } = await askable(t);
  await open();
  const me = slack.as(john);
  me.fill({ email: 'john@example.com', topic: 'billing' });
  const submit = async (answer: object) => {
    answers.push(JSON.stringify(answer));
    await me.submit();
    return me.modal?.title;
  };

  const replaced = await submit({
    response_action: 'update',
    view: { ...form, title: title('2') },
  });
  const kept = me.modal?.state.email;
  const pushed = await submit({ response_action: 'push', view: { ...form, title: title('3') } });
  await me.dismiss();
  const under = me.modal?.title;
  const cleared = await submit({ response_action: 'clear' });

  assert.deepEqual([replaced, pushed, under, cleared], ['2', '3', '2', undefined]);
  assert.deepEqual(kept, { address: { type: 'email_text_input', value: 'john@example.com' } });
});

test('a form that the bot cannot answer stays open', async (t) => {
  const { slack, john, open, answers } = await askable(t);
  await open();
  slack.as(john).fill({ email: 'john@example.com', topic: 'billing' });
  answers.push('{"response_action":"dance"}');

  const outcome = await slack.as(john).submit();

  assert.deepEqual(outcome, {
    status: 'failed',
    reason: 'invalid_response',
    shown: 'We had some trouble connecting. Try again?',
  });
  assert.ok(slack.as(john).modal);
});

test('the bot is notified of a closed form if it asked for it', async (t) => {
  const { slack, john, open, interaction } = await askable(t);
  await open({ ...form, notify_on_close: true });

  await slack.as(john).dismiss();

  assert.equal(z.looseObject({}).parse(interaction()).type, 'view_closed');
  assert.equal(slack.as(john).modal, undefined);
});

test('a form can be updated, unless it has changed since', async (t) => {
  const { slack, john, open, bot } = await askable(t);
  const { view } = await open();
  const hash = view?.hash ?? '';
  const view_id = view?.id ?? '';

  await bot.views.update({ view_id, hash, view: { ...form, title: title('New') } });
  const late = bot.views.update({ view_id, hash, view: form });

  await assert.rejects(late, /hash_conflict/);
  assert.equal(slack.as(john).modal?.title, 'New');
});

test('a trigger can be used once', async (t) => {
  const { open, bot, triggerId } = await askable(t);
  await open();

  await assert.rejects(
    bot.views.open({ trigger_id: triggerId(), view: form }),
    /exchanged_trigger_id/,
  );
});

test('a trigger expires after three seconds', async (t) => {
  let now = Date.now();
  const { slack, john, bot, triggerId } = await askable(t, () => now);
  await slack.as(john).command('/escalate');

  now += 3001;

  await assert.rejects(
    bot.views.open({ trigger_id: triggerId(), view: form }),
    /expired_trigger_id/,
  );
});

test('at most three forms can be stacked', async (t) => {
  const { slack, john, open, bot, triggerId } = await askable(t);
  const push = async () => {
    await slack.as(john).command('/escalate');
    return bot.views.push({ trigger_id: triggerId(), view: form });
  };
  await open();
  await push();
  await push();

  await assert.rejects(push(), /push_limit_reached/);
});

const billing = { text: title('Billing'), value: 'billing' };
const form = {
  type: 'modal' as const,
  callback_id: 'escalate',
  private_metadata: 'c1',
  title: title('Escalate'),
  submit: title('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'email',
      label: title('Your email'),
      element: { type: 'email_text_input' as const, action_id: 'address' },
    },
    {
      type: 'input' as const,
      block_id: 'topic',
      label: title('What is it?'),
      element: { type: 'static_select' as const, action_id: 'choice', options: [billing] },
    },
    {
      type: 'input' as const,
      block_id: 'note',
      label: title('Anything else?'),
      optional: true,
      element: { type: 'plain_text_input' as const, action_id: 'text', multiline: true },
    },
  ],
};

const Submission = z.object({
  type: z.string(),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    root_view_id: z.string(),
    state: z.unknown(),
  }),
});

/** John, and a bot that opens the form when he types its command. */
async function askable(t: TestContext, now?: () => number) {
  const { open, ...rest } = await openForms(t, now ? { now } : {});
  return {
    ...rest,
    open: (view: typeof form & { notify_on_close?: boolean } = form) => open(view),
  };
}
