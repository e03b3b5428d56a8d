import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { newDatabase } from '../support/new-database.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { otherRole } from '../support/other-role.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';
import { hasPgBouncer, startPgBouncer } from '../support/start-pgbouncer.ts';

const ready = hasPgBouncer() ? await openPostgres() : undefined;
const empty = ready && (await newDatabase({ from: 'template0' }));
if (ready === undefined || empty === undefined) {
  test('three instances behind PgBouncer', { skip: 'NOT TESTED BEHIND PGBOUNCER' });
} else {
  const { rows, address, stop } = ready;
  const company = await openCompany();
  const { slack, help, billing, customer, card, cards } = company;
  const { name: role, connectionString: asRole } = await otherRole(
    address.connectionString,
    'superuser',
  );
  const pooled = {
    empty: await startPgBouncer(empty),
    ready: await startPgBouncer(address.connectionString),
    odd: await startPgBouncer(asRole),
  };
  after(async () => {
    await slack.stop();
    await stop();
  });

  test('three instances that start at once on an empty database all work', async () => {
    const bots = await startThree(pooled.empty);

    await escalate('Ann');
    await stopAll(bots);
  });

  test('so they do on one that is ready, and again after that', async () => {
    for (const name of ['Bob', 'Cid']) {
      const bots = await startThree(pooled.ready);
      await escalate(name);
      await stopAll(bots);
      assert.deepEqual(
        bots.flatMap(({ log }) => log.filter(({ level }) => level !== 'info')),
        [],
      );
    }
  });

  test('what the role has set does not reach the bot through PgBouncer either', async () => {
    for (const setting of [
      "datestyle = 'SQL, DMY'",
      "default_transaction_isolation = 'serializable'",
      'default_transaction_read_only = on',
      "lock_timeout = '1ms'",
    ]) {
      await rows(`alter role ${role} set ${setting}`);
    }
    const bots = await startThree(pooled.odd);

    await Promise.all(['Dan', 'Eve', 'Fay', 'Gus'].map(escalate));

    await stopAll(bots);
    assert.deepEqual(
      slack.deliveries.filter(({ status }) => status === 500),
      [],
    );
  });

  async function startThree(connectionString: string): Promise<BotUnderTest[]> {
    const database = { kind: 'postgres', connectionString } as const;
    return Promise.all([1, 2, 3].map(() => startBot({ company, database })));
  }

  async function escalate(name: string): Promise<void> {
    const someone = customer(name);
    await someone.say(help, 'I was charged twice');
    await slack.delivered();
    await someone.command('/escalate', { in: help });
    await card(billing, `Customer: ${name}`);
    assert.equal(cards(name).length, 1);
  }

  async function stopAll(bots: BotUnderTest[]): Promise<void> {
    await bots[0]?.settled();
    await Promise.all(bots.map((bot) => bot.stop()));
  }
}
