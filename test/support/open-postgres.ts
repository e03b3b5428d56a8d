import pg from 'pg';
import { startPostgres } from './start-postgres.ts';

/** A PostgreSQL for a bot, and a way past the bot to its rows. */
export type Postgres = {
  address: { kind: 'postgres'; connectionString: string };
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Lets nobody else write to a table until released. */
  hold(table: string): Promise<{ release(): Promise<void> }>;
  stop(): Promise<void>;
};

/** Opens one; undefined, with a loud word, where none can run. */
export async function openPostgres(): Promise<Postgres | undefined> {
  const server = await startPostgres();
  if ('whyNot' in server) return undefined;
  const connectionString = await server.newDatabase();
  const pool = new pg.Pool({ connectionString });
  return {
    address: { kind: 'postgres', connectionString },
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
