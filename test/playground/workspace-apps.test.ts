import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { WebClient } from '@slack/web-api';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';

const slack = await startWorkspace();
const ann = slack.addUser({ name: 'ann' });
const help = slack.addChannel({ name: 'help', members: [ann] });
const app = slack.addApp({ name: 'Zapier' });
const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
after(slack.stop);

async function lastOfHistory() {
  const { messages } = await client.conversations.history({ channel: help.id });
  return messages?.[0];
}

test('what a person posts through an app names both', async () => {
  await slack.as(ann).say(help, 'hi', { via: app });

  const message = await lastOfHistory();
  assert.partialDeepStrictEqual(message, {
    user: ann.id,
    bot_id: app.botId,
    app_id: app.id,
    bot_profile: { name: 'Zapier' },
  });
  assert.equal(message?.subtype, undefined);
});

test('what an app posts by itself names no user, whatever name it gives itself', async () => {
  const post = await slack.postAs(app, help, { text: 'hi', username: 'Support form' });
  await slack.editAs(app, post, { text: 'hi again' });

  const message = await lastOfHistory();
  assert.partialDeepStrictEqual(message, {
    subtype: 'bot_message',
    bot_id: app.botId,
    username: 'Support form',
    text: 'hi again',
  });
  assert.equal(message && 'user' in message, false);
  await assert.rejects(slack.postAs(app, help, { text: '', blocks: [{ type: 'section' }] }));
});

test('Slack says which app is behind a post', async () => {
  const { bot } = await client.bots.info({ bot: app.botId });
  const { bot: own } = await client.bots.info({ bot: slack.botId });

  assert.deepEqual([bot?.app_id, bot?.name], [app.id, 'Zapier']);
  assert.equal(own?.user_id, slack.botUserId);
  await assert.rejects(client.bots.info({ bot: 'BNOBODY' }), /bot_not_found/);
});
