import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

test('a direct message shows which ticket it is and how that stands; a channel shows nothing', async () => {
  const bot = await startBot();
  const { slack, help, billing } = bot;
  try {
    const ann = bot.customer('Ann');
    const root = await ann.directMessage('I was charged twice');
    await bot.settled();
    await ann.command('/escalate');
    const card = await bot.card(billing, 'Customer: Ann');
    const session = (status: string) =>
      slack.waitFor(() => slack.sessions().find((found) => found.status === status), {
        what: `a session that is ${status}`,
      });

    const active = await session('active');
    await slack.as(bot.agents.amy).press(card, 'Resolve');
    const closed = await session('closed');
    await ann.directMessage('It was charged again');
    await session('active');
    const bob = bot.customer('Bob');
    const inHelp = await bob.say(help, 'I was charged twice');
    await bot.settled();
    await bob.say(help, '!escalate', { thread: inHelp });
    await bot.card(billing, 'Customer: Bob');
    await bot.settled();

    assert.deepEqual(active, {
      channel: root.channel,
      threadTs: root.ts,
      status: 'active',
      title: 'H-1 · Billing',
    });
    assert.equal(closed.title, 'H-1 · Billing');
    assert.equal(slack.sessions().length, 1);
  } finally {
    await bot.stop();
  }
});

test('where Slack knows no sessions they are off, by name, and hold nothing up', async () => {
  const bot = await startBot({
    prepare: ({ faults }) =>
      faults.add({
        fault: 'slack-error',
        error: 'unknown_method',
        method: 'agents.sessions.setStatus',
      }),
  });
  try {
    for (const name of ['Ann', 'Bob']) {
      const customer = bot.customer(name);
      await customer.directMessage('I was charged twice');
      await bot.settled();
      await customer.command('/escalate');
      await bot.card(bot.billing, `Customer: ${name}`);
      await bot.settled();
    }

    const off = bot.log.filter(({ message }) => message.includes('agents.sessions'));
    assert.deepEqual(off, [
      {
        level: 'warn',
        about: { error: 'unknown_method' },
        message: 'Direct messages show no title: Slack refuses agents.sessions',
      },
    ]);
  } finally {
    await bot.stop();
  }
});
