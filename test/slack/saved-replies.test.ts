import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fieldsOf } from '../../src/fields-of.ts';
import { inThreadOf } from '../support/in-thread.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  desk: {
    name: 'Shop support',
    replyPrefix: '!reply',
    savedReplies: [
      { title: '<!channel> *all* {}', text: 'Hello {customer}, {agent} here: {ticket}.' },
    ],
  },
});
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);

const inThread = inThreadOf(slack);

async function chooseSaved(): Promise<void> {
  await amy.choose(amy.modal ?? assert.fail('no form'), 'saved_reply', '<!channel> *all* {}');
}

for (const name of [
  '<!channel>',
  '*bold*',
  '<https://evil.example|here>',
  '{agent}',
  '{ticket}{customer}',
  '$&$1',
]) {
  test(`a customer called ${name} is greeted so, in letters`, async () => {
    const { root, card } = await openTicket(bot, name);
    await amy.press(card, 'Reply');
    await chooseSaved();

    const outcome = await amy.submit();

    assert.deepEqual(outcome, { status: 'closed' });
    const answer = await inThread(root, 'Amy here');
    const { blocks, pings } = slack.message(answer) ?? assert.fail();
    assert.match(JSON.stringify(blocks), /"elements":\[\{"type":"text","text":"Hello [^[\]]*"\}\]/);
    assert.ok(
      JSON.stringify(blocks).includes(JSON.stringify(`Hello ${name}, Amy here`).slice(1, -1)),
    );
    assert.deepEqual(pings, []);
  });
}

test('a placeholder without a value stays, and nothing is sent before somebody wrote what belongs there', async () => {
  const ann = bot.customer('nameless');
  slack.faults.add({
    method: 'users.info',
    fault: 'answer-changed',
    change: ({ ok, user }) =>
      fieldsOf(user).id === ann.person.id
        ? { ok, user: { id: ann.person.id, team_id: slack.team.id } }
        : { ok, user },
  });
  const root = await ann.say(help, 'I was charged twice');
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });
  const card = await bot.card(billing, `Customer: ${ann.person.id}`);
  await amy.press(card, 'Reply');
  await chooseSaved();

  const refused = await amy.submit();
  amy.fill({ 'Your reply': 'Hello { Customer }, and {TICKET}' });
  const again = await amy.submit();
  amy.fill({ 'Your reply': 'Hello Ann' });
  const sent = await amy.submit();
  slack.faults.clear();

  assert.match(JSON.stringify(refused), /errors.*It still has \{customer\} in it/);
  assert.match(JSON.stringify(again), /errors.*It still has \{customer\} and \{ticket\} in it/);
  assert.deepEqual(sent, { status: 'closed' });
  await inThread(root, 'Hello Ann');
  await bot.settled();
  assert.ok(!slack.thread(help, root).some(({ shown }) => shown.includes('ustomer}')));
});

test('a placeholder that is typed into a reply, an edit or behind the prefix is refused', async () => {
  const { root, card } = await openTicket(bot, 'Bea');
  const typed = await reply(amy, card, 'Hello {customer}');
  await amy.dismiss();
  await amy.say(billing, '!reply Hello {customer} in {ticket}', { thread: card });
  const refused = await inThread(card, 'was not sent');
  await reply(amy, card, 'Hello Bea');
  const sent = await inThread(card, 'Amy Agent to Bea sent');
  await amy.press(sent, 'Edit');
  amy.fill({ 'Your reply': 'Hello {agent}' });
  const edit = await amy.submit();
  await amy.dismiss();

  assert.match(JSON.stringify(typed), /It still has \{customer\} in it/);
  assert.match(refused.shown, /It still has \{customer\} and \{ticket\} in it/);
  assert.match(JSON.stringify(edit), /It still has \{agent\} in it/);
  await bot.settled();
  assert.ok(!slack.thread(help, root).some(({ shown }) => shown.includes('{')));
});

test('braces that are no placeholder are sent', async () => {
  const { root, card } = await openTicket(bot, 'Cid');

  await reply(amy, card, 'Put { "customer": 1 } or {name} there');

  await inThread(root, 'Put { "customer": 1 } or {name} there');
});

test('the menu shows a title in letters', async () => {
  const { card } = await openTicket(bot, 'Dan');
  await amy.press(card, 'Reply');

  assert.match(shownInForm(amy.modal), /Your reply/);
  assert.ok(JSON.stringify(amy.modal?.blocks).includes('"<!channel> *all* {}"'));
  await amy.dismiss();
});
