import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { movableClock } from '../support/movable-clock.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotSettings, type BotUnderTest, startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

/** A company where Zoe, an agent of billing alone, has a ticket. */
async function openZoes(settings: BotSettings = {}) {
  const company = await openCompany();
  const { slack, billing } = company;
  const zoe = slack.as(slack.addUser({ name: 'Zoe Biller' }));
  slack.join(billing, zoe.person);
  const bot = await startBot({ ...settings, company });
  const { card, customer, root } = await openTicket(bot, 'Ann');
  await zoe.press(card, 'Claim');
  await onceShown(company, card, 'With Zoe Biller.');
  await bot.settled();
  return { company, slack, billing, zoe, bot, card, customer, root };
}

function onceShown({ slack }: Company, card: Message, words: string) {
  return slack.waitFor(() => slack.message(card)?.shown.includes(words), {
    what: `“${words}” on the card`,
  });
}

function released({ slack, billing }: Company, card: Message): string[] {
  return slack
    .thread(billing, card)
    .map(({ shown }) => shown)
    .filter((shown) => shown.includes('no longer among the agents'));
}

async function stopAll(company: Company, ...bots: BotUnderTest[]): Promise<void> {
  for (const bot of bots) await bot.stop();
  await company.slack.stop();
}

const LINE = 'Zoe Biller is no longer among the agents here. Nobody has this now.';

test('the tickets of an agent who leaves the channel are new again, but for those that wait for the customer', async () => {
  const { company, slack, billing, zoe, bot, card } = await openZoes();
  const waiting = await openTicket(bot, 'Bea');
  await reply(zoe, waiting.card, 'Which order is it?');
  await onceShown(company, waiting.card, 'Waiting for the customer, with Zoe Biller.');
  await bot.settled();

  slack.leave(billing, zoe.person);
  await onceShown(company, card, 'New.');
  await bot.settled();

  assert.deepEqual(released(company, card), [LINE]);
  assert.deepEqual(released(company, waiting.card), []);
  await stopAll(company, bot);
});

test('an agent who leaves one channel and may still act on its tickets by triage keeps them', async () => {
  const { company, slack, billing, bot } = await openZoes();
  const amy = slack.as(company.agents.amy);
  const { card } = await openTicket(bot, 'Cleo');
  await amy.press(card, 'Claim');
  await onceShown(company, card, 'With Amy Agent.');

  slack.leave(billing, amy.person);
  await bot.settled();

  assert.match(slack.message(card)?.shown ?? '', /With Amy Agent\./);
  await stopAll(company, bot);
});

test('nobody’s tickets are released while Slack gives no profiles, or no members', async () => {
  const clock = movableClock();
  const { company, slack, bot, card } = await openZoes({ clock });
  const asked = () => slack.calls.filter(({ method }) => method === 'conversations.members').length;

  const refused = { fault: 'slack-error', error: 'missing_scope' } as const;
  const unanswered = { fault: 'http-error', status: 503 } as const;
  const profiles = ['users.info', 'users.list'];
  for (const { methods, fault } of [
    { methods: profiles, fault: refused },
    { methods: profiles, fault: unanswered },
    { methods: ['conversations.members'], fault: refused },
    { methods: ['conversations.members'], fault: unanswered },
  ]) {
    for (const method of methods) slack.faults.add({ ...fault, method });
    const before = asked();
    clock.fire();
    await slack.waitFor(() => asked() > before, { what: 'a look at the members' });
    await bot.settled();
    slack.faults.clear();
  }
  const before = asked();
  clock.fire();
  await slack.waitFor(() => asked() > before, { what: 'the last look' });
  await bot.settled();

  assert.match(slack.message(card)?.shown ?? '', /With Zoe Biller\./);
  assert.deepEqual(released(company, card), []);
  await stopAll(company, bot);
});

test('a deactivated agent’s tickets are new again by the look every few minutes', async () => {
  const clock = movableClock();
  const { company, slack, zoe, bot, card } = await openZoes({ clock });

  slack.changeUser(zoe.person, { deactivated: true });
  clock.fire();
  await onceShown(company, card, 'New.');
  await bot.settled();

  assert.deepEqual(released(company, card), [LINE]);
  await stopAll(company, bot);
});

test('who left while the bot was away is noticed at its start, once over restarts', async () => {
  const database = await lastingDatabase();
  const { company, slack, billing, zoe, bot, card } = await openZoes({ database });
  await bot.stop();
  slack.deliverTo(undefined);
  slack.leave(billing, zoe.person);

  const second = await startBot({ company, database });
  await onceShown(company, card, 'New.');
  await second.settled();
  await second.stop();
  const third = await startBot({ company, database });
  await third.settled();

  assert.deepEqual(released(company, card), [LINE]);
  await stopAll(company, third);
});

test('two instances that notice it release a ticket once', { skip }, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const clocks = [movableClock(), movableClock()];
  const first = await openZoes({ database, ...(clocks[0] && { clock: clocks[0] }) });
  const { company, slack, billing, zoe, bot, card } = first;
  const other = await startBot({ company, database, ...(clocks[1] && { clock: clocks[1] }) });

  slack.leave(billing, zoe.person);
  for (const clock of clocks) clock.fire();
  await onceShown(company, card, 'New.');
  for (const clock of clocks) clock.fire();
  await Promise.all([bot.settled(), other.settled()]);

  assert.deepEqual(released(company, card), [LINE]);
  await stopAll(company, bot, other);
});
