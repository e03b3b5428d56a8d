import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { importsIn } from './rooms.ts';

// Runs the tests whose database depends on the run, on the embedded one: `npm run test:embedded`. The
// others do the same in every run, and `npm test` has them.

const DEPENDS = 'test/support/test-server.ts';

const imports = Map.groupBy(['test', 'playground', 'src'].flatMap(importsIn), ({ from }) => from);

const files = [...imports.keys()].filter((path) => path.endsWith('.test.ts') && reaches(path));
const given = process.argv.slice(2);

const runner = spawn(process.execPath, [...process.execArgv, '--test', ...given, ...files], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // biome-ignore lint/style/noProcessEnv: the runner's surroundings are those of each test file.
  env: { ...process.env, TEST_DATABASE: 'embedded' },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal));
runner.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** Whether a file imports what decides on the database, itself or through others. */
function reaches(path: string, seen = new Set<string>()): boolean {
  if (path === DEPENDS) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  return (imports.get(path) ?? []).some(({ to }) => reaches(to, seen));
}
