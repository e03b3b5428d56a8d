import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { refuseWrites } from '../support/refused-writes.ts';
import { startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const company = await openCompany({ redeliverAfterMs: [0, 300, 1_000], acknowledgeWithinMs: 800 });
const { slack, help, customer } = company;
const bot = await startBot({ company, database: postgres?.address });
after(async () => {
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});
afterEach(slack.faults.clear);

const NOT_SAVED = 'That was not saved. Please try again.';

test('an event that cannot be stored gets an error, and is stored once when it comes again', {
  skip,
}, async () => {
  assert.ok(postgres);
  const ann = customer('Ann');
  const before = unaccepted().length;
  const mend = await refuseWrites(postgres, 'messages');

  await ann.say(help, 'I was charged twice');
  await slack.waitFor(() => unaccepted().length >= before + 2, { what: 'two attempts' });
  await mend();
  await slack.delivered();

  assert.deepEqual(unaccepted().slice(before), [500, 500]);
  assert.equal((await messagesOf(ann.person.id)).length, 1);
});

test('an event is not acknowledged while its commit waits, however often Slack repeats it', {
  skip,
}, async () => {
  assert.ok(postgres);
  const bob = customer('Bob');
  const before = unaccepted().length;
  const lock = await postgres.hold('messages');

  await bob.say(help, 'I was charged twice');
  await slack.waitFor(() => unaccepted().length >= before + 2, { what: 'two attempts' });
  await lock.release();
  await slack.delivered();

  assert.deepEqual(unaccepted().slice(before), ['timeout', 'timeout']);
  assert.equal((await messagesOf(bob.person.id)).length, 1);
});

test('a command that cannot be stored says so, and works when tried again', { skip }, async () => {
  assert.ok(postgres);
  const cid = customer('Cid');
  const root = await cid.directMessage('I was charged twice');
  await slack.delivered();
  const mend = await refuseWrites(postgres, 'tickets');

  const refused = await cid.command('/escalate');
  await mend();
  const told = cid.sees(slack.channel(root.channel)).filter(({ shown }) => shown === NOT_SAVED);
  const taken = await cid.command('/escalate');

  assert.deepEqual(refused, { status: 'acknowledged', shown: NOT_SAVED });
  assert.ok(bot.log.some(({ message }) => message.startsWith('An interaction was not saved')));
  assert.equal(told.length, 1);
  assert.match(
    taken.status === 'acknowledged' ? (taken.shown ?? '') : '',
    /^Your request is H-\d+/,
  );
});

test('a button whose press cannot be stored says so', { skip }, async () => {
  assert.ok(postgres);
  const dan = customer('Dan');
  const root = await dan.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  const mend = await refuseWrites(postgres, 'tickets');

  await dan.press(greeting, 'Talk to a person');
  await slack.waitFor(() => dan.ephemerals(help).some(({ shown }) => shown === NOT_SAVED), {
    what: 'word that it was not saved',
  });
  await mend();
  await dan.press(greeting, 'Talk to a person');

  await company.card(company.billing, 'Customer: Dan');
});

test('a form that cannot be stored stays open and says so', { skip }, async () => {
  assert.ok(postgres);
  const eve = customer('Eve');
  await eve.command('/escalate', { in: help });
  const mend = await refuseWrites(postgres, 'tickets');
  eve.fill({ answer: 'I was charged twice' });

  const refused = await eve.submit();
  await mend();
  const taken = await eve.submit();

  assert.deepEqual(refused, { status: 'errors', errors: { answer: NOT_SAVED } });
  assert.deepEqual(taken, { status: 'closed' });
  assert.equal((await messagesOf(eve.person.id)).length, 1);
});

test('a message under eleven event ids is one row, and its call for a person one ticket', {
  skip,
}, async () => {
  const fay = customer('Fay');
  await fay.directMessage('I was charged twice');
  await slack.delivered();
  slack.faults.add({ fault: 'duplicated', copies: 10, type: 'message', times: 1 });

  await fay.directMessage('!escalate');
  await slack.delivered();

  await company.card(company.billing, 'Customer: Fay');
  await bot.settled();
  assert.equal((await messagesOf(fay.person.id)).length, 2);
  assert.equal((await ticketsOf(fay.person.id)).length, 1);
});

test('a command that comes twice by its own identity makes one ticket', { skip }, async () => {
  const gus = customer('Gus');
  const command = stringify({
    team_id: slack.team.id,
    channel_id: help.id,
    user_id: gus.person.id,
    command: '/escalate',
    text: 'I was charged twice',
    trigger_id: 'trigger-of-gus',
  });
  const deliver = () =>
    slack.deliverRaw({ body: command, contentType: 'application/x-www-form-urlencoded' });

  await Promise.all([deliver(), deliver()]);
  await deliver();

  await bot.settled();
  assert.equal((await ticketsOf(gus.person.id)).length, 1);
  assert.equal((await messagesOf(gus.person.id)).length, 1);
});

test('a form or a press that comes twice by its own identity makes one ticket', {
  skip,
}, async () => {
  const [jan, kim] = [customer('Jan'), customer('Kim')];
  const root = await kim.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  const conversation = /"value":"([^"]+)"/.exec(JSON.stringify(greeting.blocks))?.[1];
  const answer = { type: 'plain_text_input', value: 'I was charged twice' };
  const form = {
    type: 'view_submission',
    user: { id: jan.person.id },
    view: {
      id: 'VJAN',
      type: 'modal',
      callback_id: 'escalate_form',
      private_metadata: help.id,
      state: { values: { answer: { answer } } },
    },
  };
  const press = {
    type: 'block_actions',
    user: { id: kim.person.id },
    trigger_id: 'trigger-of-kim',
    channel: { id: help.id },
    container: { type: 'message', message_ts: greeting.ts, channel_id: help.id },
    actions: [{ type: 'button', action_id: 'escalate', action_ts: '1.5', value: conversation }],
  };
  const deliver = (payload: object) =>
    slack.deliverRaw({
      body: stringify({ payload: JSON.stringify({ team: { id: slack.team.id }, ...payload }) }),
      contentType: 'application/x-www-form-urlencoded',
    });

  for (const payload of [form, form, press]) await deliver(payload);
  const card = await company.card(company.billing, 'Customer: Kim');
  await slack.as(company.agents.amy).press(card, 'Resolve');
  await deliver(press);

  await bot.settled();
  assert.equal((await messagesOf(jan.person.id)).length, 1);
  assert.equal((await ticketsOf(jan.person.id)).length, 1);
  assert.equal((await ticketsOf(kim.person.id)).length, 1);
});

