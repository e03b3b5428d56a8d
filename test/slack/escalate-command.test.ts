import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({ desk: { sameConversationMinutes: 0 } });
const { slack, help } = bot;
after(bot.stop);
const contentType = 'application/x-www-form-urlencoded' as const;

test('escalating again gives the same ticket and says where it stands', async () => {
  const ann = bot.customer('Ann');
  await ann.directMessage('I was charged twice');
  await slack.delivered();
  const first = await ann.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Ann');

  const second = await ann.command('/escalate');

  const number = first.shown?.match(/H-\d+/)?.[0];
  assert.match(card.shown, new RegExp(`^${number} `));
  assert.match(
    second.shown ?? '',
    new RegExp(`^Your request ${number} is with our team for Billing`),
  );
});

test('who escalates twice at once has one ticket', async () => {
  const bob = bot.customer('Bob');
  await bob.directMessage('I was charged twice');
  await slack.delivered();

  const outcomes = await Promise.all([bob.command('/escalate'), bob.command('/escalate')]);

  const numbers = outcomes.map(({ shown }) => shown?.match(/H-\d+/)?.[0]);
  assert.equal(numbers[0], numbers[1]);
});

test('of several open conversations the customer picks one', async () => {
  const cid = bot.customer('Cid');
  await cid.say(help, 'I was charged twice');
  await cid.say(help, 'I forgot my password');
  await slack.delivered();

  await cid.command('/escalate', { in: help });
  cid.fill({ 'Which conversation is it about?': 'I forgot my password' });
  const { status } = await cid.submit();

  assert.equal(status, 'closed');
  const transcript = await bot.transcript(await bot.card(bot.support, 'Customer: Cid'));
  assert.match(transcript, /forgot my password/);
  assert.doesNotMatch(transcript, /charged twice/);
  await slack.waitFor(() => cid.ephemerals(help)[0], { what: 'the number, told to the customer' });
});

test('a form in which nothing was picked is not taken', async () => {
  const dora = bot.customer('Dora');
  await dora.say(help, 'I was charged twice');
  await dora.say(help, 'I forgot my password');
  await slack.delivered();
  await dora.command('/escalate', { in: help });

  const { status } = await dora.submit();

  assert.equal(status, 'errors');
});

test('the one conversation that is open is meant, not the one that agents have', async () => {
  const eve = bot.customer('Eve');
  await eve.say(help, 'I was charged twice');
  await slack.delivered();
  await eve.command('/escalate', { in: help });
  await bot.card(bot.billing, 'Customer: Eve');
  await eve.say(help, 'I forgot my password');
  await slack.delivered();

  await eve.command('/escalate', { in: help });

  const transcript = await bot.transcript(await bot.card(bot.support, 'Customer: Eve'));
  assert.doesNotMatch(transcript, /charged twice/);
});

test('what is typed behind the command is a ticket of its own where nothing was said', async () => {
  const fay = bot.customer('Fay');

  const outcome = await fay.command('/escalate', { in: help, text: 'charged <twice> & angry' });

  assert.match(outcome.shown ?? '', /^Your request is H-\d+/);
  const card = await bot.card(bot.billing, 'Customer: Fay');
  assert.equal(await bot.transcript(card), 'CUSTOMER: charged <twice> & angry\n');
});

test('what is typed behind the command joins the conversation', async () => {
  const gus = bot.customer('Gus');
  await gus.directMessage('I was charged twice');
  await slack.delivered();

  await gus.command('/escalate', { text: 'it was for a TV' });

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Gus'));
  assert.match(transcript, /^CUSTOMER: it was for a TV$/m);
});

test('what is typed behind the command reaches the agents who have the ticket', async () => {
  const hal = bot.customer('Hal');
  await hal.directMessage('I was charged twice');
  await slack.delivered();
  await hal.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Hal');
  await bot.transcript(card);

  await hal.command('/escalate', { text: 'it was for a TV' });

  const followUp = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  assert.equal(followUp.shown, 'CUSTOMER (Hal): it was for a TV');
});

test('what is typed behind the command goes with the conversation that is picked', async () => {
  const ida = bot.customer('Ida');
  await ida.say(help, 'I was charged twice');
  await ida.say(help, 'I forgot my password');
  await slack.delivered();

  await ida.command('/escalate', { in: help, text: 'it was for a TV' });
  ida.fill({ 'Which conversation is it about?': 'I was charged twice' });
  await ida.submit();

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Ida'));
  assert.match(transcript, /^CUSTOMER: it was for a TV$/m);
});

test('the form in direct messages opens a conversation that then goes on there', async () => {
  const jan = bot.customer('Jan');

  await jan.command('/escalate');
  jan.fill({ 'What do you need help with?': 'I was charged twice' });
  await jan.submit();
  const card = await bot.card(bot.billing, 'Customer: Jan');
  await bot.transcript(card);
  await jan.directMessage('It was for a TV');

  const followUp = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  assert.equal(followUp.shown, 'CUSTOMER (Jan): It was for a TV');
});

test('the form in a channel opens a thread in which the conversation goes on', async () => {
  const kai = bot.customer('Kai');

  await kai.command('/escalate', { in: help, text: 'I was charged twice' });
  const card = await bot.card(bot.billing, 'Customer: Kai');
  await bot.transcript(card);
  const status = await slack.waitFor(() =>
    slack.messages(help).find(({ shown }) => shown.startsWith('@Kai Your request')),
  );
  await kai.say(help, 'It was for a TV', { thread: status });

  const followUp = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  assert.equal(followUp.shown, 'CUSTOMER (Kai): It was for a TV');
  assert.match(card.links[0]?.url ?? '', new RegExp(`/archives/${help.id}/p`));
});

