import { config as readDotenv } from 'dotenv';
import { ConfigInvalid, loadConfig } from './config.ts';
import { FolderInUse } from './database/folder-lock.ts';
import { type Handoff, startHandoff } from './handoff.ts';
import { createLog } from './log.ts';
import { TokenRefused } from './slack/connect.ts';
import { TriageChannelMissing } from './slack/desk-channels.ts';

/** What the owner can mend: told in one message, without a stack trace. */
const ownersErrors = [ConfigInvalid, FolderInUse, TokenRefused, TriageChannelMissing];

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

readDotenv({ quiet: true });
const handoff = await start();
if (handoff) {
  if (!stopping.signal.aborted) {
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  }
  // Whatever hangs must not outlive the ten seconds that a supervisor gives.
  setTimeout(() => process.exit(1), 9_500).unref();
  await handoff.stop();
  process.exit(0);
}

async function start(): Promise<Handoff | undefined> {
  try {
    // biome-ignore lint/style/noProcessEnv: here, and only here, the environment is read.
    const config = await loadConfig(process.env);
    return await startHandoff(config, { log: createLog(config.logLevel), signal: stopping.signal });
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'Handoff cannot start.';
  if (ownersErrors.some((kind) => error instanceof kind)) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `Handoff cannot start${code}: ${error.message}`;
}
