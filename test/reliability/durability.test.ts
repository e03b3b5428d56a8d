import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/database/open-database.ts';
import { nodeOptions, prepareData, temporaryFolder } from '../support/handoff-process.ts';

const script = fileURLToPath(new URL('../support/commit-often.ts', import.meta.url));
const skip = spawnSync('strace', ['-V']).error ? noStrace() : false;

test('every commit of the embedded database reaches the disk before it counts', {
  skip,
}, async () => {
  const opened = await syncsOf(await prepareData(await temporaryFolder()), 0);
  const committed = await syncsOf(await prepareData(await temporaryFolder()), 30);

  assert.ok(committed - opened >= 30, `${committed} syncs with 30 commits, ${opened} without`);
});

test('what was committed is there after kill -9', async () => {
  const folder = await prepareData(await temporaryFolder());
  const child = spawn(process.execPath, [...nodeOptions, script, folder, '100000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > 60) child.kill('SIGKILL');
  });
  await once(child, 'close');

  const last = Number(said.trimEnd().split('\n').at(-1));
  const database = await openDatabase({ kind: 'folder', folder });
  const rows = await database.queries.selectFrom('interactions').select('key').execute();
  await database.close();
  const kept = new Set(rows.map(({ key }) => key));
  const lost = Array.from({ length: last }, (_, index) => `row-${index + 1}`).filter(
    (key) => !kept.has(key),
  );
  assert.ok(last >= 59);
  assert.deepEqual(lost, []);
});

/** Counts what a process of so many commits asks of the disk. */
async function syncsOf(folder: string, commits: number): Promise<number> {
  const trace = ['-f', '--seccomp-bpf', '-c', '-e', 'trace=fsync,fdatasync'];
  const child = spawn('strace', [
    ...trace,
    process.execPath,
    ...nodeOptions,
    script,
    folder,
    String(commits),
  ]);
  let counted = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    counted += text;
  });
  child.stdout.resume();
  await once(child, 'close');
  return counted
    .split('\n')
    .filter((line) => /sync$/.test(line))
    .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[CALLS]), 0);
}

/** The columns are: % time, seconds, usecs/call, calls, and then errors, if any, and the call. */
const CALLS = 3;

function noStrace(): string {
  const why = 'strace is not installed: apt-get install strace';
  process.stderr.write(`\n!!! NOT TESTED THAT COMMITS REACH THE DISK: ${why}\n\n`);
  return why;
}
