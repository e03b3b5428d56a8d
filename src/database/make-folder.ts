import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../error-code.ts';
import { DatabaseUnusable } from './database-unusable.ts';

/**
 * Makes the data folder, and those above it.
 *
 * @throws {DatabaseUnusable} when it cannot be made or written.
 */
export function makeFolder(folder: string): void {
  try {
    makeWithParents(resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw folderUnusable(folder, cause);
  }
}

export function folderUnusable(folder: string, cause: unknown): DatabaseUnusable {
  return new DatabaseUnusable(
    `DATA_DIR: the folder ${folder} cannot be written (${reasonOf(cause)}). Let this user write there, or set DATA_DIR to another folder.`,
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  const code = errorCode(cause) ?? 'no code';
  // SQLite's own sentence says more than its one code for everything.
  return code === 'ERR_SQLITE_ERROR' && cause instanceof Error ? cause.message : code;
}

/** Node's own recursion never ends where the system lets nobody make a folder, as in /proc. */
function makeWithParents(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw Object.assign(new Error(`${folder} is a file.`), { code: 'ENOTDIR' });
  const parent = dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  mkdirSync(folder);
}
