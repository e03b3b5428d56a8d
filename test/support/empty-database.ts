import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { afterAll } from './left-behind.ts';
import { newDatabase } from './new-database.ts';
import { sourceFiles } from './source-files.ts';

const run = promisify(execFile);

/** A database with every table and no row: on the PostgreSQL of this run, or else embedded. */
export async function emptyDatabase(): Promise<DatabaseAddress> {
  const connectionString = await newDatabase();
  if (connectionString === undefined) return embeddedDatabase();
  return { kind: 'postgres', connectionString };
}

/** One that outlives the bot that opens it, so that another can go on with it. */
export async function lastingDatabase(): Promise<DatabaseAddress> {
  const connectionString = await newDatabase();
  if (connectionString !== undefined) return { kind: 'postgres', connectionString };
  const folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const { file } = await emptyImage();
  const database = join(folder, 'database');
  await mkdir(database);
  await run('tar', ['-xf', file, '-C', database]);
  return { kind: 'folder', folder };
}

/** A database in memory with every table and no row. */
export async function embeddedDatabase(): Promise<DatabaseAddress> {
  const { file } = await emptyImage();
  for (const flag of compileOnce) setFlagsFromString(flag);
  // Into memory at once: another process may be about to replace the file by its like.
  return { kind: 'memory', image: new Blob([await readFile(file)]) };
}

/** V8 compiles PGlite as it is needed, and once: making it faster costs more than a test lasts. */
export const compileOnce = ['--liftoff-only', '--wasm-lazy-compilation'] as const;

/**
 * An archive of PGlite's files with every table and no row. The first test makes it and the others
 * share it, since PGlite takes five times as long to make a database from nothing.
 */
export async function emptyImage(): Promise<{ file: string }> {
  const file = join(tmpdir(), `handoff-empty-database-${await version()}`);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) await makeImage(file);
  return { file };
}

async function makeImage(path: string): Promise<void> {
  const database = await openDatabase({ kind: 'memory' });
  const { home } = database;
  if (home.kind !== 'embedded') throw new Error('A database in memory is an embedded one');
  const jobs = createJobs({ database, onError: () => {} });
  await jobs.start();
  await jobs.stop();
  const image = await home.pglite.dumpDataDir('none');
  await database.close();
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, Buffer.from(await image.arrayBuffer()));
  await rename(draft, path);
}

/** Another image for other tables, or another PGlite. */
async function version(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(new URL('../../package-lock.json', import.meta.url)));
  for (const { text } of [...sourceFiles('src/database'), ...sourceFiles('src/jobs')]) {
    hash.update(text);
  }
  return hash.digest('hex').slice(0, 16);
}
