import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  Kysely,
  type Transaction as KyselyTransaction,
  PGliteDialect,
  PostgresDialect,
} from 'kysely';
import pg from 'pg';
import { errorCode } from '../error-code.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { lockFolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { migrate } from './migrate.ts';
import { openDurably } from './open-durably.ts';
import type { Tables } from './tables.ts';
import { createTransactionGuard, type TransactionGuard } from './transaction-guard.ts';

/** Reads. It has no way to write, so that every write is part of a transaction. */
export type Queries = Pick<Kysely<Tables>, 'selectFrom' | 'getExecutor'>;
export type Transaction = KyselyTransaction<Tables>;

/** The bot's store, the same in both homes: queries, transactions, and where its jobs live. */
export type Database = {
  queries: Queries;
  /** Never await HTTP or a model inside: every other transaction would wait for it. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** @throws {OutsideTransaction} inside a transaction. */
  assertOutsideTransaction(): void;
  home: { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; connectionString: string };
  close(): Promise<void>;
};

/** Where the database lives: a PostgreSQL, a folder, or (for tests) memory alone, as a copy of an image. */
export type DatabaseAddress =
  | { kind: 'postgres'; connectionString: string }
  | { kind: 'folder'; folder: string }
  | { kind: 'memory'; image?: Blob };

/**
 * Opens the database and brings its tables up to date, once even when several instances start.
 *
 * @throws {DatabaseUnusable} when it cannot be reached or written.
 * @throws {FolderInUse} when another process holds the folder.
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const { queries, ...database } = await connect(address);
  try {
    await migrate(queries);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { ...database, queries };
}

/** The database while it is opened: its tables are yet to be made. */
type Opening = Omit<Database, 'queries'> & { queries: Kysely<Tables> };

function connect(address: DatabaseAddress): Promise<Opening> {
  switch (address.kind) {
    case 'postgres':
      return connectPostgres(address.connectionString);
    case 'folder':
      return connectFolder(address.folder);
    case 'memory':
      return connectEmbedded(openInMemory(address), () => {});
    default:
      return address satisfies never;
  }
}

async function connectPostgres(connectionString: string): Promise<Opening> {
  const guard = createTransactionGuard();
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser: parseBigintAsNumber },
  });
  // A lost idle connection is replaced at the next query; unheard, it would end the process.
  pool.on('error', () => {});
  await reach(pool);
  const queries = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [guard.plugin],
  });
  return {
    ...transactions(queries, guard),
    home: { kind: 'postgres', connectionString },
    close: () => queries.destroy(),
  };
}

async function reach(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new DatabaseUnusable(
      `DATABASE_URL: this PostgreSQL cannot be used (${errorCode(cause) ?? 'no code'}). Check that it runs, and its host, port, database, user and password.`,
      { cause },
    );
  }
}

async function connectFolder(folder: string): Promise<Opening> {
  makeFolder(folder);
  const lock = lockFolder(folder);
  try {
    const pglite = await openDurably(join(folder, 'database'));
    return await connectEmbedded(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openInMemory({ image }: { image?: Blob }): PGlite {
  return new PGlite(image ? { loadDataDir: image } : {});
}

async function connectEmbedded(pglite: PGlite, release: () => void): Promise<Opening> {
  const guard = createTransactionGuard();
  await pglite.waitReady;
  const queries = new Kysely<Tables>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [guard.plugin],
  });
  return {
    ...transactions(queries, guard),
    home: { kind: 'embedded', pglite },
    async close() {
      await queries.destroy();
      release();
    },
  };
}

function transactions(
  queries: Kysely<Tables>,
  { assertOutside, inside }: TransactionGuard,
): Pick<Opening, 'queries' | 'transaction' | 'assertOutsideTransaction'> {
  return {
    queries,
    assertOutsideTransaction: assertOutside,
    async transaction(work) {
      assertOutside();
      return queries
        .transaction()
        .execute((transaction) => inside(() => work(transaction.withoutPlugins())));
    },
  };
}

const BIGINT = 20;

/** Counts and row ids fit a number; the driver's own choice is text. PGlite gives numbers already. */
function parseBigintAsNumber(type: number, format?: 'text' | 'binary') {
  return type === BIGINT ? Number : pg.types.getTypeParser(type, format ?? 'text');
}
