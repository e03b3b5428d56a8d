import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import { fieldsOf } from '../../src/fields-of.ts';
import { openCompany } from '../support/company.ts';
import { type BotSettings, startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

async function openBot(settings: BotSettings = {}) {
  // What is delivered before the bot is there does not come again.
  const company = await openCompany({ redeliverAfterMs: [] });
  const bot = await startBot({ ...settings, company });
  after(async () => {
    await bot.stop();
    await company.slack.stop();
  });
  return bot;
}

/** A ticket about somebody in the billing channel. */
async function billingCard(bot: Awaited<ReturnType<typeof openBot>>, name: string) {
  const customer = bot.customer(name);
  const root = await customer.say(bot.help, 'I was charged twice');
  await bot.settled();
  await customer.say(bot.help, '!escalate', { thread: root });
  return bot.card(bot.billing, `Customer: ${name}`);
}

const limited = { fault: 'rate-limited', retryAfterSeconds: 0, times: 1 } as const;

for (const method of ['auth.test', 'conversations.list', 'conversations.members', 'users.info']) {
  test(`${method} is rate-limited at the start: agents are known all the same`, async () => {
    const bot = await openBot({
      prepare: (slack) => void slack.faults.add({ ...limited, method }),
    });
    const { slack } = bot;

    await slack.as(bot.agents.amy).say(bot.help, 'We are open again at nine');
    await bot.settled();
    const card = await billingCard(bot, 'Ann');
    await slack.as(bot.agents.amy).press(card, 'Resolve');

    await slack.waitFor(() => slack.message(card)?.shown.includes('Resolved by Amy'));
    assert.deepEqual(bot.cards('Customer: Amy'), []);
  });
}

test('odd fields of auth.test cost these alone: the bot starts, and works', async () => {
  const odd = { bot_id: null, url: 7, enterprise_id: {}, is_enterprise_install: 'no' };
  const bot = await openBot({
    prepare: (slack) =>
      void slack.faults.add({
        method: 'auth.test',
        fault: 'answer-changed',
        change: (body) => ({ ...body, ...odd }),
      }),
  });

  await billingCard(bot, 'Ann');

  const reasons = bot.log.map(({ about }) => fieldsOf(about).reason);
  const names = 'url, enterprise_id, is_enterprise_install';
  assert.ok(reasons.includes(`${names} of auth.test could not be read; the rest was.`));
});

for (const fault of [
  { fault: 'rate-limited', retryAfterSeconds: 30 },
  { fault: 'http-error', status: 503 },
  { fault: 'slack-error', error: 'user_not_visible' },
] as const) {
  test(`users.info fails for good (${fault.fault}): a guest is no agent`, async () => {
    const bot = await openBot({
      // The ticket of somebody whose profile never comes need not wait for it here.
      pauses: { profileMayComeMs: 0 },
      prepare(slack) {
        const guest = slack.addUser({ name: 'guest', kind: 'guest' });
        slack.join(slack.channel('agents-billing'), guest);
        slack.faults.add({ ...fault, method: 'users.info' });
      },
    });
    const { slack } = bot;
    const guest = slack.people().find(({ name }) => name === 'guest') ?? assert.fail();
    const bob = bot.customer('Bob');
    const root = await bob.say(bot.help, 'I was charged twice');
    await bot.settled();
    await bob.say(bot.help, '!escalate', { thread: root });
    const card = await slack.waitFor(
      () => slack.messages(bot.billing).find(({ shown }) => shown.startsWith('H-1 ')),
      { what: 'a card' },
    );

    await slack.as(guest).press(card, 'Resolve');
    await bot.settled();

    assert.doesNotMatch(slack.message(card)?.shown ?? '', /Resolved by/);
    assert.match(slack.as(guest).ephemerals(bot.billing).at(-1)?.shown ?? '', /^Only agents/);
  });
}

for (const fault of [
  { fault: 'http-error', status: 503 },
  { fault: 'slack-error', error: 'unknown_method' },
  { fault: 'slack-error', error: 'missing_scope' },
] as const) {
  const name = 'error' in fault ? fault.error : fault.fault;
  test(`users.conversations fails for good (${name}): customers are heard`, async () => {
    const bot = await openBot({
      prepare: (slack) => void slack.faults.add({ ...fault, method: 'users.conversations' }),
    });
    const { slack } = bot;
    const cid = bot.customer('Cid');

    const root = await cid.say(bot.help, 'I was charged twice');
    await cid.directMessage('And I cannot log in');

    await slack.waitFor(() => slack.thread(bot.help, root)[1], { what: 'an answer in #help' });
    await slack.waitFor(() => slack.directMessages(cid.person)[1], { what: 'an answer directly' });
  });
}

test('thirty people who join an agents’ channel cause one look, and each is an agent then', async () => {
  const bot = await openBot({ pauses: { beforeReadingAgainMs: 300 } });
  const { slack } = bot;
  const card = await billingCard(bot, 'Dora');
  const people = Array.from({ length: 30 }, (_, index) => slack.addUser({ name: `a${index}` }));
  const before = looks(slack);

  for (const person of people) slack.join(bot.billing, person);
  await slack.delivered();
  await until(() => looks(slack) > before);
  await until(async () => {
    if (slack.message(card)?.shown.includes('[Resolve]')) {
      await slack.as(people.at(-1) ?? assert.fail()).press(card, 'Resolve');
      await bot.settled();
    }
    return slack.message(card)?.shown.includes('Resolved by') ?? false;
  });

  assert.equal(looks(slack), before + 1);
});

function looks({ calls }: Workspace): number {
  return calls.filter(({ method }) => method === 'conversations.members').length;
}

test('an agent who leaves their channel may do nothing there any more, at once', async () => {
  const bot = await openBot({ pauses: { beforeReadingAgainMs: 60_000 } });
  const { slack } = bot;
  const card = await billingCard(bot, 'Eve');
  const amy = slack.as(bot.agents.amy);
  slack.leave(bot.billing, amy.person);
  slack.leave(bot.triage, amy.person);
  await slack.delivered();

  // Somebody who just left may still have the message before them.
  const outcome = await clickFrom(bot, amy.person.id, card);
  await bot.settled();

  assert.equal(outcome, 200);
  assert.doesNotMatch(slack.message(card)?.shown ?? '', /Resolved by/);
});

async function clickFrom(
  { slack }: Awaited<ReturnType<typeof openBot>>,
  user: string,
  { channel, ts }: { channel: string; ts: string },
) {
  const message = slack.message({ channel, ts });
  const button = message?.blocks
    .flatMap((block) => ('elements' in block ? [block.elements].flat() : []))
    .find((element) => JSON.stringify(element).includes('resolve_ticket'));
  const { value } = JSON.parse(JSON.stringify(button));
  const payload = {
    type: 'block_actions',
    team: { id: slack.team.id },
    user: { id: user, team_id: slack.team.id },
    trigger_id: '1.2.3',
    channel: { id: channel },
    container: { type: 'message', message_ts: ts, channel_id: channel },
    actions: [{ type: 'button', action_id: 'resolve_ticket', action_ts: '1.2', value }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const contentType = 'application/x-www-form-urlencoded';
  return (await slack.deliverRaw({ body, contentType })).status;
}

test('an agent of another channel is answered whose the ticket is, and changes nothing', async () => {
  const bot = await openBot({
    prepare(slack) {
      const sam = slack.addUser({ name: 'sam' });
      slack.join(slack.channel('agents-sales'), sam);
    },
  });
  const { slack } = bot;
  const card = await billingCard(bot, 'Fay');
  const sam = slack.people().find(({ name }) => name === 'sam') ?? assert.fail();
  // In the channel, but not yet known there.
  slack.faults.add({ method: 'conversations.members', fault: 'http-error', status: 503 });
  slack.join(bot.billing, sam);

  await slack.as(sam).press(card, 'Resolve');
  await slack.as(sam).press(card, 'Move to…');
  await bot.settled();

  const answers = slack
    .as(sam)
    .ephemerals(bot.billing)
    .map(({ shown }) => shown);
  const words =
    'H-1 is not yours to change: only agents in the channel of Billing or triage can do this.';
  assert.deepEqual(answers, [words, words]);
  assert.doesNotMatch(slack.message(card)?.shown ?? '', /Resolved by|Moved to/);
  assert.equal(bot.cards('Customer: Fay').length, 1);
});
