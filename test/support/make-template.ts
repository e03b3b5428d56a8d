import { openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { createDatabase } from './create-database.ts';

/** The database that every test's own is a copy of: each table of the bot and of pg-boss, no row. */
export const TEMPLATE = 'handoff_template';

/** Makes the template as a bot would, by opening its database and starting its jobs. */
export async function makeTemplate(url: string): Promise<void> {
  const connectionString = await createDatabase(url, { name: TEMPLATE });
  const database = await openDatabase({ kind: 'postgres', connectionString });
  const jobs = createJobs({ database, onError: () => {} });
  await jobs.start();
  await jobs.stop();
  await database.close();
}
