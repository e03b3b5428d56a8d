import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { carriedUnder } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

/** Where the work on a file fails once, as if the process had ended; the job is then retried. */
let endsAt = 'nowhere';

const company = await openCompany({ sharesAfterLooks: 3 });
const { slack, help, billing } = company;
const bot = await startBot({
  company,
  checkpoint(name) {
    if (name !== endsAt) return;
    endsAt = 'nowhere';
    throw new Error(`The process ends ${name}`);
  },
});
const amy = slack.as(company.agents.amy);
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

const files = [
  { name: 'a.pdf', mimetype: 'application/pdf', content: '%PDF a' },
  { name: 'b.pdf', mimetype: 'application/pdf', content: '%PDF b' },
];
const both = [
  { name: 'a.pdf', content: '%PDF a' },
  { name: 'b.pdf', content: '%PDF b' },
];

const steps = [
  'files.info',
  'files-pri',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
];
const troubles = [
  { fault: 'answer-lost' },
  { fault: 'connection-lost' },
  { fault: 'http-error', status: 503 },
  { fault: 'rate-limited', retryAfterSeconds: 1 },
] as const;

for (const method of steps) {
  for (const trouble of troubles) {
    test(`each file arrives once where ${method} has ${trouble.fault}`, async () => {
      const name = `${method}-${trouble.fault}`.replaceAll('.', '-');
      const { customer, root, card } = await openTicket(bot, name);
      slack.faults.add({ ...trouble, method, times: 1 });

      await customer.say(help, 'See here', { thread: root, files });
      await bot.settled();

      assert.deepEqual(carriedUnder(bot, card), both);
    });
  }
}

const ends = [
  'before posting carried-file',
  'file downloaded',
  'file uploaded',
  'upload stored',
  'upload completed',
  'carried-file posted',
  'carried-file noted',
];

for (const at of ends) {
  test(`each file arrives once where the process ends: ${at}`, async () => {
    const { customer, root, card } = await openTicket(bot, `End-${at.replaceAll(' ', '-')}`);
    endsAt = at;

    await customer.say(help, 'See here', { thread: root, files });
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    assert.deepEqual(carriedUnder(bot, card), both);
  });
}

for (const at of ['before posting carried-file', 'carried-file posted']) {
  test(`why a file is not carried is said once where the process ends ${at}`, async () => {
    const { customer, root, card } = await openTicket(bot, `Exe-${at.replaceAll(' ', '-')}`);
    endsAt = at;

    await customer.say(help, 'See here', { thread: root, files: [{ name: 'setup.exe' }] });
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    const lines = slack.thread(billing, card).filter(({ shown }) => /not carried/.test(shown));
    assert.equal(lines.length, 1);
  });
}

test('a file arrives once where its answer is lost and Slack never says where it is', async () => {
  const { customer, root, card } = await openTicket(bot, 'Pat');
  slack.faults.add({ method: 'files.completeUploadExternal', fault: 'answer-lost', times: 1 });
  slack.faults.add({
    method: 'files.info',
    fault: 'answer-changed',
    change: ({ file, ...rest }) => ({ ...rest, file: { ...Object(file), shares: {} } }),
  });

  await customer.say(help, 'See here', { thread: root, files });
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, card), both);
});

test('an upload that Slack has lost is made again', async () => {
  const { customer, root, card } = await openTicket(bot, 'Quin');
  slack.faults.add({
    method: 'files.completeUploadExternal',
    fault: 'slack-error',
    error: 'file_not_found',
    times: 1,
  });

  await customer.say(help, 'See here', { thread: root, files });
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, card), both);
});

