import { config as readDotenv } from 'dotenv';
import { type Bot, createBot } from './bot/create-bot.ts';
import { ConfigInvalid, loadConfig } from './config.ts';
import { DatabaseClaimed } from './database/claim-store.ts';
import { DatabaseUnusable } from './database/database-unusable.ts';
import { FolderInUse } from './database/folder-lock.ts';
import { errorCode } from './error-code.ts';
import { createLog } from './log.ts';
import { PortUnusable } from './slack/receiving/listen.ts';
import { TokenRefused } from './slack/workspace/connect.ts';
import { DeskChannelsClash, TriageChannelMissing } from './slack/workspace/desk-channels.ts';

/** What the owner can repair: explained in one message, without a stack trace. */
const ownersErrors = [
  ConfigInvalid,
  DatabaseClaimed,
  DatabaseUnusable,
  DeskChannelsClash,
  FolderInUse,
  PortUnusable,
  TokenRefused,
  TriageChannelMissing,
];

const stopping = new AbortController();
const opened = Promise.withResolvers<void>();
const started = Promise.withResolvers<Bot>();
// A supervisor gives ten seconds. Before the start is over there is no work to wait for.
let graceMs = 2_000;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
// `npm run rerun` asks for it, where the embedded database is this process's alone.
process.on('SIGHUP', rerun);

readDotenv({ quiet: true });
const bot = await start();
graceMs = 9_500;
started.resolve(bot);
if (!stopping.signal.aborted) {
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
}
await bot.stop();
process.exit(0);

/**
 * What hangs is left: it is stored in the database, and the next process goes on with it. But while
 * the embedded database is being opened nothing ends it: it might be left half made.
 */
function stop(): void {
  stopping.abort();
  void opened.promise.then(() => setTimeout(() => process.exit(0), graceMs).unref());
}

function rerun(): void {
  void started.promise.then(({ rerunFailed }) => rerunFailed()).catch(() => {});
}

async function start(): Promise<Bot> {
  try {
    // biome-ignore lint/style/noProcessEnv: here, and only here, the environment is read.
    const config = await loadConfig(process.env);
    return await createBot(config, {
      log: createLog(config.logLevel),
      signal: stopping.signal,
      onOpen: opened.resolve,
    });
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    process.stderr.write(`${explain(error)}\n`);
    return process.exit(1);
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'Handoff cannot start.';
  if (ownersErrors.some((kind) => error instanceof kind)) return error.message;
  const code = errorCode(error);
  return `Handoff cannot start${code ? ` (${code})` : ''}: ${error.message}`;
}
