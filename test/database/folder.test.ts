import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FolderInUse } from '../../src/database/folder-lock.ts';
import { claimInteraction } from '../../src/database/interaction-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { testDatabase } from './database-contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
after(() => rm(folder, { recursive: true, force: true }));
const address = { kind: 'folder', folder: join(folder, 'data') } as const;
const { stop } = await testDatabase('PGlite in a folder', address);

test('a folder that is open cannot be opened again', async () => {
  await assert.rejects(openDatabase(address), FolderInUse);
});

test('a folder whose database cannot be opened is not held', async () => {
  const broken = join(folder, 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'database'), '');
  const open = () => openDatabase({ kind: 'folder', folder: broken });

  await assert.rejects(open, isNotInUse);

  await assert.rejects(open, isNotInUse);
});

test('what was committed is there when the folder is opened again', async () => {
  await stop();

  const database = await openDatabase(address);

  const again = await database.transaction((transaction) =>
    claimInteraction(transaction, { team: 'T1', key: 'committed', at: new Date() }),
  );
  assert.equal(again, false);
  await database.close();
});

function isNotInUse(error: unknown): boolean {
  return !(error instanceof FolderInUse);
}
