/**
 * How does a book come into being, whole or not at all?
 *
 * It is made under another name beside its place, closed, flushed to the disk and only then given
 * its name. A crash on the way leaves at most a hidden draft, never a book that does not open.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { APPLICATION_ID, COMPANIONS, requirePlainName } from './book-file.ts';
import type { Book, BookKind } from './book.ts';
import { makeNewFile } from './draft-file.ts';
import { setAside } from './log-mark.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { openBook } from './open-book.ts';
import { connect } from './sqlite.ts';

interface CreateOptions {
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
  // What is left of another book would be taken for the new one's own. It is kept under another name.
  if (!existsSync(target))
    for (const suffix of COMPANIONS)
      if (existsSync(target + suffix)) setAside(target, suffix, options.now.slice(0, 10));
  makeNewFile(path, (draft) => fillDraft(draft, options, migrations));
  return openBook(path, { migrations });
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
}
