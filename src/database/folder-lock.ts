import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from '../cannot-start.ts';
import { folderUnusable } from './data-folder.ts';

/** Another process works in the data folder. Two on one folder would destroy the database. */
export class FolderInUse extends CannotStart {
  override readonly name = 'FolderInUse';
}

/**
 * Holds a folder for this process alone until released. The lock is an exclusive transaction on a
 * small SQLite file: the kernel frees it when the process ends, however it ends.
 *
 * @throws {FolderInUse} when another process holds the folder.
 * @throws {DatabaseUnusable} when it cannot be written.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = openLock(folder);
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    writeFileSync(join(folder, PROCESS_FILE), String(process.pid));
  } catch (cause) {
    lock.close();
    throw isHeld(cause) ? folderInUse(folder, cause) : folderUnusable(folder, cause);
  }
  return { release: () => lock.close() };
}

function openLock(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'handoff.lock'));
  } catch (cause) {
    throw folderUnusable(folder, cause);
  }
}

function folderInUse(folder: string, cause: unknown): FolderInUse {
  return new FolderInUse(
    `The data folder ${folder} is in use by another Handoff process. Stop that one, or set DATA_DIR to another folder, or share a PostgreSQL with DATABASE_URL.`,
    { cause },
  );
}

/** SQLite's codes for a lock that somebody else has; a full disk has another. */
function isHeld(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return error.errcode === SQLITE_BUSY || error.errcode === SQLITE_LOCKED;
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

const PROCESS_FILE = 'handoff.pid';

/** The id of the process that holds a folder. */
export function holderOf(folder: string): number {
  return Number(readFileSync(join(folder, PROCESS_FILE), 'utf8'));
}
