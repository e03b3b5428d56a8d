import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Person } from '../../playground/workspace/team/person.ts';
import { move } from '../support/move.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);

/** A ticket that stands in the billing channel, its transcript posted. */
async function billingTicket(name: string) {
  const customer = bot.customer(name);
  const root = await customer.say(help, 'I was charged twice');
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.transcript(card);
  return { customer, root, card };
}

/**
 * Lets somebody join the agents, and waits until the bot takes them for one. It reads all of its
 * agents at once, so that it then knows of everybody who joined before.
 */
async function untilAgent(person: Person): Promise<void> {
  const { card } = await billingTicket(`customer of ${person.name}`);
  slack.join(bot.billing, person);
  while (!slack.message(card)?.shown.includes('Resolved by')) {
    await slack.as(person).press(card, 'Resolve');
    await bot.settled();
  }
}

/** A message as it is once it shows some words. */
function onceItShows(message: Message, words: string) {
  return slack.waitFor(
    () => {
      const current = slack.message(message);
      return current?.shown.includes(words) ? current : undefined;
    },
    { what: `“${words}” in “${message.shown}”` },
  );
}

function statusOf(customer: Actor, root: Message, words: string) {
  const what = `“${words}” for ${customer.person.name}`;
  return slack.waitFor(() => slack.thread(help, root).find(({ shown }) => shown.includes(words)), {
    what,
  });
}

test('what nobody can place is routed from the triage channel with one click', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'It is about my thing');
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });
  const sorting = await bot.card(bot.triage, 'Customer: Ann');
  assert.match(sorting.shown, /unclear which agents.*\[Billing\] \[Sales\] \[Support\]/s);

  await amy.press(sorting, 'Sales');

  const card = await bot.card(bot.sales, 'Customer: Ann');
  assert.match(await bot.transcript(card), /It is about my thing/);
  await onceItShows(sorting, 'Moved to Sales.');
  await statusOf(ann, root, 'is with our team for Sales');
});

test('a ticket that is moved takes its transcript along, and its old card says where it went', async () => {
  const { customer, root, card } = await billingTicket('Bob');

  await move(amy, card, 'Support');

  const moved = await bot.card(bot.support, 'Customer: Bob');
  assert.match(await bot.transcript(moved), /charged twice/);
  const old = await onceItShows(card, 'Moved to Support.');
  assert.doesNotMatch(old.shown, /Customer: Bob|\[Resolve\]/);
  await statusOf(customer, root, 'is with our team for Support');
});

test('what is said after a move reaches the agents who have the ticket, also when it came back', async () => {
  const { customer, root, card } = await billingTicket('Cid');
  await move(amy, card, 'Support');
  const moved = await bot.card(bot.support, 'Customer: Cid');
  await bot.transcript(moved);

  await customer.say(help, 'for the agents of Support', { thread: root });
  await slack.waitFor(() =>
    slack.thread(bot.support, moved).some(({ shown }) => shown.includes('for the agents of')),
  );
  await move(amy, moved, 'Billing');
  await onceItShows(card, 'Customer: Cid');
  await customer.say(help, 'for the agents of Billing', { thread: root });

  await slack.waitFor(
    () =>
      slack
        .thread(bot.billing, card)
        .some(({ shown }) => shown.endsWith('for the agents of Billing')),
    { what: 'the words in the thread of the card that came back' },
  );
  assert.ok(
    slack
      .thread(bot.support, moved)
      .every(({ shown }) => !shown.endsWith('for the agents of Billing')),
  );
});

test('the customer reads of the end in one message, and the card shows it', async () => {
  const { customer, root, card } = await billingTicket('Dora');

  await amy.press(card, 'Resolve');

  const closed = await onceItShows(card, 'Resolved by Amy Agent.');
  assert.doesNotMatch(closed.shown, /\[Resolve\]/);
  await statusOf(customer, root, 'is resolved. If it is not');
  await statusOf(customer, root, 'was with our team for Billing.');
  const ends = slack.thread(help, root).filter(({ shown }) => shown.includes('resolved'));
  assert.equal(ends.length, 1);
});

