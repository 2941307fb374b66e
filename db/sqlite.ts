/** The one place that loads better-sqlite3, and how the book's connections are set up. */
import Database from 'better-sqlite3';
import { RECORD_SUM, recordSum } from './record-sums.ts';

export type Connection = Database.Database;
export type Statement = Database.Statement;

/** How long to wait for another process that is just closing the book. */
const BUSY_MILLISECONDS = 250;

/** A connection to a file that exists; the path is absolute and does not end in a space. */
export function connect(path: string, options: { readonly?: boolean } = {}): Connection {
  // The library trims names, and would take the file of another name.
  if (path !== path.trim()) throw new Error(`"${path}" begins or ends with a space`);
  const db = new Database(path, { ...options, fileMustExist: true, timeout: BUSY_MILLISECONDS });
  return configured(db);
}

/** A connection to the bytes of a database, held in memory. */
export function connectToBytes(bytes: Buffer): Connection {
  // Bytes 18 and 19 say "write-ahead log", which memory has none of; the content is the same. What
  // else they say is for SQLite to refuse.
  for (const place of [18, 19]) if (bytes[place] === 2) bytes[place] = 1;
  return configured(new Database(bytes));
}

function configured(db: Connection): Connection {
  try {
    // First of all: taken before the first read, the lock is the connection's alone and needs no
    // memory shared with others beside the book.
    db.pragma('locking_mode = EXCLUSIVE');
    // SECURITY: a schema of someone else's making must not call functions with side effects.
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    db.pragma('cell_size_check = ON');
    db.pragma('synchronous = FULL');
    // What is noted of rows stays in memory: nothing of the book is written anywhere else.
    db.pragma('temp_store = MEMORY');
    db.function(RECORD_SUM, { deterministic: true }, recordSum);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Takes the book for this connection alone, until it is closed or its process ends. */
export function lock(db: Connection): void {
  db.pragma('user_version');
}

export function userVersion(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** What SQLite finds wrong with the file, or with one table and its indexes, a line each; empty when it is sound. */
export function damage(
  db: Connection,
  check: 'quick_check' | 'integrity_check',
  table?: string,
): string[] {
  const rows = db.pragma(table === undefined ? check : `${check}(${table})`) as Record<
    string,
    string
  >[];
  return rows
    .flatMap((row) => Object.values(row).join('\n').split('\n'))
    .filter((line) => line !== 'ok' && !line.startsWith('***'));
}

/** A record that is not what was written; the message is a clause without a full stop. */
export class DamageFound extends Error {}

/** The code of an error of SQLite; empty for other errors. */
export function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
    ? String(error.code)
    : '';
}

/**
 * What a statement has found to be broken, or undefined for every other error. A table or a column that
 * is not there is damage too: a book of this format has them all.
 */
export function damageIn(error: unknown): string | undefined {
  if (error instanceof DamageFound) return error.message;
  const code = sqliteCode(error);
  if (code === 'SQLITE_IOERR_SHORT_READ') return 'it ends too early';
  const message = error instanceof Error ? error.message : '';
  const isDamage =
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    (code === 'SQLITE_ERROR' && /^no such (?:table|column)/.test(message));
  return isDamage ? message : undefined;
}
