import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fromJson } from '../workspace/web-api/arguments.ts';

/** The real bot, as `npm start` runs it. */
export type BotProcess = {
  /** Everything that it wrote so far: logs and errors. */
  output(): string;
  /** Resolves when the bot takes work. @throws when it ends before. */
  ready: Promise<Ready>;
  /** Resolves with the exit code when it ends; null when a signal ended it. */
  ended: Promise<number | null>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** What the bot reports once it takes work: its ports, and a description of its model. */
export type Ready = { port: number; adminPort: number; model: string };

/** A line of the bot's log; its levels are pino's, and 40 is a warning. */
export type LogLine = z.infer<typeof LogLine>;

const LogLine = z.object({ level: z.number(), msg: z.string() });
const ReadyLine = z.object({
  msg: z.literal('Handoff is ready'),
  port: z.number(),
  adminPort: z.number(),
  model: z.string(),
});

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the bot with these settings on top of `.env` and of this process's environment. */
export function startBotProcess(
  settings: Record<string, string>,
  {
    onLogLine = () => {},
    nodeOptions = ['--disable-warning=ExperimentalWarning'],
  }: {
    onLogLine?: (line: LogLine) => void;
    nodeOptions?: readonly string[] | undefined;
  } = {},
): BotProcess {
  const child = spawn(process.execPath, [...nodeOptions, 'src/main.ts'], {
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
      const json = fromJson(line);
      const readyLine = ReadyLine.safeParse(json);
      if (readyLine.success) ready.resolve(readyLine.data);
      const logLine = LogLine.safeParse(json);
      if (logLine.success) onLogLine(logLine.data);
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
