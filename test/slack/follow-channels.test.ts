import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { movableClock } from '../support/movable-clock.ts';
import { type BotSettings, startBot } from '../support/start-bot.ts';
import { until } from '../support/until.ts';

/** A bot in a workspace of its own, which ends with the test. */
async function openBot(settings: BotSettings = {}) {
  const bot = await startBot(settings);
  after(bot.stop);
  const { slack } = bot;
  const newcomer = (name: string, channel: string) => {
    const person = slack.addUser({ name, email: `${name}@shop.example` });
    slack.join(slack.channel(channel), person);
    return slack.as(person);
  };
  /** Somebody writes in a channel and asks for a person; the ticket's card. */
  const ticket = async (name: string, channel: string, where = bot.billing) => {
    const customer = newcomer(name, channel);
    const root = await customer.say(slack.channel(channel), 'I was charged twice');
    await bot.settled();
    await customer.say(slack.channel(channel), '!escalate', { thread: root });
    return { customer, root, card: await bot.card(slack.channel(where.name), `Customer: ${name}`) };
  };
  const problems = () => bot.log.map(({ level, message }) => `${level}: ${message}`);
  /** Resolves when the bot has answered in a channel. */
  const answers = async (name: string, channel: string) => {
    const customer = newcomer(name, channel);
    const root = await customer.say(slack.channel(channel), 'I was charged twice');
    await slack.waitFor(() => slack.thread(slack.channel(channel), root)[1], {
      what: `an answer to ${name} in #${channel}`,
    });
  };
  return { ...bot, newcomer, ticket, problems, answers };
}

/** The messages under another, as they are shown. */
function under(bot: Awaited<ReturnType<typeof openBot>>, card: { ts: string }, channel: string) {
  return bot.slack.thread(bot.slack.channel(channel), card.ts).map(({ shown }) => shown);
}

test('an intake channel gets another id: new customers are heard, and an open conversation goes on', async () => {
  const bot = await openBot();
  const { slack } = bot;
  const { customer, root, card } = await bot.ticket('Ann', 'help');
  await bot.settled();

  const moved = slack.changeChannelId(slack.channel('help'));
  await bot.settled();
  await customer.say(moved, 'Order 4471', { thread: root.ts });
  await slack.waitFor(() => under(bot, card, 'agents-billing').join().includes('Order 4471'));
  await slack.as(bot.agents.amy).press(card, 'Resolve');
  await slack.waitFor(() => slack.thread(moved, root.ts).at(-1)?.shown.includes('is resolved'), {
    what: 'the end, in the customer’s thread',
  });

  await bot.answers('Bob', 'help');
  assert.notEqual(moved.id, root.channel);
  const outside = await slack.as(slack.addUser({ name: 'cid' })).command('/escalate');
  assert.equal(outside.status, 'acknowledged');
});

test('an event that comes late, under the old id, is of the same channel', async () => {
  const bot = await openBot();
  const { slack } = bot;
  const old = slack.channel('help');
  const { customer, root, card } = await bot.ticket('Dora', 'help');
  await bot.settled();
  slack.changeChannelId(old);
  await bot.settled();
  const ts = `${Number(root.ts.split('.')[0]) + 100}.000100`;
  const event = {
    type: 'message',
    channel: old.id,
    user: customer.person.id,
    text: 'Late words',
    ts,
    thread_ts: root.ts,
    event_ts: ts,
  };

  await slack.deliverRaw({
    body: JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event }),
  });

  await slack.waitFor(() => under(bot, card, 'agents-billing').join().includes('Late words'));
});

test('an agents’ channel gets another id: its tickets go on in their threads, and new ones come', async () => {
  const bot = await openBot();
  const { slack } = bot;
  const { customer, root, card } = await bot.ticket('Eve', 'help');
  await bot.settled();

  const moved = slack.changeChannelId(bot.billing);
  await bot.settled();
  await customer.say(bot.help, 'Order 4472', { thread: root });
  await slack.waitFor(() => under(bot, card, 'agents-billing').join().includes('Order 4472'));
  const current = slack.message({ channel: moved.id, ts: card.ts }) ?? assert.fail();
  await slack.as(bot.agents.amy).press(current, 'Resolve');

  await slack.waitFor(() =>
    slack.message({ channel: moved.id, ts: card.ts })?.shown.includes('Resolved by'),
  );
  const next = await bot.ticket('Fay', 'help', moved);
  assert.equal(next.card.channel, moved.id);
  assert.equal(bot.cards('Customer: Eve').length, 0);
});

