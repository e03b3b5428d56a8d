import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({ desk: { sameConversationMinutes: 0 } });
const { slack, help } = bot;
after(bot.stop);

/** Somebody's Home tab, once it shows some words. */
function homeOf({ person }: Actor, words: string) {
  const what = `“${words}” in the Home tab of ${person.name}`;
  const find = () => (slack.home(person)?.shown.includes(words) ? slack.home(person) : undefined);
  return slack.waitFor(find, { what });
}

async function ticketOf(customer: Actor, text: string): Promise<string> {
  const before = slack.directMessages(customer.person).length;
  await customer.directMessage(text);
  await slack.delivered();
  const { shown } = await customer.command('/escalate');
  const number = shown?.match(/H-\d+/)?.[0] ?? assert.fail(`No ticket, but “${shown}”`);
  const placed = () =>
    slack
      .directMessages(customer.person)
      .slice(before)
      .some((message) => message.shown.includes(`${number} is with our team`));
  await slack.waitFor(placed, { what: `${number} with the agents` });
  return number;
}

function pressTalk(customer: Actor) {
  const home = slack.home(customer.person) ?? assert.fail('There is no Home tab');
  return customer.press(home, 'Talk to a person');
}

test('a customer who opens the Home tab reads what the bot does and finds the way to a person', async () => {
  const ann = bot.customer('Ann');

  await ann.openHome();

  const { shown } = await homeOf(ann, 'How can we help?');
  assert.match(shown, /\[Talk to a person\]/);
  assert.match(shown, /You have none yet\.$/);
});

test('the Home tab shows a customer’s own requests, newest first, and nobody else’s', async () => {
  const bob = bot.customer('Bob');
  const eve = bot.customer('Eve');
  const billing = await ticketOf(bob, 'I was charged twice for the secret TV');
  await bob.say(help, 'I forgot my password');
  await slack.delivered();
  await bob.command('/escalate', { in: help });
  await bot.card(bot.support, 'Customer: Bob');
  const others = await ticketOf(eve, 'I was charged twice');

  await bob.openHome();

  const { shown } = await homeOf(bob, `${billing} · Billing\nWith our team · `);
  const support = shown.match(/H-\d+(?= · Support\nWith our team)/)?.[0];
  assert.ok(support && shown.indexOf(support) < shown.indexOf(billing));
  assert.doesNotMatch(shown, new RegExp(`${others}\\b|secret TV|password|Summary`));
});

test('the Home tab shows the time as Slack’s own date, in UTC where that cannot be', async () => {
  const cid = bot.customer('Cid');
  const number = await ticketOf(cid, 'I was charged twice');

  await cid.openHome();

  const { blocks } = await homeOf(cid, number);
  assert.match(
    JSON.stringify(blocks),
    /<!date\^\d{10}\^\{date_short_pretty\}, \{time\}\|\d+ \w{3} \d{4}, \d\d:\d\d UTC>/,
  );
});

test('a Home tab that was opened once goes on with its customer’s requests', async () => {
  const dora = bot.customer('Dora');
  await dora.openHome();
  await homeOf(dora, 'You have none yet.');

  const number = await ticketOf(dora, 'I was charged twice');
  await homeOf(dora, `${number} · Billing\nWith our team`);
  const card = await bot.card(bot.billing, 'Customer: Dora');
  await slack.as(bot.agents.amy).press(card, 'Resolve');

  await homeOf(dora, `${number} · Billing\nResolved`);
});

test('who never opened the Home tab has none published', async () => {
  const fay = bot.customer('Fay');

  await ticketOf(fay, 'I was charged twice');

  await bot.settled();
  assert.equal(slack.home(fay.person), undefined);
});

test('no more than ten requests stand in the Home tab', async () => {
  const gus = bot.customer('Gus');
  for (let count = 0; count < 11; count += 1) {
    await gus.command('/escalate', { in: help, text: `I was charged twice, time ${count}` });
    const cards = () => slack.messages(bot.billing).filter(({ shown }) => /: Gus/.test(shown));
    const last = await slack.waitFor(() => cards()[count], { what: `card ${count}` });
    await slack.as(bot.agents.amy).press(last, 'Resolve');
    await slack.waitFor(() => slack.message(last)?.shown.includes('Resolved by'));
  }

  await gus.openHome();

  const { shown } = await homeOf(gus, 'Your requests');
  assert.equal(shown.match(/H-\d+/g)?.length, 10);
});

