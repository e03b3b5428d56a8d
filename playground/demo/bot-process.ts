import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The real bot, as `npm start` runs it. */
export type BotProcess = {
  /** What it wrote so far, logs and errors. */
  output(): string;
  /** Resolves with the exit code when it ends; null when a signal ended it. */
  ended: Promise<number | null>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the bot with these settings on top of `.env` and the surroundings of this process. */
export function startBotProcess(settings: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: root,
    // biome-ignore lint/style/noProcessEnv: a process that is started is given an environment.
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => written.push(text));
  }
  const ended = exitOf(child);
  return {
    output: () => written.join(''),
    ended,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}
