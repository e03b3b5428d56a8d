import pg from 'pg';

export type ReadOnlyPool = {
  /** Runs one statement in a read-only transaction. */
  read(query: string, values: (string | null)[]): Promise<unknown[]>;
  stop(): Promise<void>;
};

/**
 * Connects to a company's database on the first read, by two connections at most.
 *
 * Each read is a read-only transaction of its own that sets its own settings: behind a pooler such as
 * PgBouncer, a session's settings would be lost or reach somebody else's session.
 */
export function createReadOnlyPool({
  connectionString,
  queryTimeoutMs,
}: {
  connectionString: string;
  queryTimeoutMs: number;
}): ReadOnlyPool {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'handoff',
    max: 2,
    connectionTimeoutMillis: queryTimeoutMs,
    // Later than the server's own timeout, whose error says more.
    query_timeout: queryTimeoutMs + 500,
  });
  // The read that needs a lost connection fails; an 'error' event without a listener would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  return {
    read: (query, values) => readOnce({ pool, query, values, queryTimeoutMs }),
    stop: () => pool.end(),
  };
}

type Reading = { pool: pg.Pool; query: string; values: (string | null)[]; queryTimeoutMs: number };

async function readOnce({ pool, query, values, queryTimeoutMs }: Reading): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; set local statement_timeout = ${queryTimeoutMs}; set local timezone = 'UTC'`,
    );
    const { rows } = await client.query(query, values);
    await client.query('commit');
    client.release();
    return rows;
  } catch (error) {
    // PostgreSQL rolls back when the connection closes, even if it no longer answers us.
    client.release(true);
    throw error;
  }
}
