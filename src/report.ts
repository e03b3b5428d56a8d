import { CannotStart } from './cannot-start.ts';
import { type Config, loadConfig } from './config.ts';
import { FolderInUse, holderOf } from './database/folder-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { readDotenv } from './read-dotenv.ts';
import { PeriodInvalid } from './reports/period.ts';
import { printReport } from './reports/print-report.ts';
import { askRunningBot } from './reports/running-bot.ts';

// Prints what happened in a week, or from a day on: `npm run report`.

try {
  readDotenv();
  process.stdout.write(await report(process.argv.slice(2)));
} catch (error) {
  const isToRepair = error instanceof CannotStart || error instanceof PeriodInvalid;
  process.stderr.write(`${isToRepair ? error.message : `Cannot report: ${error}`}\n`);
  process.exitCode = 1;
}

async function report(args: string[]): Promise<string> {
  // biome-ignore lint/style/noProcessEnv: a process of its own reads its environment.
  const config = await loadConfig(process.env);
  try {
    return await readDatabase(config, args);
  } catch (error) {
    const { database: address, admin } = config;
    if (!(error instanceof FolderInUse) || address.kind !== 'folder') throw error;
    // The embedded database is the running bot's alone, so the bot is asked.
    return askRunningBot(args, { admin, process: holderOf(address.folder) });
  }
}

async function readDatabase({ database: address, desk }: Config, args: string[]): Promise<string> {
  const database = await openDatabase(address);
  try {
    return await printReport(database.queries, { desk, arguments: args, now: new Date() });
  } finally {
    await database.close();
  }
}
