import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { openCompany } from '../support/company.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';

const company = await openCompany({ redeliverAfterMs: [] });
const { slack, customer } = company;
after(slack.stop);

const nowSeconds = () => Math.floor(Date.now() / 1000);
const verification = JSON.stringify({ type: 'url_verification', challenge: 'a challenge' });
const MINUTE_SECONDS = 60;

const Said = z.object({
  deliveries: z.string(),
  refused: z.object({ count: z.number(), reason: z.string() }).optional(),
});

async function ready({ url, adminUrl }: BotUnderTest) {
  const [inPublic, answer] = await Promise.all([fetch(`${url}/ready`), fetch(`${adminUrl}/ready`)]);
  assert.equal(inPublic.status, answer.status);
  return { status: answer.status, said: Said.parse(await answer.json()) };
}

function warnings({ log }: BotUnderTest): string[] {
  return log.filter(({ level }) => level === 'warn').map(({ message }) => message);
}

test('a wrong signing secret is logged once with its reason, and makes the bot not ready', async () => {
  const bot = await startBot({ company });
  for (let count = 0; count < 3; count += 1) {
    await slack.deliverRaw({ body: verification, signature: 'wrong' });
  }

  const refusing = await ready(bot);
  await slack.deliverRaw({ body: verification });
  const right = await ready(bot);
  await bot.stop();

  const [warning = '', ...others] = warnings(bot);
  assert.match(warning, /not signed with SLACK_SIGNING_SECRET/);
  assert.deepEqual(others, []);
  assert.equal(refusing.status, 503);
  assert.equal(refusing.said.deliveries, warning);
  assert.deepEqual(refusing.said.refused, { count: 3, reason: warning });
  assert.equal(right.status, 200);
  assert.equal(right.said.refused, undefined);
});

for (const { minutes, words } of [
  { minutes: 60, words: "this machine's clock is 60 minutes behind Slack's" },
  { minutes: -120, words: "this machine's clock is 120 minutes ahead of Slack's" },
]) {
  test(`a clock that is ${minutes} minutes off is logged with how far, and makes the bot not ready`, async () => {
    const bot = await startBot({ company });
    await slack.deliverRaw({ body: verification });
    const timestamp = nowSeconds() + minutes * MINUTE_SECONDS;

    const { status } = await slack.deliverRaw({ body: verification, timestamp });
    const refusing = await ready(bot);
    await bot.stop();

    assert.equal(status, 401);
    assert.equal(warnings(bot).length, 1);
    assert.ok(warnings(bot)[0]?.includes(words), warnings(bot)[0]);
    assert.equal(refusing.status, 503);
    assert.ok(refusing.said.deliveries.includes(words));
  });
}

test('strangers who post to the address take the bot out of nothing', async () => {
  const bot = await startBot({ company });
  await slack.deliverRaw({ body: verification, signature: 'missing' });
  const unsigned = await ready(bot);
  await slack.deliverRaw({ body: verification });
  await slack.deliverRaw({ body: verification, signature: 'wrong' });

  const signedWrongly = await ready(bot);
  await bot.stop();

  assert.equal(unsigned.status, 200);
  assert.equal(signedWrongly.status, 200);
  assert.equal(signedWrongly.said.deliveries, 'taken in');
  assert.equal(signedWrongly.said.refused?.count, 1);
});

test('a request without a signature does not keep a wrong secret out of the log', async () => {
  const bot = await startBot({ company });
  await slack.deliverRaw({ body: verification, signature: 'missing' });
  await slack.deliverRaw({ body: verification, signature: 'wrong' });

  await bot.stop();

  const [stranger = '', secret = '', ...others] = warnings(bot);
  assert.match(stranger, /without a signature/);
  assert.match(secret, /SLACK_SIGNING_SECRET/);
  assert.deepEqual(others, []);
});

test('what was refused is caught up with once a signature is right again', async () => {
  const bot = await startBot({ company });
  const ann = customer('Ann');
  await ann.directMessage('I was charged twice');
  await slack.waitFor(() => slack.directMessages(ann.person)[1], { what: 'the first greeting' });
  await bot.settled();
  const bob = customer('Bob');
  slack.faults.add({ fault: 'dropped', type: 'message', times: 1 });
  await bob.directMessage('So was I');
  await slack.deliverRaw({ body: verification, signature: 'wrong' });
  await bot.settled();
  const before = slack.directMessages(bob.person).length;

  await slack.deliverRaw({ body: verification });

  await slack.waitFor(() => slack.directMessages(bob.person)[1], { what: 'a greeting of Bob' });
  await bot.stop();
  assert.equal(before, 1);
});
