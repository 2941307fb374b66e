/**
 * An open book: the only way to its facts, one transaction at a time.
 *
 * Reads happen inside `book.read`, changes inside `book.write`; a topic's queries call `statement`,
 * which refuses outside of them. So a handler cannot leave half of a change behind, and what it read
 * belongs together.
 *
 * Example: `book.write(() => { addAccount(book, ...); addTransaction(book, ...); })` writes both or,
 * when either throws, none.
 * Awkward case: an inner `write` that throws takes back its own part only; whoever catches the error
 * goes on with the rest.
 */
import type { Acts } from './acts.ts';
import { bookDamaged, BookError } from './book-error.ts';
import { damageIn, type Connection, type Statement } from './sqlite.ts';

export const BOOK_KINDS = ['sample', 'own'] as const;
export type BookKind = (typeof BOOK_KINDS)[number];

export interface Book {
  /** As the caller named it. */
  readonly path: string;
  readonly kind: BookKind;
  readonly schemaVersion: number;
  readonly readOnly: boolean;
  /** Where the copy from before an upgrade was kept, when opening the book upgraded it. */
  readonly upgradedFrom: { readonly schemaVersion: number; readonly copy: string } | null;
  /**
   * Runs the queries of `fn` on one state of the book. Joins a transaction that is under way. Throws
   * BookError `not-a-book` where the book turns out to be damaged; `write` does too.
   */
  read<T>(fn: () => T): T;
  /** Runs the changes of `fn` as one: all of them, or none when it throws. `fn` must not be async. */
  write<T>(fn: () => T): T;
  /** Gives the book free for others. Closing twice is harmless. */
  close(): void;
}

interface Inside {
  readonly db: Connection;
  readonly statements: Map<string, Statement>;
  under: 'nothing' | 'read' | 'write';
  /** What is done with the book; nothing of it in one that is read, or of a format that keeps no acts. */
  readonly acts: Acts | undefined;
}

const insides = new WeakMap<Book, Inside>();

/** For db/ alone: wraps a connection that is ready. `closed` runs after it has been closed. */
export function makeBook(
  db: Connection,
  facts: Pick<Book, 'path' | 'kind' | 'schemaVersion' | 'readOnly' | 'upgradedFrom'>,
  acts: Acts | undefined,
  closed: () => void,
): Book {
  const inside: Inside = { db, statements: new Map(), under: 'nothing', acts };
  const book: Book = Object.freeze({
    ...facts,
    read: <T>(fn: () => T): T => {
      requireOpen(book, db);
      if (inside.under !== 'nothing') return fn();
      return transact(facts.path, inside, 'read', 'BEGIN', fn);
    },
    write: <T>(fn: () => T): T => {
      requireOpen(book, db);
      if (facts.readOnly) {
        throw new BookError(
          'book-read-only',
          `The book "${facts.path}" is open for reading only. Open it for changes first.`,
        );
      }
      if (inside.under === 'read') throw new Error('book.write was called inside book.read');
      if (inside.under === 'write') return nested(db, fn);
      return transact(facts.path, inside, 'write', 'BEGIN IMMEDIATE', fn);
    },
    close: () => {
      if (!db.open) return;
      if (inside.under !== 'nothing') throw new Error('book.close was called inside a transaction');
      db.close();
      closed();
    },
  });
  insides.set(book, inside);
  return book;
}

/** For db/ alone: the prepared statement, if the transaction under way allows it. */
export function statement(book: Book, sql: string): Statement {
  const inside = insideOf(book);
  if (inside.under === 'nothing') {
    throw new Error('the book was used outside of book.read and book.write');
  }
  let prepared = inside.statements.get(sql);
  if (prepared === undefined) {
    prepared = inside.db.prepare(sql);
    inside.statements.set(sql, prepared);
  }
  if (!prepared.readonly && inside.under !== 'write') {
    throw new Error('the book was to be changed outside of book.write');
  }
  return prepared;
}

/** For db/ alone: the connection, for what is no statement of one topic. */
export function connectionOf(book: Book): Connection {
  return insideOf(book).db;
}

/** For db/ alone: what was done with the book; refuses where nothing can be changed at present. */
export function actsOf(book: Book): Acts {
  const { under, acts } = insideOf(book);
  if (under !== 'write' || acts === undefined) {
    throw new Error('the book was to be changed outside of book.write');
  }
  return acts;
}

function insideOf(book: Book): Inside {
  const inside = insides.get(book);
  if (inside === undefined) throw new Error('not a book of this program');
  return inside;
}

function requireOpen(book: Book, db: Connection): void {
  if (!db.open) throw new Error(`the book "${book.path}" is closed`);
}

function transact<T>(
  path: string,
  inside: Inside,
  under: 'read' | 'write',
  begin: string,
  fn: () => T,
): T {
  const { db } = inside;
  const acts = under === 'write' ? inside.acts : undefined;
  try {
    db.exec(begin);
    inside.under = under;
    acts?.begin();
    const result = settled(fn());
    acts?.end();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has already rolled back by itself where the disk was full or failed.
    if (db.inTransaction) db.exec('ROLLBACK');
    // Not every page is looked at when a book is opened.
    const damaged = damageIn(error);
    throw damaged === undefined ? error : bookDamaged(path, damaged, error);
  } finally {
    inside.under = 'nothing';
  }
}

function nested<T>(db: Connection, fn: () => T): T {
  db.exec('SAVEPOINT nested');
  try {
    const result = settled(fn());
    db.exec('RELEASE nested');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK TO nested; RELEASE nested');
    throw error;
  }
}

/** A promise would go on after the transaction has ended. */
function settled<T>(result: T): T {
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw new Error('book.read and book.write take functions that are not async');
  }
  return result;
}
