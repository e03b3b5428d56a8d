import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from '../cannot-start.ts';
import { folderUnusable } from './make-folder.ts';

/** Another process works in the data folder. Two on one folder would destroy the database. */
export class FolderInUse extends CannotStart {
  override readonly name = 'FolderInUse';
}

/**
 * Holds a folder for this process alone until released. The lock is an exclusive transaction on a
 * small SQLite file: the kernel frees it when the process ends, however it ends.
 *
 * @throws {FolderInUse} when another process holds the folder.
 * @throws {DatabaseUnusable} when no file can be made in it.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = openLock(folder);
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw folderUnusable(folder, cause);
    throw new FolderInUse(
      `The data folder ${folder} is in use by another Handoff process. Stop that one, or set DATA_DIR to another folder, or share a PostgreSQL with DATABASE_URL.`,
      { cause },
    );
  }
  writeFileSync(join(folder, PROCESS_FILE), String(process.pid));
  return { release: () => lock.close() };
}

function openLock(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'handoff.lock'));
  } catch (cause) {
    throw folderUnusable(folder, cause);
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

const PROCESS_FILE = 'handoff.pid';

/** The id of the process that holds a folder. */
export function holderOf(folder: string): number {
  return Number(readFileSync(join(folder, PROCESS_FILE), 'utf8'));
}
