import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany({ rateLimits: true });
const { slack, help, billing, sales, support, agents, customer, card, cards } = company;
/** Any pause but the one that Slack asks for would outlast the tests. */
const hour = 3_600_000;
/** Longer than any test. */
const limitedForLong = { fault: 'rate-limited', retryAfterSeconds: 600 } as const;
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

test('a status whose update Slack limits holds back nothing that is posted in its channel', async () => {
  const before = refusals('chat.update', help);
  slack.faults.add({ ...limitedForLong, method: 'chat.update', channel: help, times: 1 });
  await customer('Ida').command('/escalate', { in: help, text: 'I was charged twice' });
  await slack.waitFor(() => refusals('chat.update', help) > before, { what: 'a refusal' });

  await customer('Jan').command('/escalate', { in: help, text: 'I was charged twice' });

  await slack.waitFor(() => statusOf('Jan'), { what: 'a status', timeoutMs: 20_000 });
  await card(billing, 'Jan', 20_000);
  assert.match(statusOf('Ida') ?? '', /I am bringing it to the right people now/);
});

test('a post that Slack limits holds back no update of what its channel shows', async () => {
  await customer('Ken').command('/escalate', { in: help, text: 'Any discounts?' });
  const ofKen = await card(sales, 'Ken', 20_000);
  await slack.waitFor(() => slack.thread(sales, ofKen)[1], { what: 'a transcript' });
  slack.faults.add({ ...limitedForLong, method: 'chat.postMessage', channel: sales, times: 1 });
  await customer('Lea').command('/escalate', { in: help, text: 'Any discounts?' });
  await slack.waitFor(() => refusals('chat.postMessage', sales) > 0, { what: 'a refusal' });

  await slack.as(agents.amy).press(ofKen, 'Resolve');

  await slack.waitFor(() => cards('Ken')[0]?.shown.includes('Resolved by'), {
    what: 'the card as resolved',
    timeoutMs: 20_000,
  });
  assert.deepEqual(cards('Lea'), []);
});

function refusals(method: string, { id }: Channel): number {
  return slack.calls.filter(
    (call) => call.method === method && call.args.channel === id && call.status === 429,
  ).length;
}

function statusOf(name: string): string | undefined {
  return slack.messages(help).find(({ shown }) => shown.startsWith(`@${name} Your request`))?.shown;
}