for (const address of ['name', 'id'] as const) {
  test(`an id that changed while the bot was away is found at the start, by ${address}`, async () => {
    const company = await openCompany({ redeliverAfterMs: [] });
    const { slack } = company;
    after(slack.stop);
    const database = await lastingDatabase();
    const intake = [{ channel: address === 'name' ? '#help' : company.help.id }];
    const first = await startBot({ company, database, desk: { intake } });
    const gus = company.customer('Gus');
    const root = await gus.say(company.help, 'I was charged twice');
    await first.settled();
    await gus.say(company.help, '!escalate', { thread: root });
    const card = await company.card(company.billing, 'Customer: Gus');
    await first.settled();
    if (address === 'id') slack.changeChannelId(company.help);
    await first.settled();
    await first.stop();
    slack.deliverTo(undefined);
    const moved = address === 'name' ? slack.changeChannelId(company.help) : slack.channel('help');

    const bot = await startBot({ company, database, desk: { intake } });
    after(bot.stop);
    await gus.say(moved, 'Order 4473', { thread: root.ts });

    await slack.waitFor(() =>
      slack.thread(company.billing, card).some(({ shown }) => shown.includes('Order 4473')),
    );
  });
}

test('another channel that only got the name has none of the old conversations', async () => {
  const company = await openCompany({ redeliverAfterMs: [] });
  const { slack } = company;
  after(slack.stop);
  const database = await lastingDatabase();
  const first = await startBot({ company, database });
  const hal = company.customer('Hal');
  const root = await hal.say(company.help, 'I was charged twice');
  await first.settled();
  await first.stop();
  slack.deliverTo(undefined);
  slack.deleteChannel(company.help);
  const fresh = slack.addChannel({ name: 'help', members: [hal.person] });

  const bot = await startBot({ company, database });
  after(bot.stop);
  const again = await hal.say(fresh, 'Something else altogether');
  await bot.settled();
  await hal.say(fresh, '!escalate', { thread: again });

  const card = await slack.waitFor(() => company.cards('Customer: Hal')[0], { what: 'a card' });
  const transcript = await company.transcript(card);
  assert.notEqual(root.channel, fresh.id);
  assert.match(transcript, /Something else altogether/);
  assert.doesNotMatch(transcript, /charged twice/);
});

test('a renamed channel is used on, and the owner reads what to write', async () => {
  const bot = await openBot();
  const { slack } = bot;

  slack.rename(bot.help, 'help-desk');
  await until(() => bot.problems().some((line) => line.includes('#help is called #help-desk now')));

  await bot.answers('Ida', 'help-desk');
  slack.rename(bot.help, 'help');
  await bot.answers('Jon', 'help');
});

