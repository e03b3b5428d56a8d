import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../error-code.ts';
import { DatabaseUnusable } from './database-unusable.ts';

/** The version of PostgreSQL inside PGlite: it opens no folder of another one. */
const POSTGRES_VERSION = '18';

/** Which PGlite made a folder that one of another version finds. */
const pgliteOf = new Map([
  ['16', '0.2'],
  ['17', '0.3 or 0.4'],
]);

/**
 * Makes the folder of `DATA_DIR`, where it is not there yet.
 *
 * @throws {DatabaseUnusable} when it cannot be written.
 */
export function makeDataFolder(folder: string): void {
  try {
    const path = resolve(folder);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      makeFolder(dirname(path));
      mkdirSync(path);
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw folderUnusable(folder, cause);
  }
  if (existsSync(join(folder, 'PG_VERSION'))) {
    throw new DatabaseUnusable(
      `DATA_DIR: ${folder} is the folder of a database itself. Set DATA_DIR to the folder around it, whose “database” it is.`,
    );
  }
}

/** Level by level: Node's own `recursive` never ends where a level can never be, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** What is wrong with the folder, with the remedy. */
export function folderUnusable(folder: string, cause: unknown): DatabaseUnusable {
  const code = errorCode(cause) ?? 'no code';
  const remedy =
    remedies.get(code) ?? 'Let this user write there, or set DATA_DIR to another folder.';
  return new DatabaseUnusable(
    `DATA_DIR: the folder ${folder} cannot be written (${code}). ${remedy}`,
    { cause },
  );
}

const remedies = new Map([
  ['ENOSPC', 'Its disk is full: make room, then start again.'],
  ['EDQUOT', 'The quota of this user is used up: make room, then start again.'],
  ['EROFS', 'Its disk is mounted read-only: set DATA_DIR to another folder.'],
  ['EEXIST', 'It is a file: set DATA_DIR to a folder.'],
  ['ENOTDIR', 'A part of its path is a file: set DATA_DIR to a folder.'],
]);

/** A database that is being made in a folder; until that is done, nothing is in it. */
export type Making = { done(): void };

/**
 * Looks at the folder of the embedded database before it is opened. One that a process began to make
 * and did not finish is removed, since no bot has ever worked in it.
 *
 * @returns What to call when the database is made; undefined where it is there already.
 * @throws {DatabaseUnusable} when PGlite could not open it.
 */
export function prepareDatabaseFolder(folder: string): Making | undefined {
  const mark = `${folder}.unfinished`;
  if (existsSync(mark)) rmSync(folder, { recursive: true, force: true });
  const files = existsSync(folder) ? readdirSync(folder) : [];
  if (files.length > 0) {
    assertOwnVersion(folder, files);
    return undefined;
  }
  writeFileSync(mark, 'A database is being made. If no Handoff runs, this was not finished.\n');
  return { done: () => rmSync(mark, { force: true }) };
}

function assertOwnVersion(folder: string, files: string[]): void {
  if (!files.includes('PG_VERSION')) {
    throw new DatabaseUnusable(
      `DATA_DIR: ${folder} is no database: it has other files, and no PG_VERSION. Move them away, or set DATA_DIR to another folder.`,
    );
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === POSTGRES_VERSION) return;
  const maker = pgliteOf.get(version);
  throw new DatabaseUnusable(
    `DATA_DIR: ${folder} was made by PostgreSQL ${version || 'of an unknown version'}${maker ? ` (PGlite ${maker})` : ''}, and this Handoff has ${POSTGRES_VERSION}. Start the Handoff that made it, or bring it over as docs/reliability.md says under “A folder of another version”, or set DATA_DIR to an empty folder and begin anew.`,
  );
}

/** What PGlite says when it cannot open a folder that looks right: it is damaged, or the disk is full. */
export function cannotOpen(folder: string, cause: unknown): DatabaseUnusable {
  const code = errorCode(cause);
  const reason = cause instanceof Error ? cause.message : 'no reason was given';
  return new DatabaseUnusable(
    `DATA_DIR: the database in ${folder} cannot be opened: ${reason}${code ? ` (${code})` : ''}. If its disk has room, restore your latest backup of DATA_DIR, or set DATA_DIR to an empty folder.`,
    { cause },
  );
}
