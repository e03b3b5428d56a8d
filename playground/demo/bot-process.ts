import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fromJson } from '../workspace/web-api/arguments.ts';

/** The real bot, as `npm start` runs it. */
export type BotProcess = {
  /** What it wrote so far, logs and errors. */
  output(): string;
  /** Resolves when it takes work. @throws when it ends before. */
  ready: Promise<Ready>;
  /** Resolves with the exit code when it ends; null when a signal ended it. */
  ended: Promise<number | null>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** What the bot says of itself once it takes work: its own port, and its model in words. */
export type Ready = { port: number; model: string };

/** A line of the bot's log: pino's levels, 40 and more being trouble. */
export type BotSays = z.infer<typeof LogLine>;

const LogLine = z.object({ level: z.number(), msg: z.string() });
const ReadyLine = z.object({
  msg: z.literal('Handoff is ready'),
  port: z.number(),
  model: z.string(),
});

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the bot with these settings on top of `.env` and the surroundings of this process. */
export function startBotProcess(
  settings: Record<string, string>,
  onSays: (line: BotSays) => void = () => {},
): BotProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: root,
    // biome-ignore lint/style/noProcessEnv: a process that is started is given an environment.
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  const ended = exitOf(child);
  const ready = Promise.withResolvers<Ready>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      written.push(line);
      const said = fromJson(line);
      const isReady = ReadyLine.safeParse(said);
      if (isReady.success) ready.resolve(isReady.data);
      const says = LogLine.safeParse(said);
      if (says.success) onSays(says.data);
    });
  }
  const output = () => written.join('\n');
  void ended.then((code) =>
    ready.reject(new Error(`The bot ended with code ${code}:\n${output()}`)),
  );
  ready.promise.catch(() => {});
  return {
    output,
    ready: ready.promise,
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
