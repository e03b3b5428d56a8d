import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing, sales, support, triage, customer, card, cards } = company;
const bot = await startBot({ company });
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

const troubles = [
  { channel: billing, text: 'I was charged twice', trouble: { fault: 'answer-lost' } },
  { channel: sales, text: 'Any discounts?', trouble: { fault: 'connection-lost' } },
  { channel: support, text: 'I am locked out', trouble: { fault: 'http-error', status: 503 } },
  {
    channel: triage,
    text: 'It is raining',
    trouble: { fault: 'slack-error', error: 'internal_error' },
  },
] as const;

test('a card stands once, whether or not Slack did what it gave no answer to', async () => {
  for (const { channel, text, trouble } of troubles) {
    slack.faults.add({ ...trouble, method: 'chat.postMessage', channel, times: 1 });
    await customer(`Ann-${trouble.fault}`).command('/escalate', { in: help, text });
  }

  for (const { channel, trouble } of troubles) {
    const ticket = await card(channel, `Ann-${trouble.fault}`, 15_000);
    await slack.waitFor(() => slack.thread(channel, ticket)[1], { what: 'a transcript' });
  }

  await bot.settled();
  const counts = troubles.map(({ trouble }) => cards(`Ann-${trouble.fault}`).length);
  assert.deepEqual(counts, [1, 1, 1, 1]);
});

test('a reply in a thread whose answer is lost stands once', async () => {
  const bob = customer('Bob');
  const posting = { method: 'chat.postMessage', channel: help } as const;
  slack.faults.add({ ...posting, fault: 'answer-lost', times: 1 });

  const root = await bob.say(help, 'I was charged twice');
  await slack.delivered();
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bob.command('/escalate', { in: help });
  await slack.waitFor(() => slack.thread(help, root)[2], { what: 'a status', timeoutMs: 15_000 });

  await bot.settled();
  const said = slack.thread(help, root).map(({ shown }) => shown.slice(0, 6));
  assert.deepEqual(said, ['I was ', 'Hello!', 'Your r']);
});

test('what Slack lost from sight is not posted again while Slack will not let the bot look', async () => {
  const cid = customer('Cid');
  slack.faults.add({
    method: 'chat.postMessage',
    channel: billing,
    fault: 'answer-lost',
    times: 1,
  });
  slack.faults.add({
    method: 'conversations.history',
    channel: billing,
    times: 1,
    fault: 'rate-limited',
    retryAfterSeconds: 1,
  });

  await cid.command('/escalate', { in: help, text: 'I was charged twice' });

  const ticket = await card(billing, 'Cid');
  await slack.waitFor(() => slack.thread(billing, ticket)[1], {
    what: 'a transcript',
    timeoutMs: 15_000,
  });
  await bot.settled();
  assert.equal(cards('Cid').length, 1);
});

test('an update whose answer is lost is made again', async () => {
  const dan = customer('Dan');
  slack.faults.add({ method: 'chat.update', channel: help, fault: 'connection-lost', times: 1 });

  await dan.command('/escalate', { in: help, text: 'I was charged twice' });

  await slack.waitFor(
    () => slack.messages(help).some(({ shown }) => /^@Dan Your request H-\d+ is with/.test(shown)),
    { what: 'the status with the agents named', timeoutMs: 15_000 },
  );
});

test('a card whose answer is no answer of Slack’s stands once, where it was meant to', async () => {
  for (const [name, body] of [
    ['Eve', '<html>Please log in</html>'],
    ['Fay', ''],
  ] as const) {
    slack.faults.add({
      method: 'chat.postMessage',
      channel: billing,
      times: 1,
      fault: 'answer-changed',
      change: () => body,
    });
    await customer(name).command('/escalate', { in: help, text: 'I was charged twice' });
    const ticket = await card(billing, name);
    await slack.waitFor(() => slack.thread(billing, ticket)[1], {
      what: 'a transcript',
      timeoutMs: 15_000,
    });
  }

  await bot.settled();
  assert.deepEqual([cards('Eve').length, cards('Fay').length], [1, 1]);
});

test('a card whose answer is lost is found behind messages that nobody can read', async () => {
  const oddly = ({ messages, ...body }: Record<string, unknown>) => ({
    ...body,
    messages: [null, 7, {}, { ts: 5 }, ...(Array.isArray(messages) ? messages : [])],
  });
  slack.faults.add({ method: 'conversations.history', fault: 'answer-changed', change: oddly });
  slack.faults.add({
    method: 'chat.postMessage',
    channel: billing,
    fault: 'answer-lost',
    times: 1,
  });

  await customer('Odd').command('/escalate', { in: help, text: 'I was charged twice' });
  const ticket = await card(billing, 'Odd');
  await slack.waitFor(() => slack.thread(billing, ticket)[1], {
    what: 'a transcript',
    timeoutMs: 15_000,
  });

  slack.faults.clear();
  assert.equal(cards('Odd').length, 1);
});

test('what Slack refuses for the owner to repair is posted where it was meant to, once that is repaired', async () => {
  const gus = customer('Gus');
  const refused = { fault: 'slack-error', error: 'token_revoked', times: 1 } as const;
  slack.faults.add({ ...refused, method: 'chat.postMessage', channel: billing });

  await gus.command('/escalate', { in: help, text: 'I was charged twice' });

  await card(billing, 'Gus', 15_000);
});

test('what is posted shows no previews and links no names, and carries what it is found by', async () => {
  await bot.settled();
  const callsOf = (name: string) => slack.calls.filter(({ method }) => method === name);
  const keyOf = (metadata: unknown) => /key\W+[\w-]{8,}/.test(JSON.stringify(metadata));
  const posts = callsOf('chat.postMessage');
  const updates = callsOf('chat.update');

  assert.ok(posts.length > 10 && updates.length > 3);
  for (const { args } of posts) {
    const { parse, link_names, unfurl_links, unfurl_media } = args;
    assert.deepEqual([parse, link_names, unfurl_links, unfurl_media].map(String), [
      'none',
      'false',
      'false',
      'false',
    ]);
  }
  for (const { args } of updates) assert.equal(args.parse, 'none');
  for (const { args } of [...posts, ...updates]) assert.ok(keyOf(args.metadata));
});
