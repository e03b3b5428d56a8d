import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
const random = slack.addChannel({ name: 'random', members: [bot.agents.amy] });
after(bot.stop);

/** Somebody who is in #random, where the bot only listens. */
function colleague(name: string): Actor {
  const actor = bot.customer(name);
  slack.join(random, actor.person);
  return actor;
}

function answerTo(actor: Actor, where: Channel) {
  const what = `an answer that only ${actor.person.name} sees`;
  return slack.waitFor(() => actor.ephemerals(where).at(-1)?.shown, { what });
}

test('the customer hands on their own thread', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice');
  await slack.delivered();

  await ann.shortcut('Escalate to an agent', root);

  assert.match(await answerTo(ann, help), /^Your request is H-\d+\./);
  const card = await bot.card(bot.billing, 'Customer: Ann');
  assert.match(card.shown, /Escalated by Ann \(message shortcut\)/);
});

test('clicked on any message of a thread, the bot’s too, it means the thread', async () => {
  const bob = bot.customer('Bob');
  const root = await bob.say(help, 'I was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

  await amy.shortcut('Escalate to an agent', greeting);

  const card = await bot.card(bot.billing, 'Customer: Bob');
  assert.match(card.shown, /Escalated by Amy Agent/);
});

test('clicked twice, it is one ticket', async () => {
  const cid = bot.customer('Cid');
  const root = await cid.say(help, 'I was charged twice');
  await slack.delivered();

  await Promise.all([
    cid.shortcut('Escalate to an agent', root),
    amy.shortcut('Escalate to an agent', root),
  ]);

  const number = (await bot.card(bot.billing, 'Customer: Cid')).shown.match(/^H-\d+/)?.[0];
  assert.ok((await answerTo(cid, help)).includes(`${number}`));
  assert.ok((await answerTo(amy, help)).includes(`${number}`));
});

test('a thread that was never collected is fetched, all of it', async () => {
  const dora = colleague('Dora');
  const eve = colleague('Eve');
  const root = await dora.say(random, 'I was charged twice');
  for (let count = 1; count <= 40; count += 1) {
    await dora.say(random, `reply ${count}`, { thread: root });
  }
  await eve.say(random, 'Same here', { thread: root });
  await amy.say(random, 'Let me see', { thread: root });
  await slack.delivered();

  await amy.shortcut('Escalate to an agent', root);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Dora'));
  assert.match(transcript, /^CUSTOMER: I was charged twice\nCUSTOMER: reply 1\n/);
  assert.equal(transcript.match(/^CUSTOMER: reply /gm)?.length, 40);
  assert.match(transcript, /PARTICIPANT \(Eve\): Same here\nAGENT: Let me see\n$/);
});

test('once escalated, such a thread is followed', async () => {
  const fay = colleague('Fay');
  const root = await fay.say(random, 'I was charged twice');
  await slack.delivered();
  await fay.shortcut('Escalate to an agent', root);
  const card = await bot.card(bot.billing, 'Customer: Fay');
  await bot.transcript(card);

  await fay.say(random, 'It was for a TV', { thread: root });

  const followUp = await slack.waitFor(() => slack.thread(bot.billing, card)[2]);
  assert.equal(followUp.shown, 'CUSTOMER (Fay): It was for a TV');
});

test('the author of the clicked message is the customer, whoever began the thread', async () => {
  const gus = colleague('Gus');
  const hal = colleague('Hal');
  const root = await gus.say(random, 'Lunch, anybody?');
  const reply = await hal.say(random, 'I was charged twice there', { thread: root });
  await slack.delivered();

  await amy.shortcut('Escalate to an agent', reply);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Hal'));
  assert.equal(
    transcript,
    'PARTICIPANT (Gus): Lunch, anybody?\nCUSTOMER: I was charged twice there\n',
  );
});

test('on an agent’s message whoever clicks is the customer', async () => {
  const ida = colleague('Ida');
  const post = await amy.say(random, 'All charges of today were booked twice');
  await slack.delivered();

  await ida.shortcut('Escalate to an agent', post);

  const transcript = await bot.transcript(await bot.card(bot.triage, 'Customer: Ida'));
  assert.equal(transcript, 'AGENT: All charges of today were booked twice\n');
});

test('on a bot’s message whoever clicks is the customer', async () => {
  const jan = colleague('Jan');
  const monitor = slack.addUser({ name: 'monitor', kind: 'bot' });
  slack.join(random, monitor);
  const post = await slack.as(monitor).say(random, 'Invoice 12 was refused');
  await slack.delivered();

  await jan.shortcut('Escalate to an agent', post);

  const transcript = await bot.transcript(await bot.card(bot.triage, 'Customer: Jan'));
  assert.equal(transcript, 'PARTICIPANT (monitor): Invoice 12 was refused\n');
});

test('an agent cannot be the customer of an agent', async () => {
  const post = await amy.say(random, 'We are open again');

  await slack.as(bot.agents.ben).shortcut('Escalate to an agent', post);

  assert.match(await answerTo(slack.as(bot.agents.ben), random), /^You are one of the agents here/);
});

test('nobody hands on what another customer said, and it leaves no trace', async () => {
  const kai = colleague('Kai');
  const nosy = colleague('Nosy');
  const root = await kai.say(random, 'I was charged twice');
  await slack.delivered();

  await nosy.shortcut('Escalate to an agent', root);

  assert.match(await answerTo(nosy, random), /^Only the customer/);
  await bot.settled();
  await kai.command('/escalate', { in: help });
  assert.equal(kai.modal?.title, 'Talk to a person');
  await kai.say(random, '!escalate', { thread: root });
  assert.match(await answerTo(kai, random), /^I take no requests here/);
});

test('in a channel without the bot it says what to do', async () => {
  const lea = bot.customer('Lea');
  const closed = slack.addChannel({ name: 'closed', members: [lea.person], withBot: false });
  const message = await lea.say(closed, 'I was charged twice');

  await lea.shortcut('Escalate to an agent', message);

  assert.match(await answerTo(lea, closed), /Invite me to the channel with \/invite/);
});

test('in direct messages it means what was said there', async () => {
  const mia = bot.customer('Mia');
  const message = await mia.directMessage('I was charged twice');
  await slack.delivered();

  await mia.shortcut('Escalate to an agent', message);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Mia'));
  assert.match(transcript, /charged twice/);
});

test('a thread that Slack refuses to show is the message that was clicked', async () => {
  const oda = colleague('Oda');
  const root = await oda.say(random, 'Lunch, anybody?');
  const reply = await oda.say(random, 'I was charged twice', { thread: root });
  await slack.delivered();
  slack.faults.add({
    method: 'conversations.replies',
    fault: 'slack-error',
    error: 'thread_not_found',
  });

  await oda.shortcut('Escalate to an agent', reply);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Oda'));
  slack.faults.clear();
  assert.equal(transcript, 'CUSTOMER: I was charged twice\n');
});

test('in direct messages it also means what the bot has not received', async () => {
  const nia = bot.customer('Nia');
  slack.faults.add({ fault: 'delayed', byMs: 600_000, type: 'message', times: 1 });
  const message = await nia.directMessage('I was charged twice');
  const channel = { id: message.channel, is_im: true, is_member: false };
  slack.faults.add({
    method: 'conversations.info',
    channel: message.channel,
    fault: 'answer-changed',
    change: () => ({ ok: true, channel }),
  });

  await nia.shortcut('Escalate to an agent', message);

  const transcript = await bot.transcript(await bot.card(bot.billing, 'Customer: Nia'));
  assert.match(transcript, /^CUSTOMER: I was charged twice$/m);
});
