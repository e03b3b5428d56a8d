import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileOnce, emptyImage } from './empty-database.ts';
import { newDatabase } from './new-database.ts';

/** The bot as its owner starts it: a process of its own, with no settings but those given. */
export type HandoffProcess = {
  /** What it wrote for its owner, without the log. */
  errors(): string;
  log(): string;
  /** Resolves once the log or the errors hold these words. */
  says(words: string): Promise<void>;
  /** Resolves with where it listens, once it is ready. */
  ready(): Promise<string>;
  /** Where it tells how everything is, once it is ready. */
  adminUrl(): string;
  send(signal: NodeJS.Signals): void;
  /** Resolves when it has ended, with how and after how long. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** What spares a process of Node's compiling what another has compiled already. */
export function compileCache(): { NODE_COMPILE_CACHE?: string } {
  // biome-ignore lint/style/noProcessEnv: the runner says here where the cache is.
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
}

/** As the bot is started, but that V8 spends no time on making PGlite faster than a test needs it. */
export const nodeOptions = ['--disable-warning=ExperimentalWarning', ...compileOnce] as const;

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const unset = {
  SLACK_APP_TOKEN: '',
  OPENAI_API_KEY: '',
  OPENAI_BASE_URL: '',
  OPENAI_MODEL: '',
  DATABASE_URL: '',
  CUSTOMERS_DATABASE_URL: '',
  DESK: '',
  OWNER: '',
  HOST: '',
  LOG_LEVEL: '',
};
const desk = fileURLToPath(new URL('../../desk.ts', import.meta.url));

/** Makes a folder that is gone after the tests of this file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a folder `data` in which the bot starts at once, since its database is there already. */
export async function prepareData(folder: string): Promise<string> {
  const data = join(folder, 'data');
  const database = join(data, 'database');
  await mkdir(database, { recursive: true });
  const { file } = await emptyImage();
  await promisify(execFile)('tar', ['-xf', file, '-C', database]);
  return data;
}

/** The settings for a bot whose home does not matter: on the PostgreSQL of this run if there is one. */
export async function anyHome(folder: string): Promise<Record<string, string>> {
  const url = await newDatabase();
  return url === undefined ? { DATA_DIR: await prepareData(folder) } : { DATABASE_URL: url };
}

/** Starts the bot in a folder; it is killed after the tests of this file, if it still runs. */
export function startHandoffProcess(
  folder: string,
  settings: Record<string, string>,
): HandoffProcess {
  const child = spawn(process.execPath, [...nodeOptions, main], {
    cwd: folder,
    env: { DESK: desk, PORT: '0', ADMIN_PORT: '0', ...compileCache(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  return watch(child);
}

/** A program of the repository as its owner starts it by npm. */
export type NpmProcess = HandoffProcess & {
  /** Whether a process that npm has started still runs. */
  isAnythingLeft(): boolean;
  /** Sends a signal to npm and to all that it has started, as a terminal does. */
  sendToAll(signal: NodeJS.Signals): void;
};

/**
 * Runs npm in the repository, or in a copy of it, with these settings alone; signals go to npm's own
 * process.
 */
export function startByNpm(
  command: string[],
  settings: Record<string, string>,
  { cwd = root }: { cwd?: string } = {},
): NpmProcess {
  // biome-ignore lint/style/noProcessEnv: npm needs its own environment.
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', command, {
    cwd,
    // What is set to nothing is not read from a developer's own .env.
    env: { PATH, HOME, ...unset, PORT: '0', ADMIN_PORT: '0', ...compileCache(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own shows what is left of it.
    detached: true,
  });
  const group = -Number(child.pid);
  const isAnythingLeft = () => {
    try {
      return process.kill(group, 0);
    } catch {
      return false;
    }
  };
  after(() => isAnythingLeft() && process.kill(group, 'SIGKILL'));
  const sendToAll = (signal: NodeJS.Signals) => void process.kill(group, signal);
  return { ...watch(child), isAnythingLeft, sendToAll };
}

function watch(child: ChildProcessByStdio<null, Readable, Readable>): HandoffProcess {
  const output = { log: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.log += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const says = async (words: string) => {
    // A demo starts three databases and a bot, on a machine that may be busy.
    const giveUp = AbortSignal.timeout(120_000);
    while (!`${output.log}${output.errors}`.includes(words)) {
      if (giveUp.aborted || child.exitCode !== null) {
        throw new Error(`It did not say “${words}” but:\n${output.log}${output.errors}`);
      }
      await sleep(20);
    }
  };
  return {
    errors: () => output.errors,
    log: () => output.log,
    says,
    async ready() {
      await says('Handoff is ready');
      const port = /"port":(\d+)/.exec(output.log)?.[1];
      return `http://127.0.0.1:${port}`;
    },
    adminUrl: () => `http://127.0.0.1:${/"adminPort":(\d+)/.exec(output.log)?.[1]}`,
    send: (signal) => child.kill(signal),
    ended,
  };
}
