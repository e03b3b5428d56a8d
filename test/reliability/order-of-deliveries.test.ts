import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { openCompany } from '../support/company.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { startBot } from '../support/start-bot.ts';

const SHUFFLES = 20;

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const company = await openCompany({ seed: 7 });
const { slack, help, agents, customer } = company;
const bot = await startBot({ company, database: postgres?.address });
after(async () => {
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});

test('deliveries in any order end in the same rows as in the right one', { skip }, async () => {
  const inOrder = customer('Ann');
  await converse(inOrder, slack.delivered);
  const expected = await storedOf(inOrder);

  for (let shuffle = 1; shuffle <= SHUFFLES; shuffle += 1) {
    const shuffled = customer(`Bob-${shuffle}`);
    await slack.delivered();
    slack.faults.add({ fault: 'reordered', together: STEPS, type: 'message' });
    await converse(shuffled, async () => {});
    slack.faults.clear();
    await slack.delivered();

    assert.deepEqual(await storedOf(shuffled), expected, `shuffle ${shuffle}`);
  }
});

test('a call for a person counts though its edit or its end comes first', { skip }, async () => {
  const [cid, dan] = [customer('Cid'), customer('Dan')];
  for (const who of [cid, dan]) await who.directMessage('I was charged twice');
  await slack.delivered();
  slack.faults.add({ fault: 'delayed', byMs: 200, type: 'message', times: 2 });

  const calls = [await cid.directMessage('!escalate'), await dan.directMessage('!escalate')];
  slack.faults.clear();
  const [edited, deleted] = calls;
  assert.ok(edited && deleted);
  await cid.edit(edited, 'No hurry');
  await dan.delete(deleted);
  await slack.delivered();

  for (const { person } of [cid, dan]) {
    assert.equal((await ticketsOf(person.id)).length, 1, person.name);
  }
});

async function ticketsOf(user: string) {
  return (await postgres?.rows(`select id from tickets where escalated_by = '${user}'`)) ?? [];
}

/** How many events a conversation below makes. */
const STEPS = 13;

async function converse(who: Actor, settle: () => Promise<void>): Promise<void> {
  const amy = slack.as(agents.amy);
  const root = await who.say(help, 'I was chraged twice');
  await settle();
  await who.edit(root, 'I was charged twice');
  await settle();
  const first = await who.say(help, 'It is a mistake', { thread: root });
  await settle();
  await amy.say(help, 'Let me look', { thread: root });
  await settle();
  await who.delete(first);
  await settle();
  const second = await who.say(help, 'For a Tv', { thread: root });
  await settle();
  await who.edit(second, 'For a TW');
  await settle();
  await who.edit(second, 'For a TV');
  await settle();
  const another = await who.say(help, 'And then there is this');
  await settle();
  await who.say(help, 'My order is 1142', { thread: another });
  await settle();
  await who.delete(another);
  await settle();
  await who.delete(await who.say(help, 'Oops'));
  await settle();
}

/** What is stored of a customer's conversation, the bot's words left out; deleted words are gone. */
async function storedOf({ person }: Actor) {
  const rows = await postgres?.rows(`
    select m.text, case when m.is_deleted then 'deleted' else m.role end as role
    from messages m
    join conversations c on c.id = m.conversation_id
    where c.customer = '${person.id}' and m.role <> 'bot'
    order by m.ts`);
  return rows?.map(({ role, text }) => `${role}: ${text}`);
}
