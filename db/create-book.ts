/**
 * How does a book come into being, whole or not at all?
 *
 * It is made under another name beside its place, closed, flushed to the disk and only then given
 * its name. A crash on the way leaves at most a hidden draft, never a book that does not open.
 */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BookError, bookExists } from './book-error.ts';
import { APPLICATION_ID, COMPANIONS, errorCode, requirePlainName } from './book-file.ts';
import type { Book, BookKind } from './book.ts';
import { newUuid } from './ids.ts';
import { migrate, syncFile } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { openBook } from './open-book.ts';
import { connect } from './sqlite.ts';

export interface CreateOptions {
  readonly kind: BookKind;
  /** The instant of creation, ISO 8601 in UTC. */
  readonly now: string;
  /** The format's steps; tests give others. */
  readonly migrations?: readonly Migration[];
}

/**
 * Makes an empty book and opens it. Throws BookError `book-exists`, `book-missing` (there is no such
 * folder) or `book-read-only`.
 */
export function createBook(path: string, options: CreateOptions): Book {
  const target = resolve(path);
  const { migrations = MIGRATIONS } = options;
  requirePlainName(path, target);
  for (const suffix of COMPANIONS) {
    // SQLite would take it for the new book's own.
    if (existsSync(target + suffix)) throw bookExists(path + suffix, 'a remainder of another book');
  }
  const draft = join(dirname(target), `.${basename(target)}.${newUuid()}.new`);
  makeDraft(path, draft);
  try {
    fillDraft(draft, options, migrations);
    publish(draft, target, path);
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(draft + suffix, { force: true });
  }
  return openBook(path, { migrations });
}

function makeDraft(path: string, draft: string): void {
  try {
    // For its owner alone: a book says what somebody owns.
    closeSync(openSync(draft, 'wx', 0o600));
  } catch (error) {
    const folder = dirname(resolve(path));
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      throw new BookError(
        'book-missing',
        `There is no folder "${folder}" to put the book in. Make it, or choose another folder.`,
        { cause: error },
      );
    }
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) {
      throw new BookError(
        'book-read-only',
        `The book "${path}" cannot be made: its folder "${folder}" is read-only. ` +
          'Choose another folder.',
        { cause: error },
      );
    }
    throw error;
  }
}

function fillDraft(draft: string, options: CreateOptions, migrations: readonly Migration[]): void {
  const db = connect(draft);
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, migrations, () => {
      db.prepare('INSERT INTO meta (only_row, kind, created_at) VALUES (1, ?, ?)').run(
        options.kind,
        options.now,
      );
    });
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
  syncFile(draft);
}

/** Gives the finished draft its name, never over a file that came there meanwhile. */
function publish(draft: string, target: string, path: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || existsSync(target)) throw bookExists(path, 'a file');
    // The file system has no links (a memory stick): the best that is left.
    renameSync(draft, target);
  }
  syncFolder(dirname(target));
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
