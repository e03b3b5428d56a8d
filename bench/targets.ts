import { sql } from 'kysely';
import { type DatabaseAddress, openDatabase } from '../src/database/open-database.ts';
import type { BenchSlack } from './bench-slack.ts';
import { SEEDED } from './seed-store.ts';
import { type Server, startServer } from './start-server.ts';

/** What is measured: a program that receives events. */
export type Target = {
  name: 'Handoff' | 'bare Bolt' | 'row and job';
  start(address: DatabaseAddress): Promise<Server>;
  /** How many events its database has, once its process has ended; undefined when it has no database. */
  stored: ((address: DatabaseAddress) => Promise<number>) | undefined;
};

export type Targets = { handoff: Target; bare: Target; rowAndJob: Target };

/** The bot, and the two programs that it is compared with. */
export function createTargets({ slack, folder }: { slack: BenchSlack; folder: string }): Targets {
  const { signingSecret } = slack.origin;
  const startOther = (file: URL, address: DatabaseAddress) =>
    startServer({ file, argument: JSON.stringify({ signingSecret, address }), folder });
  return {
    handoff: {
      name: 'Handoff',
      start: (address) =>
        startServer({
          file: new URL('../src/main.ts', import.meta.url),
          settings: { ...slack.settings, ...databaseSettings(address) },
          folder,
        }),
      stored: (address) =>
        count(
          address,
          sql`select count(*) from messages where conversation_id not like ${`${SEEDED}%`}`,
        ),
    },
    bare: {
      name: 'bare Bolt',
      start: (address) => startOther(bareBolt, address),
      stored: undefined,
    },
    rowAndJob: {
      name: 'row and job',
      start: (address) => startOther(rowAndJob, address),
      // A row without its job, or a job without its row, would show as a lower number.
      stored: (address) =>
        count(
          address,
          sql`select count(*) from bench join pgboss.job on name = 'bench' and data->>'ts' = ts`,
        ),
    },
  };
}

const bareBolt = new URL('./targets/bare-bolt.ts', import.meta.url);
const rowAndJob = new URL('./targets/row-and-job.ts', import.meta.url);

function databaseSettings(address: DatabaseAddress): Record<string, string> {
  if (address.kind === 'postgres') return { DATABASE_URL: address.connectionString };
  return address.kind === 'folder' ? { DATA_DIR: address.folder } : {};
}

async function count(
  address: DatabaseAddress,
  query: ReturnType<typeof sql<{ count: number }>>,
): Promise<number> {
  const database = await openDatabase(address);
  const { rows } = await query.execute(database.queries);
  await database.close();
  return rows[0]?.count ?? 0;
}