test('who is no agent cannot resolve or move, and is told so', async () => {
  const { customer, card } = await billingTicket('Eve');
  const guest = slack.addUser({ name: 'visitor', kind: 'guest' });
  slack.join(bot.billing, guest);
  await untilAgent(slack.addUser({ name: 'newcomer' }));

  await slack.as(guest).press(card, 'Resolve');
  await slack.as(guest).press(card, 'Move to…');

  await slack.waitFor(() => slack.as(guest).ephemerals(bot.billing)[1], { what: 'two refusals' });
  for (const { shown } of slack.as(guest).ephemerals(bot.billing)) {
    assert.match(shown, /^Only agents/);
  }
  await bot.settled();
  const again = await customer.command('/escalate', { in: help });
  assert.match(again.shown ?? '', /is with our team for Billing/);
});

test('who joins an agents’ channel is an agent without a restart', async () => {
  const { card } = await billingTicket('Fay');
  const nina = slack.addUser({ name: 'nina', realName: 'Nina New' });

  await untilAgent(nina);
  await slack.as(nina).press(card, 'Resolve');

  await onceItShows(card, 'Resolved by Nina New.');
});

test('what the customer writes after the escalation reaches the agents once and in order', async () => {
  const { customer, root, card } = await billingTicket('Gus');
  slack.faults.add({ fault: 'duplicated', copies: 3, type: 'message', times: 5 });

  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    await customer.say(help, text, { thread: root });
    await slack.delivered();
  }

  const followUps = await slack.waitFor(() => {
    const replies = slack.thread(bot.billing, card).slice(2);
    return replies.length >= 5 && replies.map(({ shown }) => shown);
  });
  assert.deepEqual(
    followUps,
    ['one', 'two', 'three', 'four', 'five'].map((text) => `CUSTOMER (Gus): ${text}`),
  );
});

test('a long message after the escalation reaches the agents whole', async () => {
  const { customer, root, card } = await billingTicket('Hal');
  const text = Array.from({ length: 4_000 }, (_, index) => `word${index}`).join(' ');

  await customer.say(help, text, { thread: root });

  const lastWord = () => slack.thread(bot.billing, card).at(-1)?.shown.endsWith('word3999');
  await slack.waitFor(lastWord, { what: 'the last word' });
  const parts = slack.thread(bot.billing, card).slice(2);
  const whole = parts.map(({ shown }) => shown.slice('CUSTOMER (Hal): '.length)).join('');
  assert.equal(whole, text);
});

test('what an agent says in the customer’s thread reaches the other agents', async () => {
  const { root, card } = await billingTicket('Ida');

  await amy.say(help, 'I have refunded it', { thread: root });

  const followUp = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  assert.equal(followUp.shown, 'Amy Agent, in the customer’s thread: I have refunded it');
});

test('who leaves the agents’ channels is no agent any more', async () => {
  const omar = slack.addUser({ name: 'omar' });
  slack.join(help, omar);
  await untilAgent(omar);
  const isTakenForAgent = async () => {
    const { shown } = await slack.as(omar).command('/escalate', { in: help });
    return shown?.startsWith('You are one of the agents') ?? false;
  };
  const before = await isTakenForAgent();

  slack.leave(bot.billing, omar);
  await slack.delivered();
  for (let tries = 0; tries < 50 && (await isTakenForAgent()); tries += 1) await bot.settled();

  assert.equal(before, true);
  assert.equal(slack.as(omar).modal?.title, 'Talk to a person');
});

test('a ticket cannot be moved to a category that the desk no longer has', async () => {
  const { customer, card } = await billingTicket('Jan');
  const ticketId = /"value":"([^" ]+)"/.exec(JSON.stringify(card.blocks))?.[1];
  assert.ok(ticketId);

  await slack.deliverRaw({
    contentType: 'application/x-www-form-urlencoded',
    body: stringify({
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: slack.team.id },
        user: { id: bot.agents.amy.id },
        channel: { id: bot.billing.id },
        trigger_id: 'trigger',
        container: { type: 'message', message_ts: card.ts, channel_id: bot.billing.id },
        response_url: `${slack.url}/response/unknown`,
        actions: [
          {
            type: 'button',
            action_id: 'move_ticket:gone',
            action_ts: '1',
            value: `${ticketId} gone`,
          },
        ],
      }),
    }),
  });

  await bot.settled();
  const again = await customer.command('/escalate', { in: help });
  assert.match(again.shown ?? '', /is with our team for Billing/);
  assert.match(slack.message(card)?.shown ?? '', /Customer: Jan/);
});
