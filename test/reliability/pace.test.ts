import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany({ rateLimits: true });
const { slack, help, billing, support, customer, card, cards } = company;
/** Any pause but the one that Slack asks for would outlast the tests. */
const hour = 3_600_000;
const bot = await startBot({
  company,
  pauses: { betweenPostsMs: 1_000, jobRetryMs: hour, longestJobRetryMs: hour },
});
after(async () => {
  await bot.stop();
  await slack.stop();
});

test('what is to be said at once in one channel is said once, at Slack’s pace', async () => {
  const names = ['Ann', 'Bob', 'Cid', 'Dan'];
  for (const name of names) {
    await customer(name).command('/escalate', { in: help, text: 'I was charged twice' });
  }

  await slack.waitFor(() => slack.messages(billing).length === names.length, {
    what: 'a card for each',
    timeoutMs: 20_000,
  });

  const about = slack.messages(billing).map(({ shown }) => /Customer: (\w+)/.exec(shown)?.[1]);
  assert.deepEqual(about.sort(), names);
  assert.ok(slack.calls.every(({ status }) => status !== 429));
});

test('a channel that Slack limits waits as long as it says, and others do not wait for it', async () => {
  const [fay, gus] = [customer('Fay'), customer('Gus')];
  const limited = { fault: 'rate-limited', retryAfterSeconds: 2 } as const;
  slack.faults.add({ ...limited, method: 'chat.postMessage', channel: billing, times: 1 });

  await fay.command('/escalate', { in: help, text: 'I was charged twice' });
  await gus.command('/escalate', { in: help, text: 'I forgot my password and cannot sign in' });
  await card(support, 'Gus');
  const cardsOfFay = cards('Fay').length;
  await card(billing, 'Fay', 20_000);

  assert.equal(cardsOfFay, 0);
  const posts = slack.calls.filter(
    ({ method, args }) => method === 'chat.postMessage' && args.channel === billing.id,
  );
  const [refused, next] = posts.slice(posts.findIndex(({ status }) => status === 429));
  assert.ok(refused && next && next.at - refused.at >= 2_000);
});

test('a status that Slack refuses again and again is updated as soon as Slack allows', async () => {
  const limited = { fault: 'rate-limited', retryAfterSeconds: 1 } as const;
  slack.faults.add({ ...limited, method: 'chat.update', channel: help, times: 4 });

  await customer('Hal').command('/escalate', { in: help, text: 'I was charged twice' });

  await slack.waitFor(
    () => slack.messages(help).some(({ shown }) => /^@Hal Your request H-\d+ is with/.test(shown)),
    { what: 'the status with the agents named', timeoutMs: 30_000 },
  );
});
