/**
 * How does a book of an older format become one of this program's, without risk to the facts?
 *
 * All steps run in one transaction together with `user_version`, on a book that nobody else has and
 * of which every record is what was written; at its end the checksums are made anew. Before the first step a copy is written beside the book, checked from end to
 * end and kept. When anything fails, the transaction is rolled back and the copy is taken away again.
 *
 * Example: `mine.book` of format 1, upgraded on 2026-11-23, leaves `mine.format-1.2026-11-23.book`.
 * Awkward case: a second upgrade on the same day finds the name taken and counts on: `….23-2.book`.
 * Not handled: going back to an older format; the copy is for that.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { BookError } from './book-error.ts';
import { syncFile } from './book-file.ts';
import { freeName } from './free-name.ts';
import type { Migration } from './migrations/migration.ts';
import { requireWritten } from './record-check.ts';
import { hasActs } from './acts.ts';
import { hasSums, sealRecords } from './record-sums.ts';
import { drawMark } from './log-mark.ts';
import {
  connect,
  damage,
  DamageFound,
  sqliteCode,
  userVersion,
  type Connection,
} from './sqlite.ts';

export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Runs the steps that the book has not had, and `afterwards`, in one transaction. Throws what a step
 * throws, when a record is not what was written, and when the result breaks a reference; the book is
 * then as it was.
 */
export function migrate(
  db: Connection,
  migrations: readonly Migration[],
  afterwards: () => void = () => undefined,
): void {
  // Off while tables may be rebuilt: dropping the old one would delete what refers to it.
  db.pragma('foreign_keys = OFF');
  try {
    db.exec('BEGIN IMMEDIATE');
    try {
      const had = userVersion(db);
      const missing = migrations.filter(({ version }) => version > had);
      // Sums that are made anew would call a changed record sound.
      if (missing.length > 0) requireWritten(db);
      // They speak of rows as the older tables have them.
      if (missing.length > 0 && hasActs(db)) db.exec('DELETE FROM act_change; DELETE FROM act;');
      for (const migration of missing) {
        migration.up(db);
        db.pragma(`user_version = ${migration.version}`);
      }
      afterwards();
      if (missing.length > 0 && hasSums(db)) sealRecords(db);
      const dangling = db.pragma('foreign_key_check') as unknown[];
      if (dangling.length > 0) throw new Error(`${dangling.length} references lead nowhere`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/**
 * Upgrades a locked book and returns the path of the copy that was kept. `day` (YYYY-MM-DD) goes
 * into the copy's name. Throws what `requireUnchanged` throws, or an Error that says that the book is unchanged.
 */
export function upgrade(
  db: Connection,
  path: string,
  migrations: readonly Migration[],
  day: string,
  /** Throws where the file is not the one any more that was read; nothing is written into it then. */
  requireUnchanged: () => void = () => undefined,
): string {
  const from = userVersion(db);
  const copy = freeName(path, `format-${from}.${day}`);
  try {
    copyVerified(db, copy);
    migrate(db, migrations, requireUnchanged);
  } catch (error) {
    rmSync(copy, { force: true });
    if (error instanceof BookError) throw error;
    throw new Error(
      `The book "${path}" could not be brought from format ${from} to ` +
        `${latestVersion(migrations)} and is unchanged.`,
      { cause: error },
    );
  }
  giveRoomBack(db);
  return copy;
}

/** What the tables of before took is free now. A disk that has no room for this keeps a larger book. */
function giveRoomBack(db: Connection): void {
  try {
    db.exec('VACUUM');
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
  }
}

function copyVerified(db: Connection, copy: string): void {
  // Made first, for its owner alone: the database would be readable to everybody otherwise.
  closeSync(openSync(copy, 'wx', 0o600));
  fillCopy(db, copy);
}

/**
 * Writes the whole book into a file that is there and empty, proven from end to end and on the disk. The
 * copy has a mark of its own: no log belongs to it. Throws where it is not sound, and leaves it to the
 * caller to take it away.
 */
export function fillCopy(db: Connection, copy: string): void {
  db.prepare('VACUUM INTO ?').run(copy);
  // Not read-only: on such a connection SQLite leaves the CHECKs of the tables out.
  const check = connect(copy);
  try {
    const problems = damage(check, 'integrity_check');
    if (problems.length > 0 || userVersion(check) !== userVersion(db)) {
      throw new DamageFound(`the copy "${copy}" is not sound: ${problems[0] ?? 'another format'}`);
    }
    requireWritten(check);
    drawMark(check);
  } finally {
    check.close();
  }
  syncFile(copy);
}