test('a channel that gets the desk’s name, and one to which the bot is invited, are taken in', async () => {
  const bot = await openBot({
    desk: { intake: [{ channel: '#help' }, { channel: '#shop' }, { channel: '#later' }] },
    prepare: (slack) => {
      slack.addChannel({ name: 'market' });
      slack.addChannel({ name: 'later', withBot: false });
    },
  });
  const { slack } = bot;
  const told = () => bot.problems().filter((line) => /#(shop|later) cannot be used/.test(line));
  assert.equal(told().length, 2);

  await untilReadAgain(bot, () => slack.rename(slack.channel('market'), 'shop'));
  await untilReadAgain(bot, () => slack.join(slack.channel('later'), slack.bot));

  await bot.answers('Kim', 'later');
  await bot.answers('Lea', 'shop');
});

/** Does something, and waits until the bot has found the desk's channels changed. */
async function untilReadAgain({ slack }: Awaited<ReturnType<typeof openBot>>, act: () => void) {
  const reads = () => slack.calls.filter(({ method }) => method === 'conversations.members').length;
  const before = reads();
  act();
  await until(() => reads() > before);
}

test('an archived agents’ channel passes its tickets to triage, and takes them again', async () => {
  const bot = await openBot();
  const { slack } = bot;

  slack.archive(bot.billing);
  await until(() => bot.problems().some((line) => line.includes('#agents-billing cannot be used')));
  await bot.ticket('Max', 'help', bot.triage);
  await untilReadAgain(bot, () => slack.unarchive(bot.billing));

  await bot.ticket('Nia', 'help');
});

test('an event that was missed is made up for within five minutes', async () => {
  const clock = movableClock();
  const bot = await openBot({ clock });
  const { slack } = bot;
  slack.faults.add({ fault: 'dropped', type: 'channel_id_changed' });
  slack.deliverTo(undefined);

  const moved = slack.changeChannelId(slack.channel('help'));
  const olga = bot.newcomer('Olga', 'help');
  const root = await olga.say(moved, 'I was charged twice');
  slack.deliverTo(`${bot.url}/slack/events`);
  clock.fire();

  await slack.waitFor(() => slack.thread(moved, root)[1], { what: 'an answer to what was missed' });
});

test('a channel that becomes an intake and an agents’ channel at once is no agents’ channel any more', async () => {
  const bot = await openBot();
  const { slack } = bot;
  slack.rename(bot.billing, 'agents-old');
  await until(() => bot.problems().some((line) => line.includes('is called #agents-old now')));
  slack.archive(bot.billing);

  slack.rename(bot.help, 'agents-billing');
  await until(() =>
    bot.problems().some((line) => line.startsWith('error: #agents-billing is an intake channel')),
  );

  const mia = bot.newcomer('Mia', 'agents-billing');
  await mia.say(slack.channel('agents-billing'), 'I was charged twice');
  await bot.settled();
  const { card } = await bot.ticket('Pia', 'agents-billing', bot.triage);
  await mia.press(card, 'Resolve').catch(() => {});
  await bot.settled();
  assert.doesNotMatch(slack.message(card)?.shown ?? '', /Resolved by/);
  assert.equal(
    slack.messages(slack.channel('agents-billing')).filter(({ shown }) => shown.startsWith('H-'))
      .length,
    0,
  );
});

test('two addresses of one channel, one for customers and one for agents, end the start', async () => {
  const company = await openCompany({ redeliverAfterMs: [] });
  after(company.slack.stop);
  const intake = [{ channel: '#help' }, { channel: company.billing.id }];

  await assert.rejects(startBot({ company, desk: { intake } }), {
    name: 'DeskChannelsClash',
    message:
      /^#agents-billing is an intake channel and an agents' channel at once \(C\w+ in the intake\): .+ private channel of their own\.$/,
  });
});

test('a channel that customers and leads share by two addresses ends the start', async () => {
  const company = await openCompany({ redeliverAfterMs: [] });
  after(company.slack.stop);

  await assert.rejects(startBot({ company, desk: { leadsChannel: company.help.id } }), {
    name: 'DeskChannelsClash',
    message:
      /^C\w+ is an intake channel and the leads' channel at once \(#help in the intake\): everybody there would count as a lead\./,
  });
});

test('what is wrong with the leads’ channel is said with its remedy, also what becomes wrong later', async () => {
  const company = await openCompany({ redeliverAfterMs: [] });
  after(company.slack.stop);
  const missing = await startBot({ company, desk: { leadsChannel: '#leads' } });
  after(missing.stop);
  const { slack } = company;
  const leads = slack.addChannel({ name: 'leads', private: true });
  slack.join(leads, company.agents.amy);
  const bot = await openBot({ company, desk: { leadsChannel: '#leads' } });
  const atStart = bot.problems().filter((line) => line.includes('#leads'));

  slack.rename(leads, 'chiefs');
  await until(() => bot.problems().some((line) => line.includes('#leads is called #chiefs now')));
  slack.share(leads, true);
  await until(() =>
    bot.problems().some((line) => /#leads is shared with .+: nobody is a lead by it\./.test(line)),
  );
  slack.archive(leads);

  await until(() =>
    bot.problems().some((line) => /#leads cannot be used: .+ nobody is a lead\./.test(line)),
  );
  assert.deepEqual(atStart, []);
  assert.ok(
    missing.log.some(({ message }) =>
      /^#leads cannot be used: .+ nobody is a lead\.$/.test(message),
    ),
  );
});

test('two categories and triage may share a channel', async () => {
  const bot = await openBot({ desk: { triageChannel: '#agents-billing' } });

  const { card } = await bot.ticket('Rob', 'help');

  assert.equal(card.channel, bot.billing.id);
});
