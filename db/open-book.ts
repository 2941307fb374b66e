/**
 * How does a book come into the program's hands, and what if it must not?
 *
 * One process at a time: the lock is taken before the first read, held until the book is closed, and
 * dies with its process. Everything that can be refused is refused before SQLite touches the file,
 * so every failure leaves the file and its folder byte for byte as they were. How long it takes does
 * not depend on how much is in the book: its records are proven when its facts are first read.
 *
 * Awkward case: after a crash the newest state is in the log beside the book. It is then looked at
 * in a copy first, so that even a book which turns out to be newer than this program is not touched.
 * Not handled: two threads of one process that each open the same book; a book is for one thread.
 */
import { resolve } from 'node:path';
import { Acts, hasActs } from './acts.ts';
import {
  bookBeingWritten,
  bookDamaged,
  BookError,
  bookInUse,
  bookNewer,
  bookReadOnly,
} from './book-error.ts';
import {
  filledCompanions,
  findBookFile,
  LOG_COMPANION,
  readHeaderVersion,
  requireWritable,
} from './book-file.ts';
import { BookPlace } from './book-place.ts';
import { BOOK_KINDS, makeBook, NO_UPKEEP, type Book, type BookKind } from './book.ts';
import {
  bringLogBack,
  clearNote,
  hasKeptLog,
  isLogOfAnother,
  keepLog,
  LogKeeper,
  setAside as setFileAside,
} from './log-mark.ts';
import { latestVersion, migrate, upgrade } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { keepSums } from './record-sums.ts';
import { clearAbandoned } from './reading-folder.ts';
import { isHeldElsewhere, readSettledBytes } from './snapshot.ts';
import {
  connect,
  connectToBytes,
  damage,
  damageIn,
  lock,
  sqliteCode,
  userVersion,
  type Connection,
} from './sqlite.ts';

export interface OpenOptions {
  /** Never writes, needs no permission to write; the book is read into memory as it is now. */
  readonly readOnly?: boolean;
  /** Opens a damaged book as far as it goes, for `checkBook` to say what is wrong. */
  readonly allowDamaged?: boolean;
  /** Dates the copy that an upgrade keeps; the clock's time when absent. */
  readonly now?: string;
  /** The format's steps; tests give others. */
  readonly migrations?: readonly Migration[];
}

/** The books that this process has open, by device and inode. */
const openHere = new Set<string>();

/** Whether this process has the file open: its bytes must not be read by other means then. */
export const isOpenHere = (identity: string): boolean => openHere.has(identity);

/**
 * Opens a book and keeps it from others until it is closed; a book of an older format is upgraded,
 * after a copy has been made (`upgradedFrom`). Throws BookError `book-missing`, `not-a-book`,
 * `book-newer`, `book-in-use` or `book-read-only`.
 */
export function openBook(path: string, options: OpenOptions = {}): Book {
  clearAbandoned();
  const known = latestVersion(options.migrations ?? MIGRATIONS);
  const file = findBookFile(resolve(path));
  if (isOpenHere(file.identity)) throw bookInUse(path);
  const version = readHeaderVersion(path, file);
  if (version > known) throw bookNewer(path, version, known);
  if (options.readOnly === true) return openSnapshot(path, file.realPath, options);
  requireWritable(path, file.realPath);
  bringKeptLogBack(file.realPath);
  const day = (options.now ?? new Date().toISOString()).slice(0, 10);
  const setAside = withoutOtherLog(path, file.realPath, day);
  const isLeftByCrash = filledCompanions(file.realPath).length > 0;
  if (isLeftByCrash) {
    // What the log says about version and soundness decides before it is put into the book.
    openSnapshot(path, file.realPath, options, 'every page').close();
    // SQLite removes the log of a file that is empty when it looks.
    keepLog(file.realPath);
  }
  openHere.add(file.identity);
  return opened(
    path,
    () => connect(file.realPath),
    (db) => {
      lock(db);
      const old = requireUsable(path, db, options);
      bringLogBack(file.realPath);
      // Left from a log that has gone with another file, it would speak of the one that an upgrade makes.
      clearNote(file.realPath);
      // What was read until now has to be of one file; a change that a crash cut off was just taken back in it.
      const { stamp } = isLeftByCrash ? findBookFile(file.realPath) : file;
      const requireUnchanged = (): void => {
        const isSame = findBookFile(file.realPath).stamp === stamp;
        if (!isSame) throw bookBeingWritten(path);
      };
      requireUnchanged();
      const migrations = options.migrations ?? MIGRATIONS;
      const copy =
        old < known ? upgrade(db, file.realPath, migrations, day, requireUnchanged) : null;
      // A copy that was put in the book's place has no log yet.
      db.pragma('journal_mode = WAL');
      keepSums(db);
      const keeper = LogKeeper.of(file.realPath, db);
      return makeBook(
        db,
        {
          path,
          kind: readKind(path, db),
          schemaVersion: known,
          readOnly: false,
          upgradedFrom: copy === null ? null : { schemaVersion: old, copy },
          setAside,
          logNotice: setAside === null ? null : logSetAside(path, setAside),
        },
        {
          keeper,
          place: new BookPlace(file.realPath, keeper),
          acts: hasActs(db) ? new Acts(db) : undefined,
        },
        () => openHere.delete(file.identity),
      );
    },
    () => {
      bringKeptLogBack(file.realPath);
      openHere.delete(file.identity);
    },
  );
}

