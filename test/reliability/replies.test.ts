import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

/** Where the work on a reply fails once, as if the process had ended; the job is then retried. */
let endsAt = 'nowhere';

const company = await openCompany();
const { slack, help, billing, agents } = company;
const bot = await startBot({
  company,
  checkpoint(name) {
    if (name !== endsAt) return;
    endsAt = 'nowhere';
    throw new Error(`The process ends ${name}`);
  },
});
const amy = slack.as(agents.amy);
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

function answersIn(root: Message, words: string) {
  return slack.thread(help, root).filter(({ shown }) => shown.includes(words));
}

function copiesUnder(card: Message, words: string) {
  return slack.thread(billing, card).filter(({ shown }) => shown.includes(words));
}

const troubles = [
  { fault: 'answer-lost' },
  { fault: 'connection-lost' },
  { fault: 'http-error', status: 503 },
  { fault: 'rate-limited', retryAfterSeconds: 1 },
] as const;

for (const trouble of troubles) {
  test(`a reply arrives once, and in order, where Slack answers with ${trouble.fault}`, async () => {
    const { root, card } = await openTicket(bot, `Ann-${trouble.fault}`);
    slack.faults.add({ ...trouble, method: 'chat.postMessage', channel: help, times: 1 });

    await reply(amy, card, 'The first answer');
    await reply(amy, card, 'The second answer');
    if (amy.modal) await amy.submit();
    await slack.waitFor(() => answersIn(root, 'The second answer')[0], {
      what: 'the second answer',
    });
    await bot.settled();

    assert.deepEqual(
      answersIn(root, ' answer').map(({ shown }) => shown),
      ['The first answer', 'The second answer'],
    );
    assert.equal(copiesUnder(card, 'The first answer').length, 1);
  });
}

for (const at of ['before posting reply', 'reply posted', 'reply noted']) {
  test(`a reply arrives once where the process ends ${at}`, async () => {
    const { root, card } = await openTicket(bot, `Bob-${at.replaceAll(' ', '-')}`);
    endsAt = at;

    await reply(amy, card, 'Only once');
    await slack.waitFor(() => answersIn(root, 'Only once')[0], { what: 'the answer' });
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    assert.equal(answersIn(root, 'Only once').length, 1);
    assert.equal(copiesUnder(card, 'Only once').length, 1);
  });
}

for (const at of ['before removing reply', 'reply removed']) {
  test(`a reply that is taken back is gone where the process ends ${at}`, async () => {
    const { root, card } = await openTicket(bot, `Cid-${at.replaceAll(' ', '-')}`);
    await reply(amy, card, 'Not for you');
    await slack.waitFor(() => answersIn(root, 'Not for you')[0], { what: 'the answer' });
    await bot.settled();
    const [copy] = copiesUnder(card, 'Not for you');
    assert.ok(copy);
    endsAt = at;

    await amy.press(copy, 'Take back');
    await bot.settled();

    assert.equal(endsAt, 'nowhere');
    assert.equal(answersIn(root, 'Not for you').length, 0);
  });
}

test('a reply that is taken back before it was posted never arrives', async () => {
  const { root, card } = await openTicket(bot, 'Dan');
  slack.faults.add({ method: 'chat.postMessage', channel: help, fault: 'http-error', status: 503 });
  await reply(amy, card, 'Too early');
  const copy = await slack.waitFor(() => copiesUnder(card, 'Too early')[0], { what: 'the copy' });

  await amy.press(copy, 'Take back');
  slack.faults.clear();
  await bot.settled();

  assert.equal(answersIn(root, 'Too early').length, 0);
  assert.match(slack.message(copy)?.shown ?? '', /taken back/);
});

test('a reply of which it is not known whether it was posted is gone when it is taken back', async () => {
  const { root, card } = await openTicket(bot, 'Dora');
  slack.faults.add({
    method: 'chat.postMessage',
    channel: help,
    fault: 'answer-lost',
    times: 1,
  });
  slack.faults.add({ method: 'conversations.replies', fault: 'http-error', status: 503 });
  await reply(amy, card, 'Was it sent?');
  const copy = await slack.waitFor(() => copiesUnder(card, 'is being sent')[0], {
    what: 'the copy',
  });
  await slack.waitFor(() => answersIn(root, 'Was it sent?')[0], { what: 'the answer' });

  await amy.press(copy, 'Take back');
  slack.faults.clear();
  await bot.settled();

  assert.equal(answersIn(root, 'Was it sent?').length, 0);
});

test('a reply that Slack refuses says so to the agents, and can be tried again', async () => {
  const { root, card } = await openTicket(bot, 'Eve');
  slack.faults.add({
    method: 'chat.postMessage',
    channel: help,
    fault: 'slack-error',
    error: 'restricted_action',
    times: 1,
  });
  await reply(amy, card, 'Please wait a day');
  const copy = await slack.waitFor(
    () => copiesUnder(card, 'did not arrive: posting in the channel is restricted')[0],
    { what: 'what happened' },
  );

  await amy.press(copy, 'Try again');
  await slack.waitFor(() => answersIn(root, 'Please wait a day')[0], { what: 'the answer' });
  await bot.settled();

  assert.equal(answersIn(root, 'Please wait a day').length, 1);
  assert.match(slack.message(copy)?.shown ?? '', /sent/);
});
