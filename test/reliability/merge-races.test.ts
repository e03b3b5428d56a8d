import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import {
  chooseTarget,
  merge,
  type Opened,
  openAct,
  openAnother,
  under,
} from '../support/merge-and-split.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';
const company = await openCompany();
const { slack, help, billing, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
const settings = {
  company,
  ...(postgres && { database: postgres.address }),
  desk: { sameConversationMinutes: 0, replyPrefix: '!reply' },
  pauses: { beforeTypedReplyMs: 0 },
};
const bot = await startBot(settings);
const other = postgres ? await startBot(settings) : bot;
const running = new Set([bot, other]);
after(async () => {
  for (const instance of running) await instance.stop();
  await slack.stop();
  await postgres?.stop();
});

const shown = (card: Message) => slack.message(card)?.shown ?? '';

/** Two tickets of a new customer, each in a conversation of its own. */
async function openTwo(name: string) {
  const customer = bot.customer(name);
  const one = await openAnother(bot, customer, 'I was charged twice');
  const two = await openAnother(bot, customer, 'The charge is there again');
  return { customer, one, two };
}

/**
 * Does two things on two instances at the same time: each has begun its transaction, and holds what it
 * locks first, before either goes on.
 */
async function atOnce<One, Another>(
  one: () => Promise<One>,
  another: () => Promise<Another>,
): Promise<[One, Another]> {
  assert.ok(postgres);
  await bot.settled();
  const held = await postgres.hold('tickets');
  try {
    slack.deliverTo(`${bot.url}/slack/events`);
    const first = one();
    await waiting(1);
    slack.deliverTo(`${other.url}/slack/events`);
    const second = another();
    await waiting(2);
    await held.release();
    const outcomes = await Promise.all([first, second]);
    await bot.settled();
    return outcomes;
  } finally {
    slack.deliverTo(`${bot.url}/slack/events`);
  }
}

async function waiting(atLeast: number): Promise<void> {
  const blocked = `select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while (((await postgres?.rows(blocked))?.length ?? 0) < atLeast) await sleep(20);
}

async function openMerge(agent: typeof amy, from: Opened, into: Opened): Promise<void> {
  await openAct(agent, from.card, 'Merge…');
  await chooseTarget(agent, into.name);
}

async function dismissAll(): Promise<void> {
  for (const agent of [amy, ben]) if (agent.modal) await agent.dismiss();
}

const closed = (outcome: SubmitOutcome) => outcome.status === 'closed';

test('of two merges against one another one is made, and the other agent is told', {
  skip,
}, async () => {
  const { one, two } = await openTwo('Ann');
  await openMerge(amy, one, two);
  await openMerge(ben, two, one);

  const outcomes = await atOnce(
    () => amy.submit(),
    () => ben.submit(),
  );

  assert.equal(outcomes.filter(closed).length, 1);
  const cards = [one, two].map(({ card }) => shown(card));
  assert.equal(cards.filter((card) => card.includes('Goes on in')).length, 1);
  const loser = outcomes[0].status === 'closed' ? ben : amy;
  const told = JSON.stringify(outcomes) + shownInForm(loser.modal);
  assert.match(told, /goes on in|merged/i);
  await dismissAll();
});

test('three merges in a ring leave one ticket open', { skip }, async () => {
  const { customer, one, two } = await openTwo('Abe');
  const three = await openAnother(bot, customer, 'A third charge');
  await merge(amy, three.card, two.name);
  await openMerge(amy, one, two);
  await openMerge(ben, two, one);

  await atOnce(
    () => amy.submit(),
    () => ben.submit(),
  );

  const open = [one, two, three].filter(({ card }) => /\[Reply\]/.test(shown(card)));
  assert.equal(open.length, 1);
  await dismissAll();
});

for (const order of ['merge first', 'reply first']) {
  test(`${order}: a reply and the merge of its ticket at once: it arrives once, or is refused and kept`, {
    skip,
  }, async () => {
    const { one, two } = await openTwo(`Bea-${order.slice(0, 5)}`);
    // Else the reply takes the ticket, which is news to whoever merges it.
    await ben.press(two.card, 'Claim');
    await bot.settled();
    await openMerge(amy, two, one);
    await ben.press(two.card, 'Reply');
    ben.fill({ 'Your reply': 'It is refunded.' });
    const acts = [() => amy.submit(), () => ben.submit()] as const;

    const outcomes = await (order === 'merge first'
      ? atOnce(acts[0], acts[1])
      : atOnce(acts[1], acts[0]).then(([reply, merging]) => [merging, reply] as const));

    const [merging, reply] = outcomes;
    assert.equal(merging.status, 'closed');
    const answers = under(bot, two.root, 'It is refunded.');
    assert.equal(answers.length, closed(reply) ? 1 : 0);
    const stays = ben.modal !== undefined;
    assert.equal(stays, !closed(reply));
    await dismissAll();
  });

  test(`${order}: a reply where another is merged into and that at once arrives once`, {
    skip,
  }, async () => {
    const { one, two } = await openTwo(`Bob-${order.slice(0, 5)}`);
    await openMerge(amy, two, one);
    await ben.press(one.card, 'Reply');
    ben.fill({ 'Your reply': 'It is refunded.' });
    const acts = [() => amy.submit(), () => ben.submit()] as const;

    await (order === 'merge first' ? atOnce(acts[0], acts[1]) : atOnce(acts[1], acts[0]));
    // What another ticket brought along is new to whoever was writing.
    if (ben.modal) await ben.submit();
    await bot.settled();

    const answers = [one, two].flatMap(({ root }) => under(bot, root, 'It is refunded.'));
    assert.equal(answers.length, 1);
    await dismissAll();
  });
}

for (const which of ['one', 'two'] as const) {
  test(`Resolve of ticket ${which} and the merge of two into one at once: nothing is left half done`, {
    skip,
  }, async () => {
    const opened = await openTwo(`Cid-${which}`);
    const { customer, one, two } = opened;
    await openMerge(amy, two, one);

    const [merging] = await atOnce(
      () => amy.submit(),
      () => ben.press(opened[which].card, 'Resolve'),
    );
    await bot.settled();

    const isMerged = closed(merging);
    assert.equal(/Goes on in/.test(shown(two.card)), isMerged);
    assert.equal(/\[Reopen\]/.test(shown(opened[which].card)), which === 'one' || !isMerged);
    await customer.say(help, 'It is still there', { thread: two.root });
    await bot.settled();
    const told = [one, two].flatMap(({ card }) => under(bot, card, 'It is still there'));
    assert.equal(told.length, 1);
    await dismissAll();
  });
}

test('what customers write while their ticket is merged is brought to the other once', {
  skip,
}, async () => {
  const { customer, one, two } = await openTwo('Dan');
  await openMerge(amy, two, one);

  await atOnce(
    () => amy.submit(),
    () => customer.say(help, 'Written meanwhile', { thread: two.root }),
  );

  assert.equal(under(bot, one.card, 'Written meanwhile').length, 1);
});

test('what they write for a merged ticket while that is merged on is brought to the last once', {
  skip,
}, async () => {
  const { customer, one, two } = await openTwo('Dora');
  const three = await openAnother(bot, customer, 'A third charge');
  await merge(amy, three.card, two.name);
  await openMerge(amy, two, one);

  await atOnce(
    () => amy.submit(),
    () => customer.say(help, 'Written meanwhile', { thread: three.root }),
  );

  assert.equal(under(bot, one.card, 'Written meanwhile').length, 1);
  assert.equal(under(bot, two.card, 'Written meanwhile').length, 0);
});

test('Resolve of a ticket and what is written for one that was merged into it wait for one another', {
  skip,
}, async () => {
  const { customer, one, two } = await openTwo('Dido');
  await merge(amy, one.card, two.name);

  await atOnce(
    () => ben.press(two.card, 'Resolve'),
    () => customer.say(help, 'Written meanwhile', { thread: one.root }),
  );

  assert.equal(under(bot, two.card, 'Written meanwhile').length, 1);
});

test('a split and a merge of the same ticket at once lose no message', { skip }, async () => {
  const { customer, one, two } = await openTwo('Eve');
  await customer.say(help, 'My TV does not work, an error', { thread: two.root });
  await openMerge(amy, two, one);
  await openAct(ben, two.card, 'Split…');
  ben.fill({ 'split_messages:0': ['My TV does not work, an error'] });

  const [merging] = await atOnce(
    () => amy.submit(),
    () => ben.submit(),
  );
  await dismissAll();
  if (!closed(merging)) await merge(amy, two.card, one.name);
  await bot.settled();

  assert.match(shown(two.card), /Goes on in/);
  const cards = bot.cards('Customer: Eve').filter(({ ts }) => ts !== two.card.ts);
  const told = cards.flatMap((card) => under(bot, card, 'an error'));
  assert.equal(told.length, 1);
});

test('a merge is undone once by two agents at once', { skip }, async () => {
  const { one, two } = await openTwo('Fay');
  await merge(amy, two.card, one.name);
  await bot.settled();

  await atOnce(
    () => amy.press(two.card, 'Undo'),
    () => ben.press(two.card, 'Undo'),
  );

  assert.match(shown(two.card), /\[Reply\]/);
  assert.equal(under(bot, one.card, 'goes on by itself again').length, 1);
});

test('a merge that is undone while its ticket’s other is merged on is undone, or stays', {
  skip,
}, async () => {
  const { customer, one, two } = await openTwo('Flo');
  const three = await openAnother(bot, customer, 'A third charge');
  await merge(amy, three.card, two.name);
  await openMerge(amy, two, one);

  await atOnce(
    () => amy.submit(),
    () => ben.press(three.card, 'Undo'),
  );
  await customer.say(help, 'Written later', { thread: three.root });
  await bot.settled();

  assert.match(shown(two.card), /Goes on in/);
  assert.match(shown(three.card), /\[Reply\]/);
  assert.equal(under(bot, three.card, 'Written later').length, 1);
  assert.equal(under(bot, one.card, 'Written later').length, 0);
});

test('a reply behind the prefix and the merge of its ticket at once: sent once, or asked about', {
  skip,
}, async () => {
  const { one, two } = await openTwo('Gil');
  await openMerge(amy, two, one);

  await atOnce(
    () => amy.submit(),
    () => ben.say(billing, '!reply It is refunded.', { thread: two.card }),
  );

  const sent = [one, two].flatMap(({ root }) => under(bot, root, 'It is refunded.'));
  // The copy where it was typed says so, too, where it is asked about where its ticket goes on.
  const asked = under(bot, one.card, 'Send anyway');
  const refused = under(bot, two.card, 'goes on in');
  assert.equal(sent.length, asked.length + refused.length === 0 ? 1 : 0);
  assert.ok(asked.length <= 1);
});

test('no two of these were in each other’s way', { skip }, async () => {
  for (const instance of running) {
    await instance.stop();
    running.delete(instance);
  }
  await stoppedSessions();

  const [counted] = (await postgres?.rows(DEADLOCKS)) ?? [];

  assert.deepEqual(counted, { deadlocks: '0' });
});

const DEADLOCKS = 'select deadlocks from pg_stat_database where datname = current_database()';

/** PostgreSQL counts at the latest when a session ends. */
async function stoppedSessions(): Promise<void> {
  const open = `select pid from pg_stat_activity
    where datname = current_database() and application_name like 'handoff%'`;
  while (((await postgres?.rows(open))?.length ?? 0) > 0) await sleep(20);
}
