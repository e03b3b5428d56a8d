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
  /** Moves its time so far ahead of the real one. Resolves once it has it, or has ended. */
  setClock(aheadMs: number): Promise<void>;
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
    aheadMs,
  }: {
    onLogLine?: (line: LogLine) => void;
    nodeOptions?: readonly string[] | undefined;
    /** How far ahead of the real time it starts; without it, its time cannot be moved. */
    aheadMs?: number;
  } = {},
): BotProcess {
  const clock = aheadMs === undefined ? [] : ['--import', './playground/demo/clock/in-bot.ts'];
  const child = spawn(process.execPath, [...nodeOptions, ...clock, 'src/main.ts'], {
    cwd: root,
    // biome-ignore lint/style/noProcessEnv: a process that is started is given an environment.
    env: { ...process.env, ...settings, DEMO_CLOCK_AHEAD_MS: String(aheadMs ?? 0) },
    stdio: ['ignore', 'pipe', 'pipe', aheadMs === undefined ? 'ignore' : 'ipc'],
  });
  const written: string[] = [];
  const ended = exitOf(child);
  const ready = Promise.withResolvers<Ready>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
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
    async setClock(ms) {
      const isSet = new Promise((resolve) => child.once('message', resolve));
      child.send({ aheadMs: ms });
      await Promise.race([isSet, ended]);
    },
  };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}
