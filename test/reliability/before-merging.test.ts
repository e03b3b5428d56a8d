import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, nameOn, openAnother, split, under } from '../support/merge-and-split.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

/** Makes a database what it was before tickets could be merged and split. */
const takeBack = [
  'drop index one_unresolved_ticket_per_conversation',
  `create unique index one_unresolved_ticket_per_conversation
    on tickets (conversation_id) where status <> 'resolved'`,
  'alter table messages drop column ticket_id, drop column handed_to',
  'alter table threads drop column ticket_id',
  'alter table tickets drop column split_from, drop column merged_into',
  `delete from kysely_migration where name = '012-merge-and-split'`,
];

const company = await openCompany();
const { slack, help, support } = company;
const amy = slack.as(company.agents.amy);
const settings = {
  company,
  database: await lastingDatabase(),
  desk: { sameConversationMinutes: 0 },
};
after(slack.stop);

async function before(address: DatabaseAddress): Promise<void> {
  const database = await openDatabase(address);
  try {
    await database.transaction(async (transaction) => {
      for (const statement of takeBack) await sql.raw(statement).execute(transaction);
    });
  } finally {
    await database.close();
  }
}

test('a database of the state before, with open tickets, opens and goes on', async () => {
  const old = await startBot(settings);
  const ann = old.customer('Ann');
  const one = await openAnother(old, ann, 'I was charged twice');
  const two = await openAnother(old, ann, 'The charge is there again');
  await ann.say(help, 'My TV does not work, an error', { thread: two.root });
  await reply(amy, one.card, 'Which one?');
  await old.settled();
  await old.stop();
  await before(settings.database);

  const bot = await startBot(settings);
  try {
    await ann.say(help, 'The second one', { thread: one.root });
    await bot.settled();
    await split(amy, two.card, ['My TV does not work, an error']);
    await bot.settled();
    const merged = await merge(amy, two.card, one.name);
    await bot.settled();
    await ann.say(help, 'After all that', { thread: two.root });
    await bot.settled();

    const third = await bot.card(support, 'Customer: Ann');
    assert.deepEqual(merged, { status: 'closed' });
    assert.equal(under(bot, one.card, 'The second one').length, 1);
    assert.equal(under(bot, one.card, 'The charge is there again').length, 1);
    assert.equal(under(bot, one.card, 'an error').length, 0);
    assert.equal(under(bot, one.card, 'After all that').length, 1);
    assert.match(await bot.transcript(third), /^CUSTOMER: My TV does not work, an error/);
    assert.match(slack.message(third)?.shown ?? '', new RegExp(`^${nameOn(third)} · Support`));
  } finally {
    await bot.stop();
  }
});
