import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunPostgres, runPostgres } from './run-postgres.ts';

// `node --test --test-global-setup` calls these two before the first test file and after the last.

let postgres: RunPostgres | undefined;

/** Starts the one PostgreSQL of the run, and leaves word of it in the surroundings of each file. */
export async function globalSetup(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the runner's surroundings are those of each test file.
  const surroundings = process.env;
  surroundings.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
  if (surroundings.TEST_DATABASE === 'embedded') return;
  postgres = await runPostgres();
  if ('url' in postgres) surroundings.TEST_POSTGRES = postgres.url;
  else surroundings.TEST_DATABASE = 'embedded';
}

export async function globalTeardown(): Promise<void> {
  if (postgres && 'url' in postgres) await postgres.stop();
}