test('a form that comes again after its ticket was resolved opens no other', async () => {
  const lou = bot.customer('Lou');
  const delivered = formOf(lou, 'I was charged twice');

  await slack.deliverRaw(delivered);
  const card = await bot.card(bot.billing, 'Customer: Lou');
  await slack.as(bot.agents.amy).press(card, 'Resolve');
  await slack.waitFor(() => slack.message(card)?.shown.includes('Resolved'), {
    what: 'a resolved card',
  });
  await slack.deliverRaw(delivered);

  await slack.waitFor(() => lou.ephemerals(help)[1], { what: 'a second answer' });
  await bot.settled();
  assert.equal(bot.cards('Customer: Lou').length, 1);
  assert.match(lou.ephemerals(help)[1]?.shown ?? '', /^Your request H-\d+ is resolved/);
});

test('a command that comes again after its ticket was resolved opens no other', async () => {
  const max = bot.customer('Max');
  await max.say(help, 'I was charged twice');
  await slack.delivered();
  const delivered = commandOf(max);

  await slack.deliverRaw(delivered);
  const card = await bot.card(bot.billing, 'Customer: Max');
  await slack.as(bot.agents.amy).press(card, 'Resolve');
  await slack.waitFor(() => slack.message(card)?.shown.includes('Resolved'), {
    what: 'a resolved card',
  });
  const again = await slack.deliverRaw(delivered);

  await bot.settled();
  assert.equal(bot.cards('Customer: Max').length, 1);
  assert.match(again.body, /Your request H-\d+ is resolved/);
});

test('in a thread Slack itself refuses the command, and the other doors stand open', async () => {
  const zoe = bot.customer('Zoe');
  const root = await zoe.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

  const outcome = await zoe.command('/escalate', { in: help, thread: root });

  assert.equal(outcome.status, 'refused');
  assert.match(greeting.shown, /press the button, or type \/escalate in the channel/);
});

test('where the bot takes no requests, it says where it does', async () => {
  const lea = bot.customer('Lea');
  const random = slack.addChannel({ name: 'random', members: [lea.person] });

  const outcome = await lea.command('/escalate', { in: random });

  assert.match(outcome.shown ?? '', /write in #help, or to me in a direct message/);
});

test('an agent is told how to hand on a customer’s conversation', async () => {
  const outcome = await slack.as(bot.agents.amy).command('/escalate', { in: help });

  assert.match(outcome.shown ?? '', /use “Escalate to an agent” in the menu of their message/);
});

test('after a ticket is resolved, escalating opens another', async () => {
  const mia = bot.customer('Mia');
  await mia.directMessage('I was charged twice');
  await slack.delivered();
  const first = await mia.command('/escalate');
  await slack.as(bot.agents.amy).press(await bot.card(bot.billing, 'Customer: Mia'), 'Resolve');
  await slack.waitFor(() =>
    slack
      .directMessages(mia.person)
      .some(({ shown }) => shown.includes('is resolved. If it is not')),
  );

  const second = await mia.command('/escalate', { text: 'I forgot my password' });

  assert.notEqual(first.shown?.match(/H-\d+/)?.[0], second.shown?.match(/H-\d+/)?.[0]);
  await bot.card(bot.support, 'Customer: Mia');
});

test('a choice that names somebody else’s conversation adds no words to it', async () => {
  const ines = bot.customer('Ines');
  const mallory = bot.customer('Mallory');
  const root = await ines.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  const conversation = /"value":"([^"]+)"/.exec(JSON.stringify(greeting.blocks))?.[1];
  const choose = (user: string) =>
    slack.deliverRaw({
      contentType: 'application/x-www-form-urlencoded',
      body: stringify({
        payload: JSON.stringify({
          type: 'view_submission',
          team: { id: slack.team.id },
          user: { id: user },
          view: {
            id: `V${user}`,
            type: 'modal',
            callback_id: 'pick_form',
            private_metadata: 'Send the refund to Mallory',
            state: {
              values: {
                answer: {
                  answer: { type: 'radio_buttons', selected_option: { value: conversation } },
                },
              },
            },
          },
        }),
      }),
    });

  await choose(mallory.person.id);
  await choose(bot.agents.amy.id);
  await ines.press(greeting, 'Talk to a person');
  const card = await bot.card(bot.billing, 'Customer: Ines');
  await choose(mallory.person.id);
  await choose(bot.agents.amy.id);

  await bot.transcript(card);
  await bot.settled();
  const seen = slack.thread(bot.billing, card).map(({ shown }) => shown);
  assert.doesNotMatch(seen.join('\n'), /Mallory/);
  assert.match(seen.join('\n'), /charged twice/);
});

/** The form of `/escalate` in #help, as Slack delivers it. */
function formOf({ person }: Actor, text: string) {
  const payload = JSON.stringify({
    type: 'view_submission',
    team: { id: slack.team.id },
    user: { id: person.id },
    view: {
      id: `V-${person.id}`,
      callback_id: 'escalate_form',
      private_metadata: help.id,
      state: { values: { answer: { answer: { value: text } } } },
    },
  });
  return { contentType, body: stringify({ payload }) };
}

/** `/escalate` with text in #help, as Slack delivers it. */
function commandOf({ person }: Actor) {
  return {
    contentType,
    body: stringify({
      command: '/escalate',
      text: 'It was for a TV',
      team_id: slack.team.id,
      channel_id: help.id,
      user_id: person.id,
      trigger_id: `T-${person.id}`,
    }),
  };
}
