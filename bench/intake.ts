import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchSlack } from './bench-slack.ts';
import { embeddedDatabases, startPostgres } from './databases.ts';
import { measureDatabase, type RunOptions } from './measure-database.ts';
import { report } from './report.ts';
import { createTargets } from './targets.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const startedAt = performance.now();
const stops = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stops.disposeAsync().finally(() => process.exit(1)));
}
await run().finally(() => stops.disposeAsync());
process.exit();

async function run(): Promise<void> {
  const runOptions = readRunOptions();
  const folder = await mkdtemp(join(tmpdir(), 'handoff-bench-'));
  stops.defer(() => rm(folder, { recursive: true, force: true }));
  const slack = await startBenchSlack(folder);
  stops.defer(slack.stop);
  const targets = createTargets({ slack, folder });
  const [load = 0] = loadavg();
  write(`${cpus().length} cores, Node ${process.version}, load before: ${load.toFixed(2)}`);
  for (const start of databaseKinds(folder)) {
    const databases = await start();
    stops.defer(databases.stop);
    const { origin } = slack;
    const result = await measureDatabase(databases, {
      targets,
      origin,
      options: runOptions,
      progress,
    });
    write(report(result));
  }
}

function databaseKinds(folder: string) {
  const kinds = { embedded: async () => embeddedDatabases(folder), postgres: startPostgres };
  const { only } = options;
  if (only === undefined) return [kinds.embedded, kinds.postgres];
  if (only === 'embedded' || only === 'postgres') return [kinds[only]];
  throw new Error(`--only ${only}: write embedded or postgres.`);
}

function readRunOptions(): RunOptions {
  const { quick } = options;
  const seconds = Number(options.seconds ?? (quick ? 3 : 30));
  // Events are signed before each load, and a signature is valid for five minutes.
  if (!(seconds >= 1 && seconds <= 240)) throw new Error('--seconds: write 1 to 240.');
  return {
    seconds,
    idleSeconds: quick ? 5 : 20,
    withStores: !quick,
  };
}

function write(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function progress(line: string): void {
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`);
}
