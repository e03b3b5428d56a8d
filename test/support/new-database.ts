import { randomUUID } from 'node:crypto';
import { createDatabase, dropDatabase, onServer } from './create-database.ts';
import { afterAll, leftBehind } from './left-behind.ts';
import { TEMPLATE } from './make-template.ts';
import { testServer } from './test-server.ts';

/**
 * Makes a database on the PostgreSQL of this run, and says where it is. After the tests of the file
 * it is dropped; a connection that is then still open fails them.
 *
 * @returns Undefined where no PostgreSQL runs.
 */
export async function newDatabase({ from = TEMPLATE } = {}): Promise<string | undefined> {
  const server = await testServer();
  if (server === undefined) return undefined;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = await createDatabase(server, { name, template: from });
  afterAll(async () => {
    const left = await leftBehind(() => connectionsTo(server, name));
    await dropDatabase(server, name);
    if (left.length > 0) throw new Error(`Connections were left open: ${left.join('; ')}`);
  });
  return url;
}

async function connectionsTo(server: string, name: string): Promise<string[]> {
  const rows = await onServer(
    server,
    `select state, query from pg_stat_activity where datname = '${name}'`,
  );
  return rows.map(({ state, query }) => `${state}, last “${query}”`);
}
