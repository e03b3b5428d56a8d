import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Inspected, inspectServer } from './inspect-server.ts';
import { ownSettings, setForClient, setForTransaction, withSettings } from './session-settings.ts';
import type { Tables } from './tables.ts';

/** How pg-boss reaches a PostgreSQL. */
export type PostgresHome = {
  kind: 'postgres';
  /** With the bot's own settings, where the server takes them at the beginning of a session. */
  connectionString: string;
  /** Its schema is yet to be made. */
  createSchema: boolean;
  /**
   * Runs one statement, or several without values. It is there where a pooler hands connections on
   * after each transaction: nothing of a session lasts there, so that nobody can listen either.
   */
  execute: Execute | undefined;
};

type Execute = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

export type PostgresConnection = {
  queries: Kysely<Tables>;
  /** What each transaction must set before all else; empty where sessions have it already. */
  setLocally: string;
  home: PostgresHome;
  close(): Promise<void>;
};

/**
 * Connects to a PostgreSQL with the bot's own settings in every session: from its beginning, or
 * behind a pooler, which refuses that, with what poolers keep for a client, and the rest in each
 * transaction.
 *
 * @throws {DatabaseUnusable}
 */
export async function connectPostgres(connectionString: string): Promise<PostgresConnection> {
  const server = await inspectServer(connectionString);
  return server.isPooled
    ? behindPooler(connectionString, server)
    : direct(connectionString, server);
}

function direct(connectionString: string, server: Inspected): PostgresConnection {
  const withOwn = withSettings(connectionString, namesToSet(server));
  const queries = kyselyOn(createPool({ ...forQueries, connectionString: withOwn }));
  return {
    queries,
    setLocally: '',
    home: {
      kind: 'postgres',
      connectionString: withOwn,
      createSchema: !server.has_job_schema,
      execute: undefined,
    },
    close: () => queries.destroy(),
  };
}

function behindPooler(connectionString: string, server: Inspected): PostgresConnection {
  const setOnce = setForClient(namesToSet(server));
  const queries = kyselyOn(createPool({ ...forQueries, connectionString }, setOnce));
  const jobs = createPool({ connectionString, max: 6 }, setOnce);
  const setLocally = setForTransaction(
    namesToSet(server).filter((name) => server.settings[name] !== ownSettings.get(name)),
  );
  return {
    queries,
    setLocally,
    home: {
      kind: 'postgres',
      connectionString,
      createSchema: !server.has_job_schema,
      execute: (text, values) => executeOn(jobs, { text, values, setLocally }),
    },
    async close() {
      await Promise.all([queries.destroy(), jobs.end()]);
    },
  };
}

const forQueries: pg.PoolConfig = {
  application_name: 'handoff',
  max: 10,
  types: { getTypeParser: parseBigintAsNumber },
};

function createPool(config: pg.PoolConfig, setOnce = ''): pg.Pool {
  const pool = new pg.Pool({ ...config, connectionTimeoutMillis: 5_000 });
  // A lost connection fails the query that needs it; an 'error' event that nobody listens to would
  // end the process. The pool listens to the idle ones only.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // Where it fails, the connection is lost, and so is the query that comes next.
    if (setOnce !== '') client.query(setOnce).catch(() => {});
  });
  return pool;
}

function kyselyOn(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** A commit that waits for a replica waits for the disk as well, and stays as its owner wants it. */
function namesToSet({ settings }: Inspected): string[] {
  return Object.keys(settings).filter(
    (name) => name !== 'synchronous_commit' || settings[name] === 'off',
  );
}

async function executeOn(
  pool: pg.Pool,
  { text, values, setLocally }: { text: string; values: unknown[] | undefined; setLocally: string },
): Promise<{ rows: unknown[] }> {
  if (setLocally === '') return pool.query(text, values);
  const client = await pool.connect();
  try {
    await client.query(
      `start transaction isolation level read committed read write; ${setLocally}`,
    );
    const result = await client.query(text, values);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const BIGINT = 20;

/** Counts and row ids fit a number; the driver's own choice is text. PGlite gives numbers already. */
function parseBigintAsNumber(type: number, format?: 'text' | 'binary') {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format ?? 'text');
}
