import pg from 'pg';
import { newDatabase } from './new-database.ts';

/** A database on the PostgreSQL of this run, and a way past the bot to its rows. */
export type Postgres = {
  address: { kind: 'postgres'; connectionString: string };
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Lets nobody else write to a table until released. */
  hold(table: string): Promise<{ release(): Promise<void> }>;
  stop(): Promise<void>;
};

/** Opens one; undefined where none can run. */
export async function openPostgres(): Promise<Postgres | undefined> {
  const connectionString = await newDatabase();
  if (connectionString === undefined) return undefined;
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
    stop: () => pool.end(),
  };
}