/** Another process that has the book by now has a log of its own. */
function bringKeptLogBack(realPath: string): void {
  if (hasKeptLog(realPath) && !isHeldElsewhere(realPath)) bringLogBack(realPath);
}

/**
 * Moves a log of another file out of the way, and says where it is now. Another process that has the
 * book has its own log: that one stays.
 */
function withoutOtherLog(path: string, realPath: string, day: string): string | null {
  if (!isLogOfAnother(realPath)) return null;
  if (isHeldElsewhere(realPath)) throw bookInUse(path);
  return setFileAside(realPath, LOG_COMPANION, day);
}

const logSetAside = (path: string, place: string): string =>
  `A log of another file lay beside the book "${path}", as it does after a copy was put back. ` +
  `The book is open as it is in its file; the log was set aside as "${place}".`;

const logNotRead = (path: string): string =>
  `The log beside the book "${path}" belongs to another file and is not read, as after a copy was put ` +
  'back. Opening the book in BasisBook sets it aside.';

function openSnapshot(
  path: string,
  realPath: string,
  options: OpenOptions,
  looksAt: 'what is read' | 'every page' = 'what is read',
): Book {
  const migrations = options.migrations ?? MIGRATIONS;
  const otherLog = isLogOfAnother(realPath);
  return opened(
    path,
    () => {
      const bytes = readSettledBytes(realPath);
      if (bytes === undefined) throw bookInUse(path);
      return connectToBytes(bytes);
    },
    (db) => {
      // An older format is brought up to date in memory; the file stays as it is.
      const version = requireUsable(path, db, options, looksAt);
      if (version < latestVersion(migrations)) migrate(db, migrations);
      db.pragma('query_only = ON');
      return makeBook(
        db,
        {
          path,
          kind: readKind(path, db),
          schemaVersion: latestVersion(migrations),
          readOnly: true,
          upgradedFrom: null,
          setAside: null,
          logNotice: otherLog ? logNotRead(path) : null,
        },
        NO_UPKEEP,
        () => undefined,
      );
    },
    () => undefined,
  );
}

/** Connects and makes the book of the connection; closes and releases when either fails. */
function opened(
  path: string,
  connected: () => Connection,
  made: (db: Connection) => Book,
  release: () => void,
): Book {
  let db: Connection | undefined;
  try {
    db = connected();
    return made(db);
  } catch (error) {
    db?.close();
    release();
    throw asBookError(path, error);
  }
}

/**
 * Checks the version and returns it; and that every page is sound, where a log is to be put into the
 * book or a book of an older format is to be rewritten.
 */
function requireUsable(
  path: string,
  db: Connection,
  options: OpenOptions,
  looksAt: 'what is read' | 'every page' = 'what is read',
): number {
  const known = latestVersion(options.migrations ?? MIGRATIONS);
  const version = userVersion(db);
  if (version > known) throw bookNewer(path, version, known);
  // Every book has a format from the moment that it has its name; SQLite says 0 of a file without content.
  if (version < 1) throw bookBeingWritten(path);
  if (options.allowDamaged === true) return version;
  if (looksAt === 'what is read' && version === known) return version;
  const [problem] = damage(db, 'quick_check');
  if (problem !== undefined) throw bookDamaged(path, problem);
  return version;
}

export function readKind(path: string, db: Connection): BookKind {
  const value = db.prepare('SELECT kind FROM meta').pluck().get();
  const kind = BOOK_KINDS.find((known) => known === value);
  if (kind === undefined) throw bookDamaged(path, 'it does not say whose book it is');
  return kind;
}

function asBookError(path: string, error: unknown): unknown {
  if (error instanceof BookError) return error;
  const code = sqliteCode(error);
  const message = error instanceof Error ? error.message : '';
  if (code.startsWith('SQLITE_BUSY')) return bookInUse(path);
  const damaged = damageIn(error);
  if (damaged !== undefined) return bookDamaged(path, damaged, error);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR_LOCK)/.test(code)) {
    return bookReadOnly(path, `it or its folder cannot be written (${message})`, error);
  }
  return error;
}
