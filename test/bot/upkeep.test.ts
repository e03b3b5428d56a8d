import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { TestClock } from 'pg-boss';
import { startUpkeep } from '../../src/bot/upkeep.ts';
import { claimInteraction } from '../../src/database/interaction-store.ts';
import {
  type Database,
  type DatabaseAddress,
  openDatabase,
} from '../../src/database/open-database.ts';
import { embeddedDatabase, emptyDatabase } from '../support/empty-database.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 60 * 60_000;

test('interactions are forgotten after a day, and no sooner', async () => {
  const { database, clock } = await startOn(await emptyDatabase());
  const hoursAgo = (hours: number) => new Date(clock.now() - hours * HOUR_MS);
  for (const [key, at] of Object.entries({ old: hoursAgo(25), young: hoursAgo(20) })) {
    await database.transaction((transaction) =>
      claimInteraction(transaction, { team: 'T1', key, at }),
    );
  }

  await clock.tick(HOUR_MS);

  await until(async () => (await keysOf(database)).length < 2);
  assert.deepEqual(await keysOf(database), ['young']);
});

test('the embedded database is vacuumed every ten minutes', async () => {
  const { database, clock } = await startOn(await embeddedDatabase());
  await database.transaction((transaction) =>
    claimInteraction(transaction, { team: 'T1', key: 'one', at: new Date(clock.now()) }),
  );
  const before = await rowsKnown(database);

  await clock.tick(HOUR_MS / 6);

  await until(async () => (await rowsKnown(database)) === 1);
  assert.equal(before, -1);
});

test('missed deliveries and unread agents are made up for every minute, agents and channels are read every five, until the end', async () => {
  const done = { agents: 0, missed: 0, unread: 0, channels: 0, moved: 0, regular: 0, looks: 0 };
  const { clock, stop } = await startOn(await emptyDatabase(), done);
  const counts: number[][] = [];

  for (let minutes = 0; minutes < 5; minutes += 1) {
    await clock.tick(HOUR_MS / 60);
    counts.push([done.missed, done.unread, done.moved, done.agents, done.channels]);
  }
  stop();
  await clock.tick(HOUR_MS / 6);

  assert.deepEqual(counts.at(3), [4, 4, 4, 0, 0]);
  assert.deepEqual(counts.at(4), [5, 5, 5, 1, 1]);
  const onceAMinute = { missed: 5, unread: 5, moved: 5, looks: 5 };
  assert.deepEqual(done, { ...onceAMinute, agents: 1, channels: 1, regular: 0 });
});

async function startOn(
  address: DatabaseAddress,
  done = { agents: 0, missed: 0, unread: 0, channels: 0, moved: 0, regular: 0, looks: 0 },
) {
  const database = await openDatabase(address);
  const clock = new TestClock();
  const stop = startUpkeep({
    database,
    clock,
    agents: {
      async refresh() {
        done.agents += 1;
      },
      async makeUp() {
        done.unread += 1;
      },
    },
    follower: {
      async readChannels() {
        done.channels += 1;
      },
      async readMoved() {
        done.moved += 1;
      },
    },
    missed: {
      async makeUp() {
        done.missed += 1;
      },
    },
    catchUp: {
      async planRegularly() {
        done.regular += 1;
      },
    },
    betweenCatchUpsMs: HOUR_MS / 3,
    looks: [
      async () => {
        done.looks += 1;
      },
    ],
    onFailure: (error) => assert.fail(String(error)),
  });
  after(async () => {
    stop();
    await database.close();
  });
  return { database, clock, stop };
}

async function keysOf({ queries }: Database): Promise<string[]> {
  const rows = await queries.selectFrom('interactions').select('key').execute();
  return rows.map(({ key }) => key);
}

/** How many rows a vacuum has counted in a table; -1 before the first. */
async function rowsKnown({ queries }: Database): Promise<unknown> {
  const { rows } = await sql<{ reltuples: number }>`
    select reltuples from pg_class where relname = 'interactions'`.execute(queries);
  return rows[0]?.reltuples;
}
