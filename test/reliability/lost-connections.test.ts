import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openCompany } from '../support/company.ts';
import { startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { testServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

// The server is this file's own: a restart of it would take the connections of other files too.
const postgres = (await testServer()) === undefined ? undefined : await startPostgres();
if (postgres === undefined || 'whyNot' in postgres) {
  test('connections that are cut under load', { skip: 'NOT TESTED ON POSTGRESQL' });
} else {
  const connectionString = await postgres.newDatabase();
  const company = await openCompany({ redeliverAfterMs: [0, 300, 600, 1_000, 2_000, 4_000] });
  const { slack, help, billing, customer, card, cards } = company;
  const bot = startHandoffProcess(await temporaryFolder(), {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: connectionString,
  });
  after(async () => {
    bot.send('SIGTERM');
    await bot.ended;
    await slack.stop();
    await postgres.stop();
  });
  const url = await bot.ready();
  slack.deliverTo(`${url}/slack/events`);

  test('fifteen cuts under load end no process, and lose and repeat nothing', async () => {
    const customers = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve'].map((name) => customer(name));
    const written: string[] = [];
    let isLoaded = true;
    const load = customers.map(async (someone, index) => {
      while (isLoaded) {
        const text = `I was charged twice, ${index} ${written.length}`;
        written.push(text);
        await someone.say(help, text);
        await sleep(25);
      }
    });

    try {
      for (let cut = 1; cut <= 15; cut += 1) {
        // Some amid a transaction, some while idle, every fifth by a restart of the server.
        await withServer(connectionString, (client) =>
          cut % 5 === 0 ? crash(client) : cutConnections(client, { inTransaction: cut % 2 === 0 }),
        );
      }
    } finally {
      isLoaded = false;
      await Promise.all(load);
    }
    assert.equal((await fetch(`${url}/health`)).status, 200, bot.errors());
    await slack.delivered();

    assert.ok(slack.deliveries.some(({ status }) => status === 500));
    await Promise.all(customers.map(({ command }) => command('/escalate', { in: help })));
    for (const name of ['Ann', 'Bob', 'Cid', 'Dan', 'Eve']) {
      await card(billing, `Customer: ${name}`, 60_000);
      assert.equal(cards(`Customer: ${name}`).length, 1);
    }
    const stored = await withServer(connectionString, async (client) => {
      const { rows } = await client.query("select text from messages where role = 'customer'");
      return rows.map(({ text }) => text);
    });
    assert.deepEqual(stored.toSorted(), written.toSorted());
    assert.doesNotMatch(bot.log(), /"error":"object"/);
    assert.equal(bot.errors(), '');
  });
}

/** Runs work on a connection of its own, as soon as the server takes one. */
async function withServer<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch {
      await sleep(20);
      continue;
    }
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Ends every connection of the bot, where wanted at a moment when one is in a transaction. */
async function cutConnections(
  client: pg.Client,
  { inTransaction }: { inTransaction: boolean },
): Promise<void> {
  const ofTheBot = 'datname = current_database() and pid <> pg_backend_pid()';
  await until(async () => {
    const { rowCount } = await client.query(`select pg_terminate_backend(pid)
      from pg_stat_activity where ${ofTheBot} and ${
        inTransaction
          ? `exists (select from pg_stat_activity where ${ofTheBot} and state = 'idle in transaction')`
          : 'true'
      }`);
    return rowCount !== 0 && rowCount !== null;
  });
}

/** A server whose process is killed ends all connections, recovers, and takes new ones. */
async function crash(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  process.kill(rows[0].pid, 'SIGKILL');
  await sleep(50);
}
