import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startBot } from '../support/start-bot.ts';

/** The five doors to a ticket, once each; the same over every transport. */
export async function testMainDoors({ socketMode }: { socketMode: boolean }): Promise<void> {
  const bot = await startBot({ socketMode });
  const { slack, help } = bot;
  after(bot.stop);

  /** Agents have the card of a customer who was charged twice, and the customer reads so. */
  async function assertTicketOf(customer: Actor): Promise<void> {
    const card = await bot.card(bot.billing, `Customer: ${customer.person.name}`);
    assert.match(await bot.transcript(card), /^CUSTOMER: I was charged twice$/m);
    const status = `${card.shown.match(/^H-\d+/)?.[0]} is with our team for Billing`;
    await slack.waitFor(
      () =>
        customer
          .channels()
          .flatMap(customer.sees)
          .some(({ shown }) => shown.includes(status)),
      { what: status },
    );
  }

  test('/escalate hands the direct messages to the agents and says the number at once', async () => {
    const ann = bot.customer('Ann');
    await ann.directMessage('I was charged twice');
    await slack.delivered();

    const outcome = await ann.command('/escalate');

    assert.match(outcome.shown ?? '', /^Your request is H-\d+\./);
    await assertTicketOf(ann);
  });

  test('/escalate without a conversation asks in a form, and its answer is the ticket', async () => {
    const bob = bot.customer('Bob');

    await bob.command('/escalate', { in: help });
    bob.fill({ 'What do you need help with?': 'I was charged twice' });
    const { status } = await bob.submit();

    assert.equal(status, 'closed');
    await assertTicketOf(bob);
  });

  test('the button in the greeting hands its conversation to the agents', async () => {
    const cid = bot.customer('Cid');
    const root = await cid.say(help, 'I was charged twice');
    const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

    await cid.press(greeting, 'Talk to a person');

    await assertTicketOf(cid);
  });

  test('nobody else can press the button, and they are told so', async () => {
    const hal = bot.customer('Hal');
    const nosy = bot.customer('Nosy');
    const root = await hal.say(help, 'I was charged twice');
    const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

    await nosy.press(greeting, 'Talk to a person');

    const refusal = await slack.waitFor(() => nosy.ephemerals(help)[0], { what: 'a refusal' });
    assert.match(refusal.shown, /^Only the customer/);
    await bot.settled();
    const cards = bot.cards('Customer: Hal');
    assert.deepEqual(cards, []);
    await hal.press(greeting, 'Talk to a person');
    await assertTicketOf(hal);
  });

  test('the message shortcut hands a conversation to the agents', async () => {
    const dora = bot.customer('Dora');
    const root = await dora.say(help, 'I was charged twice');
    await slack.delivered();

    await dora.shortcut('escalate_message', root);

    await assertTicketOf(dora);
  });

  test('a mention with the word hands a thread to the agents', async () => {
    const eve = bot.customer('Eve');
    const root = await eve.say(help, 'I was charged twice');

    await eve.say(help, '@Handoff escalate', { thread: root, mentions: [slack.bot] });

    await assertTicketOf(eve);
  });

  test('the text !escalate hands a thread to the agents', async () => {
    const fay = bot.customer('Fay');
    const root = await fay.say(help, 'I was charged twice');

    await fay.say(help, '!escalate', { thread: root });

    await assertTicketOf(fay);
  });

  test('agents route, move and resolve over the same way', async () => {
    const gus = bot.customer('Gus');
    await gus.directMessage('It is about my thing');
    await slack.delivered();
    await gus.command('/escalate');
    const amy = slack.as(bot.agents.amy);

    await amy.press(await bot.card(bot.triage, 'Customer: Gus'), 'Billing');
    await amy.press(await bot.card(bot.billing, 'Customer: Gus'), 'Resolve');

    await slack.waitFor(
      () => slack.directMessages(gus.person).some(({ shown }) => /is resolved/.test(shown)),
      { what: 'the end told to the customer' },
    );
  });
}
