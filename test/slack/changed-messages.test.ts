import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);

/** A ticket of somebody's words and a reply, which agents have with its transcript. */
async function routedTicket(name: string) {
  const customer = bot.customer(name, { realName: `${name} Doe` });
  const root = await customer.say(help, 'I was charged tiwce');
  const reply = await customer.say(help, 'It was for a TV', { thread: root });
  await bot.settled();
  await customer.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, `Customer: ${name} Doe`);
  await bot.transcript(card);
  return { customer, root, reply, card };
}

/** What stands under a card behind its transcript, once it ends with some words. */
function told(card: Message, last: string): Promise<string[]> {
  const find = () => {
    const replies = slack.thread(bot.billing, card).slice(2);
    return replies.at(-1)?.shown.endsWith(last) && replies.map(({ shown }) => shown);
  };
  return slack.waitFor(find, { what: `“${last}” under the card` });
}

test('a message that is edited after its ticket was routed is told to the agents, once', async () => {
  const { customer, root, reply, card } = await routedTicket('John');
  slack.faults.add({ fault: 'duplicated', copies: 3, type: 'message', times: 2 });

  await customer.edit(root, 'I was charged twice');
  await bot.settled();
  await customer.edit(reply, 'It was for a chair');

  assert.deepEqual(await told(card, 'for a chair'), [
    'John Doe changed a message:\nI was charged twice',
    'John Doe changed a message:\nIt was for a chair',
  ]);
});

test('a message that is deleted after its ticket was routed is told, and not shown again', async () => {
  const { customer, root, reply, card } = await routedTicket('Jane');
  slack.faults.add({ fault: 'duplicated', copies: 3, type: 'message', times: 2 });

  await customer.delete(reply);
  await bot.settled();
  await customer.delete(root);
  await bot.settled();
  await customer.say(help, 'Forget it', { thread: root });

  assert.deepEqual(await told(card, 'Forget it'), [
    'Jane Doe deleted a message.',
    'Jane Doe deleted a message.',
    'CUSTOMER (Jane Doe): Forget it',
  ]);
});

test('what came after the escalation and is changed then is told too', async () => {
  const { customer, root, card } = await routedTicket('Ann');
  const added = await customer.say(help, 'Order 1141', { thread: root });
  await told(card, 'CUSTOMER (Ann Doe): Order 1141');

  await customer.edit(added, 'Order 1142');

  assert.deepEqual(await told(card, 'Order 1142'), [
    'CUSTOMER (Ann Doe): Order 1141',
    'Ann Doe changed a message:\nOrder 1142',
  ]);
});

test('an edit that changes no word is not told', async () => {
  const { customer, root, card } = await routedTicket('Bob');

  await customer.edit(root, 'I was charged tiwce');
  await bot.settled();
  await customer.edit(root, 'I was charged twice');

  assert.deepEqual(await told(card, 'charged twice'), [
    'Bob Doe changed a message:\nI was charged twice',
  ]);
});

test('an edit neither pings nor links, and keeps its secrets', async () => {
  const { customer, root, card } = await routedTicket('Cid');

  await customer.edit(root, '<!channel> <https://evil.example|label> 4111 1111 1111 1111 end');

  const [shown] = await told(card, 'end');
  assert.doesNotMatch(shown ?? '', /4111/);
  const { pings, links } = slack.thread(bot.billing, card).at(-1) ?? {};
  assert.deepEqual({ pings, links }, { pings: [], links: [] });
});

test('an edit of 40,000 characters is told whole', async () => {
  const { customer, root, card } = await routedTicket('Dan');
  const text = Array.from({ length: 4_000 }, (_, index) => `word${index}`).join(' ');

  await customer.edit(root, text);

  const parts = await told(card, 'word3999');
  assert.equal(parts.join('').slice('Dan Doe changed a message:\n'.length), text);
});

test('what is changed before anybody has it is simply what they get', async () => {
  const eve = bot.customer('Eve');
  const root = await eve.say(help, 'I was charged tiwce');
  await bot.settled();
  await eve.edit(root, 'I was charged twice');
  await bot.settled();
  await eve.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Eve');
  assert.match(await bot.transcript(card), /charged twice/);

  await eve.say(help, 'Are you there?', { thread: root });

  assert.deepEqual(await told(card, 'there?'), ['CUSTOMER (Eve): Are you there?']);
});
