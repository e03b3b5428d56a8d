import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url));

const FirstLine = z.union([z.object({ url: z.string() }), z.object({ whyNot: z.string() })]);

/** A PostgreSQL with a template of the bot's database, or why there is none. */
export type RunPostgres = { url: string; stop(): Promise<void> } | { whyNot: string };

/**
 * Starts a PostgreSQL in a process of its own. It ends with this process, however this one ends,
 * and does not keep it from ending.
 */
export async function runPostgres(): Promise<RunPostgres> {
  const node = ['--disable-warning=ExperimentalWarning', script];
  // Ctrl-C is for the tests, which may still need it.
  const child = spawn(process.execPath, node, {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.close();
  child.stdout.destroy();
  child.unref();
  const said = FirstLine.parse(JSON.parse(line));
  if ('whyNot' in said) return said;
  return {
    url: said.url,
    async stop() {
      child.ref();
      child.stdin.end();
      await exited;
    },
  };
}
