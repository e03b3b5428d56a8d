import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program that receives deliveries, in a process of its own. */
export type Server = {
  pid: number;
  url: string;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
};

/** Starts a program of this repository, and waits until it has printed its port. */
export async function startServer({
  file,
  argument,
  settings = {},
  folder,
}: {
  file: URL;
  argument?: string;
  settings?: Record<string, string>;
  folder: string;
}): Promise<Server> {
  const given = argument === undefined ? [] : [argument];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(file), ...given],
    { cwd: folder, env: settings, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = once(child, 'exit').finally(() => process.off('exit', killAtExit));
  const port = await Promise.race([printedPort(child.stdout), ended.then(() => undefined)]);
  if (port === undefined || child.pid === undefined) {
    throw new Error(`${fileURLToPath(file)} did not start: its output is above.`);
  }
  return {
    pid: child.pid,
    url: `http://127.0.0.1:${port}`,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function printedPort(output: NodeJS.ReadableStream): Promise<string> {
  let printed = '';
  return new Promise((resolve) => {
    output.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const port = /"port":(\d+)/.exec(printed)?.[1];
      if (port !== undefined) resolve(port);
    });
  });
}
