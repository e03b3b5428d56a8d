import { CannotStart } from './cannot-start.ts';
import { loadConfig } from './config.ts';
import { FolderInUse, holderOf } from './database/folder-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { createJobs } from './jobs/jobs.ts';
import { readDotenv } from './read-dotenv.ts';

// Runs again every job that has failed for good: `npm run rerun`.

try {
  readDotenv();
  process.stdout.write(`${await rerun()}\n`);
} catch (error) {
  const words = error instanceof CannotStart ? error.message : `Cannot run again: ${error}`;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

async function rerun(): Promise<string> {
  // biome-ignore lint/style/noProcessEnv: a process of its own reads its environment.
  const { database: address } = await loadConfig(process.env);
  try {
    const database = await openDatabase(address);
    const jobs = createJobs({ database, onError: () => {} });
    await jobs.start();
    const count = await jobs.rerunFailed();
    await jobs.stop();
    await database.close();
    return `Failed jobs that will run again: ${count}.`;
  } catch (error) {
    if (!(error instanceof FolderInUse) || address.kind !== 'folder') throw error;
    // The embedded database is the running bot's alone, so the bot is asked.
    process.kill(holderOf(address.folder), 'SIGHUP');
    return 'The running bot was asked to run its failed jobs again.';
  }
}
