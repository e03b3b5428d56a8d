import pg from 'pg';

export type ReadOnlyPool = {
  /** Runs one statement in a transaction that can change nothing. */
  read(query: string, values: string[]): Promise<unknown[]>;
  stop(): Promise<void>;
};

/**
 * Connects to a company's database on the first read, by two connections at most.
 *
 * Each read is a read-only transaction of its own with its settings inside: session settings would
 * get lost, or stick to somebody else's session, behind a pooler such as PgBouncer.
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
    // Later than the server's own timeout, whose word says more.
    query_timeout: queryTimeoutMs + 500,
  });
  // A connection lost while idle or in use fails the read that needs it; the event adds nothing.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  return {
    read: (query, values) => readOnce({ pool, query, values, queryTimeoutMs }),
    stop: () => pool.end(),
  };
}

type Reading = { pool: pg.Pool; query: string; values: string[]; queryTimeoutMs: number };

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
    // Closing the connection rolls back, also when the server no longer answers.
    client.release(true);
    throw error;
  }
}
