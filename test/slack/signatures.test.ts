import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack } = bot;
after(bot.stop);

const nowSeconds = () => Math.floor(Date.now() / 1000);
const verification = JSON.stringify({ type: 'url_verification', challenge: 'a challenge' });

type RawDelivery = Parameters<typeof slack.deliverRaw>[0];

/** How a delivery is answered, if it is. */
async function statusOf(body: string, more: Partial<RawDelivery> = {}) {
  const answered = slack.deliverRaw({ body, ...more }).then(({ status }) => status);
  return Promise.race([answered, sleep(5_000, 'no answer', { ref: false })]);
}

/** A direct message that would be answered, were it let in. */
function forgedMessage(name: string) {
  const { person } = bot.customer(name);
  const event = { type: 'message', channel: 'D1', user: person.id, ts: '1700000000.000100' };
  return JSON.stringify({
    type: 'event_callback',
    team_id: slack.team.id,
    event: { ...event, text: 'I was charged twice' },
  });
}

test('Slack’s verification of the address is answered', async () => {
  const { status, body } = await slack.deliverRaw({ body: verification });

  assert.equal(status, 200);
  assert.match(body, /a challenge/);
});

test('what is not signed rightly is refused', async () => {
  const wrong = await slack.deliverRaw({ body: forgedMessage('Ann'), signature: 'wrong' });
  const missing = await slack.deliverRaw({ body: forgedMessage('Bob'), signature: 'missing' });

  assert.equal(wrong.status, 401);
  assert.equal(missing.status, 401);
});

test('a signature that is old is refused, whenever it was made', async () => {
  for (const timestamp of [nowSeconds() - 301, nowSeconds() - 86_400, 0]) {
    const { status } = await slack.deliverRaw({ body: verification, timestamp });

    assert.equal(status, 401, `at ${timestamp}`);
  }
});

test('a signature from the future is refused', async () => {
  for (const timestamp of [nowSeconds() + 400, nowSeconds() + 86_400]) {
    const { status } = await slack.deliverRaw({ body: verification, timestamp });

    assert.equal(status, 401, `at ${timestamp}`);
  }
});

test('a timestamp that is none is refused', async () => {
  for (const timestamp of ['', 'soon', '1e99', '-1']) {
    const headers = { 'x-slack-request-timestamp': timestamp };
    const { status } = await slack.deliverRaw({ body: verification, headers });

    assert.equal(status, 401, `“${timestamp}”`);
  }
});

test('a clock that is a little off is forgiven', async () => {
  for (const timestamp of [nowSeconds() - 200, nowSeconds() + 200]) {
    const { status } = await slack.deliverRaw({ body: verification, timestamp });

    assert.equal(status, 200);
  }
});

test('a forged delivery changes nothing', async () => {
  const body = forgedMessage('Cid');
  await bot.settled();
  const postsBefore = posts();

  await slack.deliverRaw({ body, signature: 'wrong' });
  await slack.deliverRaw({ body, timestamp: nowSeconds() + 3_600 });
  await bot.settled();

  assert.equal(posts(), postsBefore);
});

/** What the bot looks up while it starts is no answer to anybody. */
function posts(): number {
  return slack.calls.filter(({ method }) => method.startsWith('chat.')).length;
}

test('what is signed and makes no sense is refused, and the bot goes on', async () => {
  for (const body of ['', '{']) {
    const { status } = await slack.deliverRaw({ body });

    assert.ok(status >= 400, `${body}: ${status}`);
  }
  // Slack would deliver an event again that is answered with an error, and it would be the same.
  const { status } = await slack.deliverRaw({ body: '{"type":"event_callback","event":null}' });
  assert.equal(status, 200);

  const dora = bot.customer('Dora');
  await dora.directMessage('I was charged twice');
  await slack.waitFor(() => slack.directMessages(dora.person)[1], { what: 'a greeting' });
});

test('what is signed and is no object is refused, and the process lives on', async () => {
  const form = 'application/x-www-form-urlencoded';
  for (const body of ['null', ' null', '1', '"text"', '[]', 'true']) {
    const event = await slack.deliverRaw({ body });
    const payload = `payload=${encodeURIComponent(body)}`;
    const interaction = await slack.deliverRaw({ body: payload, contentType: form });

    assert.equal(event.status, 400, body);
    assert.equal(interaction.status, 400, payload);
  }

  const eve = bot.customer('Eve');
  await eve.directMessage('I was charged twice');
  await slack.waitFor(() => slack.directMessages(eve.person)[1], { what: 'a greeting' });
});

test('what is longer than anything Slack sends is not even read, and holds nothing up', async () => {
  const tooLong = { body: 'x'.repeat(5_000_000), signature: 'missing' } as const;

  const refused = await slack.deliverRaw(tooLong);
  const next = [await statusOf(verification), await statusOf(verification)];

  assert.equal(refused.status, 413);
  assert.deepEqual(next, [200, 200]);
});

test('an event of a kind that the bot does not know is let pass', async () => {
  const event = { type: 'message', subtype: 'channel_topic', channel: bot.help.id, ts: '1.1' };
  const { status } = await slack.deliverRaw({
    body: JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event }),
  });

  assert.equal(status, 200);
});

test('only Slack’s own address is open to Slack', async () => {
  const { origin } = new URL(bot.url);

  const other = await fetch(`${origin}/slack/other`, { method: 'POST', body: verification });
  const get = await fetch(`${origin}/slack/events`);

  assert.equal(other.status, 404);
  assert.equal(get.status, 404);
});

test('an interaction of a kind that nobody handles is acknowledged', async () => {
  const contentType = 'application/x-www-form-urlencoded';
  const about = { team: { id: slack.team.id }, user: { id: 'U1' }, trigger_id: 'trigger' };
  const button = { type: 'button', action_id: 'unknown', action_ts: '1' };
  const payloads = [
    { ...about, type: 'block_actions', actions: [button] },
    {
      ...about,
      type: 'message_action',
      callback_id: 'unknown',
      channel: { id: 'C1' },
      message: {},
    },
    {
      ...about,
      type: 'view_submission',
      view: { id: 'V1', type: 'modal', callback_id: 'unknown' },
    },
  ];
  const command = { command: '/unknown', team_id: slack.team.id, user_id: 'U1', channel_id: 'C1' };
  const bodies = [
    stringify(command),
    ...payloads.map((payload) => stringify({ payload: JSON.stringify(payload) })),
  ];

  for (const body of bodies) {
    const status = await statusOf(body, { contentType });

    assert.equal(status, 200, body);
  }
});
