/**
 * What does a book hold, when nothing may be written, not even beside it?
 *
 * SQLite itself cannot read a book with a write-ahead log without writing into its folder. So the
 * bytes are read into memory and opened there. Where a log was left behind by a process that ended
 * badly, book and log are put together in a private temporary folder first.
 */
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filledCompanions, stampOf } from './book-file.ts';
import { isLogOfAnother } from './log-mark.ts';
import { COPY, withReadingFolder } from './reading-folder.ts';
import { connect, lock, sqliteCode } from './sqlite.ts';

/**
 * Whether another process has the book. Asks for the lock on a connection that may only read: where
 * the book is free, that fails in another way or succeeds, and leaves nothing behind.
 */
export function isHeldElsewhere(realPath: string): boolean {
  // SQLite removes the log of a file that it finds empty; others may be writing that file at this moment.
  if (statSync(realPath).size === 0) return false;
  let probe;
  try {
    probe = connect(realPath, { readonly: true });
    lock(probe);
    return false;
  } catch (error) {
    return sqliteCode(error).startsWith('SQLITE_BUSY');
  } finally {
    probe?.close();
  }
}

/**
 * The bytes of the book with its log put in, or undefined when another process has it or changed it
 * meanwhile. The caller has made sure that no connection of this process has it.
 */
export function readSettledBytes(realPath: string): Buffer | undefined {
  const before = stamp(realPath);
  try {
    // A log that belongs to another file says nothing about this one.
    const companions = isLogOfAnother(realPath) ? [] : filledCompanions(realPath);
    const bytes =
      companions.length === 0 ? readFileSync(realPath) : putTogether(realPath, companions);
    if (!isHeldElsewhere(realPath) && stamp(realPath) === before) return bytes;
  } catch (error) {
    // What somebody is writing at the moment may well look damaged.
    if (!isHeldElsewhere(realPath)) throw error;
  }
  return undefined;
}

function stamp(realPath: string): string {
  return [realPath, ...filledCompanions(realPath)]
    .map((path) => statSync(path, { bigint: true }))
    .map(stampOf)
    .join(', ');
}

function putTogether(realPath: string, companions: readonly string[]): Buffer {
  return withReadingFolder((folder) => {
    const copy = join(folder, COPY);
    copyFileSync(realPath, copy);
    for (const path of companions) copyFileSync(path, copy + path.slice(realPath.length));
    const db = connect(copy);
    try {
      lock(db);
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
    return readFileSync(copy);
  });
}
