import { constants } from 'node:os';
import type { Bot } from './bot/create-bot.ts';

type Signal = 'SIGTERM' | 'SIGINT';

const stopping = new AbortController();
const opened = Promise.withResolvers<void>();
const started = Promise.withResolvers<Bot>();
// A supervisor gives ten seconds. Before the start is over there is no work to wait for.
let graceMs = 2_000;
let stoppedAt = 0;
/** At Ctrl+C the terminal signals the bot and npm, which signals the bot once more. */
const SAME_SIGNAL_MS = 500;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
// `npm run rerun` asks for it, where the embedded database is this process's alone.
process.on('SIGHUP', rerun);
// Whoever read the log is gone; the bot goes on.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

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
 * the embedded database is being opened nothing but a second signal ends it: it might be left half
 * made.
 */
function stop(signal: Signal): void {
  if (stopping.signal.aborted) {
    if (performance.now() - stoppedAt > SAME_SIGNAL_MS) {
      process.exit(128 + constants.signals[signal]);
    }
    return;
  }
  stoppedAt = performance.now();
  stopping.abort();
  void opened.promise.then(() => setTimeout(() => process.exit(0), graceMs).unref());
}

function rerun(): void {
  void started.promise.then(({ rerunFailed }) => rerunFailed()).catch(() => {});
}

/** Loading the whole bot takes a second or more, so the owner is told before what comes. */
async function start(): Promise<Bot> {
  try {
    const { config, log } = await readSettings();
    log.info({}, 'Handoff is starting');
    const { createBot } = await import('./bot/create-bot.ts');
    stopping.signal.throwIfAborted();
    return await createBot(config, {
      log,
      signal: stopping.signal,
      onOpen: opened.resolve,
    });
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    process.stderr.write(`${await explain(error)}\n`);
    return process.exit(1);
  }
}

async function readSettings() {
  const { readDotenv } = await import('./read-dotenv.ts');
  const { loadConfig } = await import('./config.ts');
  const { createLog } = await import('./log.ts');
  readDotenv();
  // biome-ignore lint/style/noProcessEnv: here, and only here, the environment is read.
  const config = await loadConfig(process.env);
  return { config, log: createLog(config.logLevel) };
}

/** What the owner can repair is explained in one message, without a stack trace. */
async function explain(error: unknown): Promise<string> {
  const { CannotStart } = await import('./cannot-start.ts');
  const { errorCode } = await import('./error-code.ts');
  if (!(error instanceof Error)) return 'Handoff cannot start.';
  if (error instanceof CannotStart) return error.message;
  const code = errorCode(error);
  return `Handoff cannot start${code ? ` (${code})` : ''}: ${error.message}`;
}
