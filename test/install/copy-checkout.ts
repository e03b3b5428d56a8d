import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/handoff-process.ts';

// biome-ignore lint/style/noProcessEnv: npm needs its own environment, and the runner says here what must run.
const { INSTALL_REQUIRED, PATH: givenPath = '', ...environment } = process.env;
/** Without what the npm that runs these tests says of itself and of the repository. */
const ownEnvironment = Object.fromEntries(
  Object.entries(environment).filter(
    ([name]) => !name.startsWith('npm_') || name === 'npm_config_registry',
  ),
);
/** Without the Node that the repository brings along. */
const ownPath = givenPath
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a bot is installed and started from. */
const needed = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'run.cjs',
  'exec.cmd',
  'desk.ts',
  'src',
];

/** Copies what a bot needs, without anything that is installed or built. */
export async function copyCheckout(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of needed) await cp(join(root, name), join(folder, name), { recursive: true });
  return folder;
}

/** Installs a Node, and returns the `PATH` of a machine that has only this one. */
export async function installNode(version: string): Promise<string> {
  const folder = await temporaryFolder();
  await runNpm(['install', '--prefix', folder, `node@${version}`], { cwd: folder, PATH: ownPath });
  return [join(folder, 'node_modules', 'node', 'bin'), ownPath].join(delimiter);
}

/** Runs npm to its end. @throws where it fails. */
export async function runNpm(
  args: string[],
  { cwd, PATH }: { cwd: string; PATH: string },
): Promise<{ errors: string }> {
  const options = ['--no-audit', '--no-fund', '--no-update-notifier'];
  const { stderr } = await promisify(execFile)('npm', [...args, ...options], {
    cwd,
    env: { ...ownEnvironment, PATH },
  });
  return { errors: stderr };
}

/** The reason to skip the tests, or false. @throws where they are required. */
export async function noRegistry(): Promise<string | false> {
  const folder = await temporaryFolder();
  const reached = await runNpm(['view', 'node', 'name', '--fetch-retries=0'], {
    cwd: folder,
    PATH: ownPath,
  }).then(
    () => true,
    () => false,
  );
  if (reached) return false;
  const why = 'NO REGISTRY: npm cannot install anything here. The installation was not tested!';
  if (INSTALL_REQUIRED) throw new Error(why);
  return why;
}
