import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileCache, nodeOptions } from './handoff-process.ts';

const script = fileURLToPath(new URL('../../src/rerun.ts', import.meta.url));

/** Does what `npm run rerun` does, with these settings alone, and gives back what it says. */
export async function runFailedJobsAgain(env: Record<string, string>): Promise<string> {
  const node = [process.execPath, [...nodeOptions, script]] as const;
  const { stdout } = await promisify(execFile)(...node, { env: { ...compileCache(), ...env } });
  return stdout;
}