test('a reply in a thread that Slack does not show is not kept', { skip }, async () => {
  const lou = customer('Lou');
  const { id: user } = lou.person;
  const event = { type: 'message', channel: help.id, user, ts: '1000.000200', text: 'Me too' };
  const reply = { ...event, thread_ts: '1000.000100' };

  await slack.deliverRaw({
    body: JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event: reply }),
  });
  const before = (await messagesOf(user)).length;

  await until(async () => (await messagesOf(user)).length === 0);
  assert.equal(before, 1);
});

test('a form opens in time though Slack hangs elsewhere', { skip }, async () => {
  const hal = customer('Hal');
  slack.faults.add({ fault: 'hang', forMs: 1_000, method: elsewhere });

  const outcome = await hal.command('/escalate', { in: help });

  assert.deepEqual(outcome, { status: 'acknowledged', shown: undefined });
  assert.ok(hal.modal);
});

test('rows and jobs hold ids, and an outbox row keeps no words once posted', { skip }, async () => {
  assert.ok(postgres);
  const ida = customer('Ida');
  const root = await ida.say(help, 'I was charged twice for a heliotrope umbrella');
  await slack.delivered();
  await ida.command('/escalate', { in: help });
  const card = await company.card(company.billing, 'Customer: Ida');
  await ida.say(help, 'It was a heliotrope one', { thread: root });
  await slack.waitFor(() => slack.thread(company.billing, card).length === 3, {
    what: 'the transcript and the follow-up under the card',
  });
  await slack.waitFor(() =>
    slack.thread(help, root).some(({ shown }) => shown.includes('with our team')),
  );

  const jobs = await postgres.rows('select data, output from pgboss.job');
  assert.doesNotMatch(JSON.stringify(jobs), /heliotrope|charged|Ida/);
  const said = await postgres.rows('select words from outbox where ts is not null');
  assert.ok(said.length > 3 && said.every(({ words }) => words === null));
});

/** How the attempts to deliver a message ended that the bot did not accept. */
function unaccepted() {
  return slack.deliveries
    .filter(({ type, accepted }) => type === 'message' && !accepted)
    .map(({ status }) => status);
}

const elsewhere = [
  ...['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'users.info', 'users.conversations'],
  ...['conversations.info', 'conversations.open', 'conversations.history', 'conversations.replies'],
];

async function messagesOf(author: string) {
  return (await postgres?.rows(`select text from messages where author = '${author}'`)) ?? [];
}

async function ticketsOf(user: string) {
  return (await postgres?.rows(`select number from tickets where escalated_by = '${user}'`)) ?? [];
}
