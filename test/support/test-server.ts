import { runPostgres } from './run-postgres.ts';

let server: Promise<string | undefined> | undefined;

/**
 * Where the PostgreSQL of this run is: started for all of it by `prepare-run.ts`, or here
 * for a file that is run by hand. Undefined with `TEST_DATABASE=embedded`, or where none can run.
 */
export function testServer(): Promise<string | undefined> {
  server ??= find();
  return server;
}

async function find(): Promise<string | undefined> {
  // biome-ignore lint/style/noProcessEnv: the runner leaves word here.
  const { TEST_DATABASE, TEST_POSTGRES } = process.env;
  if (TEST_DATABASE === 'embedded') return undefined;
  if (TEST_POSTGRES) return TEST_POSTGRES;
  const postgres = await runPostgres();
  return 'url' in postgres ? postgres.url : undefined;
}
