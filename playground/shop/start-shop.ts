import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

type Shop = { connectionString: string; stop(): Promise<void> };

/**
 * Opens a small company's database, with its views for support, on a free port of this machine.
 *
 * It is kept in memory. All connections share one session: the settings of one apply to the others,
 * and two that query at the same time must each use a transaction.
 */
export async function startShop(): Promise<Shop> {
  const database = await PGlite.create();
  for (const file of ['tables.sql', 'records.sql', 'views.sql']) {
    await database.exec(await readFile(new URL(file, import.meta.url), 'utf8'));
  }
  const server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: 20 });
  await server.start();
  return {
    connectionString: `postgres://postgres@${server.getServerConn()}/postgres`,
    async stop() {
      await server.stop();
      await database.close();
    },
  };
}