test('the button in the Home tab hands the direct messages to the agents', async () => {
  const hal = bot.customer('Hal');
  await hal.directMessage('I was charged twice');
  await slack.delivered();
  await hal.openHome();
  await homeOf(hal, 'How can we help?');

  await pressTalk(hal);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Hal'));
  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
  await homeOf(hal, ' · Billing\nWith our team');
});

test('the button in the Home tab asks in a form who has said nothing', async () => {
  const ida = bot.customer('Ida');
  await ida.openHome();
  await homeOf(ida, 'How can we help?');

  await pressTalk(ida);
  ida.fill({ 'What do you need help with?': 'I was charged twice' });
  await ida.submit();

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ida'));
  assert.equal(transcript, 'CUSTOMER: I was charged twice\n');
});

test('where there is nothing new to hand on, the direct messages say where the request stands', async () => {
  const jan = bot.customer('Jan');
  const number = await ticketOf(jan, 'I was charged twice');
  await jan.openHome();
  await homeOf(jan, number);
  const before = slack.directMessages(jan.person).length;

  await pressTalk(jan);

  const answer = await slack.waitFor(() => slack.directMessages(jan.person)[before], {
    what: 'an answer in the direct messages',
  });
  assert.match(answer.shown, new RegExp(`^Your request ${number} is with our team for Billing`));
});

test('an agent reads how many tickets are open, and opens the oldest from there', async () => {
  const kai = bot.customer('Kai');
  const number = await ticketOf(kai, 'I was charged twice');
  const card = await bot.card(bot.billing, 'Customer: Kai');
  for (const open of slack.messages(bot.billing).filter(({ shown }) => /\[Resolve\]/.test(shown))) {
    if (open.ts !== card.ts) await slack.as(bot.agents.amy).press(open, 'Resolve');
  }

  await slack.as(bot.agents.amy).openHome();

  const { shown, blocks } = await homeOf(slack.as(bot.agents.amy), number);
  assert.match(shown, /open ticket/);
  assert.match(shown, /^Billing: 1$/m);
  assert.match(shown, new RegExp(`^${number} · Billing · Kai\n“I was charged twice”\nNew, `, 'm'));
  assert.doesNotMatch(shown, /Talk to a person/);
  const link = `https://playground.slack.com/archives/${bot.billing.id}/p${card.ts.replace('.', '')}`;
  assert.ok(JSON.stringify(blocks).includes(`"url":"${link}"`));
});

test('a Home tab that Slack refuses is logged, and is there at the next opening', async () => {
  const lea = bot.customer('Lea');
  slack.faults.add({
    fault: 'slack-error',
    method: 'views.publish',
    error: 'user_not_found',
    times: 1,
  });
  await lea.openHome();
  await slack.waitFor(
    () => bot.log.some(({ about }) => /user_not_found/.test(JSON.stringify(about))),
    {
      what: 'a line in the log',
    },
  );

  await lea.openHome();

  await homeOf(lea, 'How can we help?');
  const number = await ticketOf(lea, 'I was charged twice');
  await homeOf(lea, number);
});

test('a press in the Home tab that is not taken in fails, and Slack says so', async () => {
  const max = bot.customer('Max');
  await max.openHome();
  await homeOf(max, 'How can we help?');
  slack.faults.add({
    fault: 'slack-error',
    method: 'conversations.open',
    error: 'fatal_error',
    times: 1,
  });

  const { status } = await pressTalk(max);

  assert.equal(status, 'failed');
});

test('only the Home tab is published, not with the tab of the messages', async () => {
  const [nia, oda] = [bot.customer('Nia'), bot.customer('Oda')];
  const event = { type: 'app_home_opened', user: nia.person.id, channel: 'D1', tab: 'messages' };

  const { status } = await slack.deliverRaw({
    body: JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event }),
  });
  await oda.openHome();
  await homeOf(oda, 'How can we help?');

  await bot.settled();
  assert.equal(status, 200);
  assert.equal(slack.home(nia.person), undefined);
});

test('an agent who presses the button of a Home tab from before is told that it opens nothing', async () => {
  const { ben } = bot.agents;
  const payload = {
    type: 'block_actions',
    team: { id: slack.team.id },
    user: { id: ben.id },
    trigger_id: 'trigger',
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'home' },
    actions: [{ type: 'button', action_id: 'escalate_home', action_ts: '1.5' }],
  };

  await slack.deliverRaw({
    body: stringify({ payload: JSON.stringify(payload) }),
    contentType: 'application/x-www-form-urlencoded',
  });

  const answer = await slack.waitFor(() => slack.directMessages(ben)[0], { what: 'an answer' });
  assert.match(answer.shown, /^You are one of the agents here/);
});