test('a file that Slack does not take is named with the reason', async () => {
  const { customer, root, card } = await openTicket(bot, 'Rex');
  slack.faults.add({
    method: 'files.getUploadURLExternal',
    fault: 'slack-error',
    error: 'storage_limit_reached',
    times: 1,
  });
  slack.faults.add({
    method: 'files.completeUploadExternal',
    fault: 'slack-error',
    error: 'posting_to_channel_denied',
    times: 1,
  });

  await customer.say(help, 'See here', { thread: root, files });
  await bot.settled();

  const [first, second] = slack.thread(billing, card).slice(-2);
  assert.equal(first?.shown, 'a.pdf is not carried: Slack refused it (storage_limit_reached).');
  assert.match(second?.shown ?? '', /^b\.pdf .* \(posting_to_channel_denied\)\.$/);
});

test('a download that is cut short is made again, and words do not wait for a file', async () => {
  const { customer, root, card } = await openTicket(bot, 'Sue');
  slack.faults.add({ method: 'files-pri', fault: 'length-changed', by: -3, times: 1 });
  const other = await openTicket(bot, 'Tom');
  slack.faults.add({ method: 'upload', fault: 'http-error', status: 500 });
  await customer.say(help, 'See here', { thread: root, files });
  await slack.waitFor(() => slack.calls.some(({ method }) => method === 'upload'), {
    what: 'an upload',
  });

  await other.customer.say(help, 'I have no file', { thread: other.root });
  await slack.waitFor(
    () => slack.thread(billing, other.card).find(({ shown }) => shown.includes('I have no file')),
    { what: 'the words' },
  );
  slack.faults.clear();
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, card), both);
});

/** An agent's answer with both files, once all of it is with the customer. */
async function answered(card: Message) {
  await reply(amy, card, 'See here', { Files: files });
  await bot.settled();
}

for (const method of ['files-pri', 'upload', 'files.completeUploadExternal', 'chat.postMessage']) {
  test(`an agent’s files arrive once, under the answer, where the answer to ${method} is lost`, async () => {
    const { root, card } = await openTicket(bot, `Ua-${method.replaceAll('.', '-')}`);
    slack.faults.add({ method, fault: 'answer-lost', times: 1 });

    await answered(card);

    assert.deepEqual(carriedUnder(bot, root), both);
    const words = slack.thread(help, root).map(({ shown }) => shown);
    assert.deepEqual(words.slice(-3), ['See here', '', '']);
  });
}

for (const at of ends.map((name) => name.replace('carried-file', 'reply-file'))) {
  test(`an agent’s files arrive once where the process ends: ${at}`, async () => {
    const { root, card } = await openTicket(bot, `Va-${at.replaceAll(' ', '-')}`);
    endsAt = at;

    await answered(card);

    assert.equal(endsAt, 'nowhere');
    assert.deepEqual(carriedUnder(bot, root), both);
  });
}

for (const at of ['before removing reply-file', 'reply-file removed']) {
  test(`an agent’s files are gone after Take back where the process ends ${at}`, async () => {
    const { root, card } = await openTicket(bot, `Wa-${at.replaceAll(' ', '-')}`);
    await answered(card);
    const sent = slack.thread(billing, card).at(-1);
    assert.ok(sent);
    endsAt = at;

    await amy.press(sent, 'Take back');
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    assert.ok(slack.thread(help, root).every((message) => message.files.length === 0));
  });
}

test('an agent’s file that is taken back before it is known to be posted does not stay', async () => {
  const { root, card } = await openTicket(bot, 'Xia');
  slack.faults.add({ method: 'files.completeUploadExternal', fault: 'answer-lost', times: 1 });
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'See here', Files: files.slice(0, 1) });
  await amy.submit();
  await slack.waitFor(() => carriedUnder(bot, root)[0], { what: 'the file' });
  const sent = await slack.waitFor(
    () => slack.thread(billing, card).find(({ shown }) => shown.startsWith('Amy Agent to')),
    { what: 'what was sent' },
  );

  await amy.press(sent, 'Take back');
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, root), []);
  assert.ok(slack.thread(help, root).every(({ shown }) => shown !== 'See here'));
});
