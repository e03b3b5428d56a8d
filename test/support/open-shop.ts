import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { startShop } from '../../playground/shop/start-shop.ts';
import { dropDatabase } from './create-database.ts';
import { newDatabase } from './new-database.ts';
import { testServer } from './test-server.ts';

const folder = new URL('../../playground/shop/', import.meta.url);

/** The small shop's database on the PostgreSQL of this run, or else embedded as in the demo. */
export async function openShop(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const server = await testServer();
  const connectionString = await newDatabase({ from: 'template0' });
  if (server === undefined || connectionString === undefined) return startShop();
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (const file of ['tables.sql', 'records.sql', 'views.sql']) {
    await client.query(await readFile(new URL(file, folder), 'utf8'));
  }
  await client.end();
  return {
    connectionString,
    stop: () => dropDatabase(server, new URL(connectionString).pathname.slice(1)),
  };
}
