import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import { startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';

const settings = { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_SIGNING_SECRET: 'none' };
const parent = await temporaryFolder();

/** Starts the bot on a folder, and returns what it says to its owner. */
async function startOn(folder: string): Promise<string> {
  const bot = startHandoffProcess(parent, { ...settings, DATA_DIR: folder });
  const { code } = await bot.ended;
  assert.equal(code, 1);
  return bot.errors().replaceAll(parent, '…');
}

/** Makes a data folder with such a database in it. */
async function folderWith(name: string, files: Record<string, string>): Promise<string> {
  const folder = join(parent, name);
  await mkdir(join(folder, 'database'), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, 'database', file), text);
  }
  return folder;
}

test('a folder of another version of PostgreSQL says which one made it, and what to do', async () => {
  const folder = await folderWith('old', { PG_VERSION: '17\n', 'postgresql.conf': '' });

  const said = await startOn(folder);

  assert.equal(
    said,
    'DATA_DIR: …/old/database was made by PostgreSQL 17 (PGlite 0.3 or 0.4), and this Handoff has 18. Start the Handoff that made it, or bring it over as docs/reliability.md says under “A folder of another version”, or set DATA_DIR to an empty folder and begin anew.\n',
  );
});

test('the version that the bot expects is the one that its PGlite makes', async () => {
  const folder = join(parent, 'new');

  const database = await openDatabase({ kind: 'folder', folder });
  await database.close();

  assert.equal(await readFile(join(folder, 'database', 'PG_VERSION'), 'utf8'), '18\n');
  await (await openDatabase({ kind: 'folder', folder })).close();
});

test('a folder with something else in it is left alone', async () => {
  const folder = await folderWith('photos', { 'holiday.jpg': '…' });

  const said = await startOn(folder);

  assert.match(said, /^DATA_DIR: …\/photos\/database is no database: it has other files/);
  assert.ok(existsSync(join(folder, 'database', 'holiday.jpg')));
});

test('a damaged database says so and is left as it is', async () => {
  const folder = await folderWith('damaged', { PG_VERSION: '18\n', 'postgresql.conf': '' });

  const said = await startOn(folder);

  assert.match(said, /^DATA_DIR: the database in …\/damaged\/database cannot be opened: .+backup/);
  assert.doesNotMatch(said, /\n.+\n/);
});

test('a database that was not finished is made from the beginning', async () => {
  const folder = await folderWith('half', { PG_VERSION: '18\n' });
  await writeFile(join(folder, 'database.unfinished'), '');

  const database = await openDatabase({ kind: 'folder', folder });

  assert.deepEqual(await database.queries.selectFrom('tickets').selectAll().execute(), []);
  await database.close();
  assert.ok(!existsSync(join(folder, 'database.unfinished')));
});

test('the folder of the database itself is no data folder', async () => {
  const folder = await folderWith('inner', { PG_VERSION: '18\n' });

  const said = await startOn(join(folder, 'database'));

  assert.match(said, /is the folder of a database itself\. Set DATA_DIR to the folder around it/);
});

test('a folder that can never be made, a file and a file’s inside end the start at once', async () => {
  await writeFile(join(parent, 'file'), '');

  assert.match(
    await startOn('/proc/x'),
    /^DATA_DIR: the folder \/proc\/x cannot be written \(E\w+\)/,
  );
  assert.match(await startOn(join(parent, 'file')), / is a file: set DATA_DIR to a folder/);
  assert.match(await startOn(join(parent, 'file', 'x')), / is a file: set DATA_DIR to a folder/);
});
