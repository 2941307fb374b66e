/**
 * A damaged book in memory: what SQLite reads of it, and what stands on its pages.
 *
 * Example: a file whose beginning is that of an empty book, as it is after something was written over it. SQLite
 * sees no entry; the pages behind it still have hundreds, and those are the book.
 * Awkward case: a book that is empty because its holder took everything out is empty on its pages too; what is
 * removed from a page or is on a free one does not count.
 * Not handled: formats before the third, whose records cannot be told from others without their tables.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bookInUse, BookError, bookNewer } from './book-error.ts';
import {
  APPLICATION_ID,
  errorCode,
  findBookFile,
  requireNoOtherCopy,
  versionInHeader,
} from './book-file.ts';
import { countsIn } from './counts.ts';
import { formatOf } from './format-rules.ts';
import { latestVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { isOpenHere } from './open-book.ts';
import { PAGE_BYTES } from './page-records.ts';
import { rebuiltFrom, type RebuiltBook } from './rebuilt-book.ts';
import { isHeldElsewhere, readSettledBytes } from './snapshot.ts';
import { connectToBytes, damageIn, sqliteCode, type Connection } from './sqlite.ts';

export interface Damaged {
  /** Undefined where SQLite finds no tables in it. */
  readonly db: Connection | undefined;
  readonly pages: () => RebuiltBook | undefined;
  /** What stands behind the end that the file says it has, as after a shorter book was written over it. */
  readonly behind: () => RebuiltBook | undefined;
  readonly version: number;
  close(): void;
}

export function nothingThere(path: string): BookError {
  return new BookError(
    'not-a-book',
    `Nothing of a book can be read from "${path}": all that it held is lost in this file, which stays as it is. ` +
      'Put the newest backup back with "restore": those that BasisBook made are in the folder "backups" beside the book.',
  );
}

/** The bytes with the log where that can be put in, and those of the file alone. */
function* damagedBytes(path: string): Generator<Buffer> {
  const file = findBookFile(resolve(path));
  if (isOpenHere(file.identity) || isHeldElsewhere(file.realPath)) throw bookInUse(path);
  try {
    const bytes = readSettledBytes(file.realPath);
    if (bytes !== undefined) yield bytes;
  } catch (error) {
    if (damageIn(error) === undefined && errorCode(error) === '') throw error;
  }
  yield readFileSync(file.realPath);
}

const isEmpty = (db: Connection): boolean => {
  try {
    return Object.values(countsIn(db)).every((count) => count === 0);
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
    return false;
  }
};

/**
 * The damaged book of a file. What is empty is not believed as long as records stand anywhere in the file:
 * its beginning may be that of another one. Throws BookError `not-a-book` where nothing of a book is there,
 * `book-newer`, `book-in-use`.
 */
export function openDamaged(path: string): Damaged {
  let problem: unknown;
  for (const bytes of damagedBytes(path)) {
    try {
      return damagedIn(path, bytes);
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      problem ??= error;
    }
  }
  throw problem;
}

const HEADER_BYTES = 100;
const MOST_BYTES = 2 ** 30;

/** An empty book of a format, in memory. */
function emptyBook(version: number): Connection {
  const db = connectToBytes(Buffer.alloc(0));
  db.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(
    db,
    MIGRATIONS.filter((each) => each.version <= version),
  );
  return db;
}

/** The file with the beginning of a book of the newest format, where its own is broken. */
function withNewHeader(bytes: Buffer): Buffer {
  const fresh = emptyBook(latestVersion(MIGRATIONS));
  try {
    const mended = Buffer.from(bytes);
    fresh.serialize().copy(mended, 0, 0, HEADER_BYTES);
    mended.writeUInt32BE(Math.ceil(bytes.length / PAGE_BYTES), 28);
    // No list of free pages, and a count of pages that is to be believed.
    mended.fill(0, 32, 40);
    mended.copy(mended, 92, 24, 28);
    return mended;
  } finally {
    fresh.close();
  }
}

function damagedIn(path: string, bytes: Buffer): Damaged {
  requireNoOtherCopy(path, bytes);
  if (bytes.length < PAGE_BYTES) throw nothingThere(path);
  let version = latestVersion(MIGRATIONS);
  let whole = bytes;
  try {
    version = versionInHeader(path, bytes);
  } catch {
    whole = withNewHeader(bytes);
  }
  let db = readable(withEveryPage(whole));
  // The tables say more than one byte of the beginning does.
  version = (db && shownFormat(db)) ?? version;
  if (version > latestVersion(MIGRATIONS)) {
    db?.close();
    throw bookNewer(path, version, latestVersion(MIGRATIONS));
  }
  const opened: Connection[] = [];
  const onPagesOf = (part: () => Buffer | undefined) => {
    let found: { readonly book: RebuiltBook | undefined } | undefined;
    return (): RebuiltBook | undefined => {
      if (found === undefined) {
        const left = part();
        const empty = emptyBook(version);
        opened.push(empty);
        found = { book: left && rebuiltFrom(left, empty) };
      }
      return found.book;
    };
  };
  const pages = onPagesOf(() => whole);
  const behind = onPagesOf(() => behindItsEnd(whole));
  const close = (): void => {
    db?.close();
    for (const each of opened) each.close();
  };
  if (db === undefined || isEmpty(db)) {
    const left = pages();
    const hasRecords = left !== undefined && !isEmpty(left.db);
    // A book says whose it is from its first moment.
    if (!hasRecords && (db === undefined || !saysWhose(db))) {
      close();
      throw nothingThere(path);
    }
    if (hasRecords) {
      db?.close();
      db = undefined;
    }
  }
  return { db, pages, behind, version, close };
}

function shownFormat(db: Connection): number | undefined {
  try {
    return formatOf(db);
  } catch (error) {
    if (damageIn(error) === undefined && sqliteCode(error) === '') throw error;
    return undefined;
  }
}

/** The file without the pages that its beginning counts; undefined where there are no others. */
function behindItsEnd(bytes: Buffer): Buffer | undefined {
  const end = bytes.readUInt32BE(28) * PAGE_BYTES;
  if (end === 0 || end >= bytes.length) return undefined;
  // Page numbers stay what they are, and nothing is said to be free.
  return Buffer.from(bytes).fill(0, 32, 40).fill(0, HEADER_BYTES, end);
}

const saysWhose = (db: Connection): boolean =>
  db.prepare('SELECT count(*) FROM meta').pluck().get() === 1;

/** What SQLite finds tables in; undefined where it finds none. */
function readable(bytes: Buffer): Connection | undefined {
  let db: Connection | undefined;
  try {
    db = connectToBytes(Buffer.from(bytes));
    const table = "SELECT 1 FROM sqlite_schema WHERE name = 'holding_transaction'";
    if (db.prepare(table).pluck().get() === 1) return db;
  } catch (error) {
    if (damageIn(error) === undefined && sqliteCode(error) === '') throw error;
  }
  db?.close();
  return undefined;
}

/** Of a file that was cut off, SQLite reads nothing at all; with empty pages at its end, what is there. */
function withEveryPage(bytes: Buffer): Buffer {
  const said = bytes.readUInt32BE(28) * PAGE_BYTES;
  // SECURITY: a number in a broken file must not take all memory.
  const isCutOff = said > bytes.length && said <= MOST_BYTES;
  return isCutOff ? Buffer.concat([bytes, Buffer.alloc(said - bytes.length)]) : bytes;
}
