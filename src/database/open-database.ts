import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, type Transaction as KyselyTransaction, PGliteDialect, sql } from 'kysely';
import { connectPostgres, type PostgresHome } from './connect-postgres.ts';
import {
  cannotOpen,
  folderUnusable,
  makeDataFolder,
  prepareDatabaseFolder,
} from './data-folder.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { openDurably } from './open-durably.ts';
import type { Tables } from './tables.ts';
import { createTransactionGuard, type TransactionGuard } from './transaction-guard.ts';
import { againWhereOthersWereInTheWay } from './transaction-retry.ts';

/** Reads. It has no way to write, so that every write is part of a transaction. */
export type Queries = Pick<Kysely<Tables>, 'selectFrom' | 'getExecutor'>;
export type Transaction = KyselyTransaction<Tables>;

/** The bot's store, the same in both homes: queries, transactions, and where its jobs live. */
export type Database = {
  queries: Queries;
  /**
   * Never await HTTP or a model inside: every other transaction would wait for it. The work may be
   * done more than once, where another transaction got in its way: it changes nothing but rows.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** @throws {OutsideTransaction} inside a transaction. */
  assertOutsideTransaction(): void;
  home: { kind: 'embedded'; pglite: PGlite } | PostgresHome;
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
  const database = await connect(address);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function connect(address: DatabaseAddress): Promise<Database> {
  switch (address.kind) {
    case 'postgres':
      return openPostgres(address.connectionString);
    case 'folder':
      return connectFolder(address.folder);
    case 'memory':
      return connectEmbedded(openInMemory(address), () => {});
    default:
      return address satisfies never;
  }
}

async function openPostgres(address: string): Promise<Database> {
  const guard = createTransactionGuard();
  const { queries, setLocally, home, close } = await connectPostgres(address);
  return { ...transactions(queries.withPlugin(guard.plugin), { guard, setLocally }), home, close };
}

async function connectFolder(folder: string): Promise<Database> {
  makeDataFolder(folder);
  const lock = lockFolder(folder);
  const path = join(folder, 'database');
  try {
    const making = prepareDatabaseFolder(path);
    const pglite = await openDurably(path).catch((cause: unknown) => {
      throw cannotOpen(path, cause);
    });
    making?.done();
    return await connectEmbedded(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw error instanceof DatabaseUnusable ? error : folderUnusable(folder, error);
  }
}

function openInMemory({ image }: { image?: Blob }): PGlite {
  return new PGlite(image ? { loadDataDir: image } : {});
}

async function connectEmbedded(pglite: PGlite, release: () => void): Promise<Database> {
  const guard = createTransactionGuard();
  await pglite.waitReady;
  const queries = new Kysely<Tables>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [guard.plugin],
  });
  return {
    ...transactions(queries, { guard, setLocally: '' }),
    home: { kind: 'embedded', pglite },
    async close() {
      await queries.destroy();
      release();
    },
  };
}

function transactions(
  queries: Kysely<Tables>,
  { guard, setLocally }: { guard: TransactionGuard; setLocally: string },
): Pick<Database, 'queries' | 'transaction' | 'assertOutsideTransaction'> {
  const { assertOutside, inside } = guard;
  return {
    queries,
    assertOutsideTransaction: assertOutside,
    async transaction(work) {
      assertOutside();
      return againWhereOthersWereInTheWay(() =>
        queries
          .transaction()
          .setIsolationLevel('read committed')
          .setAccessMode('read write')
          .execute(async (transaction) => {
            if (setLocally !== '') await sql.raw(setLocally).execute(transaction);
            return inside(() => work(transaction.withoutPlugins()));
          }),
      );
    },
  };
}
