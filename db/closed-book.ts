/**
 * A book that nobody has open, as it is: what copies are made of and what they are put back from.
 *
 * It is read into memory with its log put in, in whatever format it is, and proven from end to end
 * before anything is done with it. Nothing is written, not even beside it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bookDamaged, bookInUse, bookNewer, copyDamaged } from './book-error.ts';
import { findBookFile, readHeader, readHeaderVersion, versionInHeader } from './book-file.ts';
import { makeBook, NO_UPKEEP, type Book } from './book.ts';
import { requireRules } from './format-rules.ts';
import { latestVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { isOpenHere, readKind } from './open-book.ts';
import { requireWritten } from './record-check.ts';
import { isSealed, unseal } from './sealed-file.ts';
import { readSettledBytes } from './snapshot.ts';
import { connectToBytes, damage, damageIn, type Connection } from './sqlite.ts';

type Kept = 'a copy' | 'the book';

const SAYS_DAMAGE = { 'a copy': copyDamaged, 'the book': bookDamaged } as const;

/** The bytes of the book in a file, sealed or not; throws what says that it is none. */
function bytesOf(path: string, passphrase: string | null, is: Kept): Buffer {
  const file = findBookFile(resolve(path));
  if (isOpenHere(file.identity)) throw bookInUse(path);
  if (is === 'a copy' && isSealed(readHeader(path, file.realPath))) {
    return unseal(readFileSync(file.realPath), passphrase, path);
  }
  readHeaderVersion(path, file, SAYS_DAMAGE[is]);
  const bytes = readSettledBytes(file.realPath);
  if (bytes === undefined) throw bookInUse(path);
  return bytes;
}

/**
 * Runs `use` on a book that is sound from end to end, held in memory. Throws BookError `book-missing`,
 * `not-a-book` (also for a damaged one), `book-newer`, `book-in-use`, `wrong-passphrase`.
 */
export function withClosedBook<T>(
  path: string,
  options: { readonly passphrase: string | null; readonly is: Kept },
  use: (db: Connection, version: number) => T,
): T {
  const bytes = bytesOf(path, options.passphrase, options.is);
  const version = versionInHeader(path, bytes, SAYS_DAMAGE[options.is]);
  const known = latestVersion(MIGRATIONS);
  if (version > known) throw bookNewer(path, version, known);
  const db = soundConnection(bytes, path, SAYS_DAMAGE[options.is]);
  try {
    return use(db, version);
  } finally {
    db.close();
  }
}

/**
 * The same as an open book to read, brought up to date in memory: what a copy says. Throws the same.
 */
export function readCopy<T>(path: string, passphrase: string | null, use: (copy: Book) => T): T {
  return withClosedBook(path, { passphrase, is: 'a copy' }, (db) => {
    migrate(db, MIGRATIONS);
    const book = makeBook(
      db,
      {
        path,
        kind: readKind(path, db),
        schemaVersion: latestVersion(MIGRATIONS),
        readOnly: true,
        upgradedFrom: null,
        setAside: null,
        logNotice: null,
      },
      NO_UPKEEP,
      () => undefined,
    );
    return use(book);
  });
}

function soundConnection(bytes: Buffer, path: string, damaged: typeof copyDamaged): Connection {
  let db: Connection | undefined;
  try {
    // A file that was cut off is refused here already.
    db = connectToBytes(bytes);
    const [problem] = damage(db, 'integrity_check');
    if (problem !== undefined) throw damaged(path, problem);
    requireWritten(db);
    requireRules(db);
    return db;
  } catch (error) {
    db?.close();
    const found = damageIn(error);
    throw found === undefined ? error : damaged(path, found, error);
  }
}
