import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { type TestContext, test } from 'node:test';
import { App, HTTPReceiver } from '@slack/bolt';
import { openWorkspace } from './workspace-bot.ts';
import { silent } from './workspace-web-client.ts';

test('a Bolt app receives events, answers, receives clicks and opens a form', async (t) => {
  const { slack, app } = await withBolt(t);
  app.message(async ({ message, client }) => {
    if ('bot_id' in message) return;
    await client.chat.postMessage({ ...greeting, channel: message.channel, thread_ts: message.ts });
  });
  app.action('talk', async ({ ack, body, client }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view('form', async ({ ack, view, body, client }) => {
    await ack();
    const email = view.state.values.email?.address?.value;
    await client.chat.postMessage({ channel: body.user.id, text: `Thank you, ${email}` });
  });
  const john = slack.addUser({ name: 'john' });
  const help = slack.addChannel({ name: 'help', members: [john] });
  const me = slack.as(john);

  const message = await me.say(help, 'I was charged twice');
  const answer = await slack.waitFor(() => slack.thread(help, message)[1]);
  await me.press(answer, 'Talk to a person');
  await slack.waitFor(() => me.modal, { what: 'a form' });
  me.fill({ 'Your email': 'john@example.com' });
  const outcome = await me.submit();
  const thanks = await slack.waitFor(() => slack.directMessages(john)[0]);

  assert.equal(answer.shown, 'Hello\n[Talk to a person]');
  assert.deepEqual(outcome, { status: 'closed' });
  assert.equal(thanks.shown, 'Thank you, john@example.com');
});

test('Bolt refuses what is wrongly signed, unsigned or stale', async (t) => {
  const { slack } = await withBolt(t);
  const body = '{"type":"url_verification","challenge":"c"}';
  const deliver = async (more: object) => (await slack.deliverRaw({ body, ...more })).status;

  assert.equal(await deliver({}), 200);
  assert.equal(await deliver({ signature: 'wrong' }), 401);
  assert.equal(await deliver({ signature: 'missing' }), 401);
  assert.equal(await deliver({ timestamp: Math.floor(Date.now() / 1000) - 600 }), 401);
});

const title = (text: string) => ({ type: 'plain_text' as const, text });
const greeting = {
  text: 'Hello',
  blocks: [
    { type: 'section', text: title('Hello') },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'talk', text: title('Talk to a person') }],
    },
  ],
};
const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: title('Escalate'),
  submit: title('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'email',
      label: title('Your email'),
      element: { type: 'email_text_input' as const, action_id: 'address' },
    },
  ],
};

async function withBolt(t: TestContext) {
  const slack = await openWorkspace(t);
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    processBeforeResponse: true,
    logger: silent,
  });
  const app = new App({
    receiver,
    token: slack.botToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  });
  const server = await app.start(0);
  t.after(() => app.stop());
  slack.deliverTo(`http://127.0.0.1:${port(server)}/slack/events`);
  return { slack, app };
}

function port(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
