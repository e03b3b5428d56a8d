import { sql } from 'kysely';
import { fromKysely, fromPglite, PgBoss } from 'pg-boss';
import { openDatabase } from '../../src/database/open-database.ts';
import { listenWithBolt } from './listen-with-bolt.ts';
import { readTargetSettings } from './target-settings.ts';

/**
 * A Bolt app that writes a row and sends a job for each message: the minimum that loses nothing. No
 * worker takes the jobs, since that would slow the app.
 */
const settings = readTargetSettings();
const database = await openDatabase(settings.address);
const { home, queries, transaction } = database;
const boss = new PgBoss(
  home.kind === 'embedded'
    ? { db: fromPglite(home.pglite), backend: 'pglite' }
    : { connectionString: home.connectionString },
);
await boss.start();
await boss.createQueue('bench');
await sql`create table bench (channel text, ts text, primary key (channel, ts))`.execute(queries);
await listenWithBolt(settings, ({ channel, ts }) =>
  transaction(async (open) => {
    await sql`insert into bench values (${channel}, ${ts}) on conflict do nothing`.execute(open);
    await boss.send('bench', { channel, ts }, { db: fromKysely(open) });
  }),
);
