/**
 * Is this file a book that this program may open?
 *
 * Answered from the first 100 bytes, or the first pages where those are not a book's, before SQLite gets to see the file: SQLite repairs and
 * tidies whatever it opens, and another program's database is not ours to tidy. Source of the
 * offsets: the SQLite file format, section 1.3 (magic at 0, user_version at 60, application_id at 68).
 *
 * The awkward case: closing any descriptor of a file drops every POSIX lock that this process holds
 * on it. So the bytes of a book that is open in this process are never read here; `open.ts` asks its
 * own list first, by device and inode.
 */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
import { dirname } from 'node:path';
import { bookDamaged, BookError, bookMissing, bookReadOnly, notABook } from './book-error.ts';
import { isSealed } from './sealed-file.ts';

/** "BBok": marks a database as a book. */
export const APPLICATION_ID = 0x42426f6b;

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
/** Where a book has its tables' rules, and a name in them that no other program has. */
const FIRST_PAGES_BYTES = 1 << 18;
const TABLE_OF_BOOK = 'holding_transaction';

interface BookFile {
  /** Where it really is, links followed: SQLite puts its companions beside this one. */
  readonly realPath: string;
  /** The same for every name of the same file. */
  readonly identity: string;
  readonly bytes: bigint;
  readonly stamp: string;
}

/** Another one after every change of the file's content. */
export const stampOf = ({ dev, ino, size, mtimeNs }: BigIntStats): string =>
  `${dev}:${ino} ${size} ${mtimeNs}`;

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What is at the path, without opening it. Throws BookError `book-missing` or `not-a-book`. */
export function findBookFile(path: string): BookFile {
  let stats: BigIntStats;
  let realPath: string;
  try {
    realPath = realpathSync(path);
    stats = statSync(realPath, { bigint: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw bookMissing(path);
    if (errorCode(error) === 'ELOOP') throw bookMissing(path, 'the link there leads in a circle');
    throw bookReadOnly(path, 'it cannot be reached', error);
  }
  requirePlainName(path, realPath);
  if (stats.isDirectory()) throw notABook(path, 'it is a folder');
  if (!stats.isFile()) throw notABook(path, 'it is not an ordinary file');
  return {
    realPath,
    identity: `${stats.dev}:${stats.ino}`,
    bytes: stats.size,
    stamp: stampOf(stats),
  };
}

/** Throws BookError `not-a-book` for a name that SQLite's library would silently shorten. */
export function requirePlainName(path: string, realPath: string): void {
  if (realPath === realPath.trim()) return;
  throw new BookError(
    'not-a-book',
    `"${path}" cannot be a book: its name ends with a space. Give it a name without that space.`,
  );
}

/** What is said of a damaged file, which is a book or a copy of one. */
type SaysDamage = typeof bookDamaged;

/**
 * The schema version in a book's header. Throws BookError `not-a-book`, also for a book with a damaged
 * beginning, or `book-read-only`.
 */
export function readHeaderVersion(path: string, file: BookFile, damaged?: SaysDamage): number {
  if (file.bytes === 0n) throw notABook(path, 'the file is empty');
  const firstPages = (): Buffer => readHeader(path, file.realPath, FIRST_PAGES_BYTES);
  return versionInHeader(path, readHeader(path, file.realPath), damaged, firstPages);
}

/** Whether a file that begins like this can be an export; neither a book nor a sealed copy begins so. */
export const looksPortable = (start: Buffer): boolean =>
  /^\s*\{/.test(start.subarray(0, 64).toString('latin1'));

/** Nothing of these is damaged. Throws BookError `not-a-book` for what can become a book, and is none. */
export function requireNoOtherCopy(path: string, start: Buffer): void {
  if (isSealed(start)) throw notABook(path, 'it is a sealed copy of one, which "restore" opens');
  const isExport =
    looksPortable(start) && start.subarray(0, HEADER_BYTES).includes('basisbook/book@');
  if (isExport) throw notABook(path, 'it is an export of one, which "restore" reads');
}

/** The schema version that the beginning of a book says. Throws BookError `not-a-book`. */
export function versionInHeader(
  path: string,
  header: Buffer,
  damaged: SaysDamage = bookDamaged,
  firstPages: () => Buffer = () => header,
): number {
  requireNoOtherCopy(path, header);
  // What names a book's tables is one, whatever became of its first bytes: those are salvaged.
  const refused = (reason: string, ofBook: string): BookError => {
    const pages = firstPages();
    const isBook = pages.includes(TABLE_OF_BOOK) && pages.includes(0);
    return isBook ? damaged(path, ofBook) : notABook(path, reason);
  };
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, 16) !== MAGIC) {
    throw refused('it holds something else', 'its first bytes are not those of a book');
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    const reason = 'it is the database of another program';
    throw refused(reason, 'its first bytes are those of another program');
  }
  const version = header.readInt32BE(60);
  if (version < 1)
    throw refused('it was never finished', 'its first bytes say that it was never finished');
  return version;
}

/** Whether a file that begins like this is somebody's database or a sealed copy of one. */
export const isStartOfBook = (start: Buffer): boolean =>
  isSealed(start) || start.toString('latin1', 0, 16) === MAGIC;

/** The first bytes of a file, up to 100 or `most`. Throws BookError `book-read-only`. */
export function readHeader(path: string, realPath: string, most = HEADER_BYTES): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(realPath, 'r');
  } catch (error) {
    throw bookReadOnly(path, 'you are not allowed to read it', error);
  }
  try {
    const header = Buffer.alloc(most);
    return header.subarray(0, readSync(descriptor, header, 0, most, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Throws BookError `book-read-only` where SQLite could not write the book or its log beside it. */
export function requireWritable(path: string, realPath: string): void {
  try {
    accessSync(dirname(realPath), constants.W_OK);
  } catch (error) {
    throw bookReadOnly(path, `its folder "${dirname(realPath)}" is read-only`, error);
  }
  try {
    accessSync(realPath, constants.W_OK);
  } catch (error) {
    throw bookReadOnly(path, 'the file is read-only', error);
  }
}

/** What SQLite keeps beside a book that was not closed in order. */
export const LOG_COMPANION = '-wal';
export const COMPANIONS = [LOG_COMPANION, '-journal'] as const;

/** The companions that hold something: the book beside them is not whole without them. */
export function filledCompanions(realPath: string): string[] {
  return COMPANIONS.map((suffix) => realPath + suffix).filter((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && stats.isFile() && stats.size > 0;
  });
}

/** Has the file's content on the disk before anything relies on it. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
