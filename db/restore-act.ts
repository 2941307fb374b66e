/**
 * How does a restore stand in the history of a book, and how is it undone?
 *
 * It changes no rows of the book but puts another one in its place; so does undoing it. The act stands in
 * the book that has the name now, and keeps the name of the backup that has the other one. Undoing puts that
 * backup back, whose history ends with the same act, undone, which names what was there until then; doing it
 * again puts that one back. So the way back goes over the restore into the history of before, and forth
 * again, however often and across restarts; each step keeps the present as a backup.
 *
 * Example: the backup of the 28th is put back. Its history ends with "Backup of 2026-11-28 put back", which
 * names `book.2026-11-29.081500.before-restore.c139c425.basisbook`.
 * Awkward case: acts of the copy from before the restore. The way back leads over the restore to the
 * book that was there then, so they cannot be reached by it.
 * Not handled: a present that was too damaged to be backed up; there is no way back to it, and no act.
 */
import { basename } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { hasActs } from './acts.ts';
import { statement, type Book } from './book.ts';
import type { Connection } from './sqlite.ts';

/** Stands where the changes of other acts have the name of a table, and no table has this one. */
const WHOLE_BOOK = 'the whole book';

export interface RestoreAct {
  /** In its user's words. */
  readonly name: string;
  /**
   * `done`: a copy is put back. `undone`: what was there before it. `again`: what was put back, whose newest
   * act but those undone is this one.
   */
  readonly is: 'done' | 'undone' | 'again';
}

const pack = (file: string): Buffer => deflateRawSync(JSON.stringify([basename(file)]));

/** What a record names; undefined where it names no plain file, as in a book of someone else's making. */
function fileIn(rows: Buffer): string | undefined {
  try {
    const [file] = JSON.parse(inflateRawSync(rows).toString()) as unknown[];
    return typeof file === 'string' && file !== '' && basename(file) === file ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Puts the act into a book; the connection keeps its sums. `kept` is the backup of what was there before, `at` the
 * instant, ISO 8601 in UTC.
 */
export function noteRestore(db: Connection, act: RestoreAct, kept: string, at: string): void {
  const rows = pack(kept);
  db.transaction(() => {
    if (act.is === 'again') {
      const known = db
        .prepare('SELECT sequence FROM act WHERE undone = 0 ORDER BY sequence DESC LIMIT 1')
        .pluck()
        .get();
      const change = db.prepare('UPDATE act_change SET rows = ? WHERE act = ? AND name = ?');
      if (change.run(rows, known, WHOLE_BOOK).changes === 1) {
        db.prepare('UPDATE act SET bytes = ? WHERE sequence = ?').run(rows.length, known);
        return;
      }
    }
    db.exec('DELETE FROM act WHERE undone = 1');
    const { lastInsertRowid } = db
      .prepare('INSERT INTO act (happened_at, name, undone, bytes) VALUES (?, ?, ?, ?)')
      .run(at, act.name, act.is === 'undone' ? 1 : 0, rows.length);
    db.prepare('INSERT INTO act_change (act, position, name, rows) VALUES (?, 0, ?, ?)').run(
      lastInsertRowid,
      WHOLE_BOOK,
      rows,
    );
  })();
}

/** The file of the backup that the act would put back; undefined for an act that changed rows. */
export function copyOfAct(book: Book, sequence: number): string | undefined {
  const rows = statement(book, 'SELECT rows FROM act_change WHERE act = ? AND name = ?')
    .pluck()
    .get(sequence, WHOLE_BOOK) as Buffer | undefined;
  return rows === undefined ? undefined : (fileIn(rows) ?? '');
}

/** Which of the acts are restores. */
export function restoresAmong(book: Book): ReadonlySet<number> {
  const acts = statement(book, 'SELECT act FROM act_change WHERE name = ?').pluck().all(WHOLE_BOOK);
  return new Set(acts as number[]);
}

/** The files of the backups to which the history of a book leads. */
export function copiesNamedIn(db: Connection): ReadonlySet<string> {
  if (!hasActs(db)) return new Set();
  const all = db.prepare('SELECT rows FROM act_change WHERE name = ?').pluck().all(WHOLE_BOOK);
  return new Set((all as Buffer[]).map(fileIn).filter((file) => file !== undefined));
}
