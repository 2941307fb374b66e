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
import type { BookPlace } from './book-place.ts';
import type { LogKeeper } from './log-mark.ts';
import { PreparedStatements } from './prepared.ts';
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
  /** Where a log of another file was put that lay beside the book, when opening it found one. */
  readonly setAside: string | null;
  /** What to say about such a log; null where there was none. */
  readonly logNotice: string | null;
  /**
   * Runs the queries of `fn` on one state of the book. Joins a transaction that is under way. Throws
   * BookError `not-a-book` where the book turns out to be damaged; `write` does too.
   */
  read<T>(fn: () => T): T;
  /** Runs the changes of `fn` as one: all of them, or none when it throws. `fn` must not be async. */
  write<T>(fn: () => T): T;
  /**
   * Has everything in the file itself, so that a plain copy of it is whole; what is written goes into
   * the log beside it first. Throws what the disk answers; it can be tried again.
   */
  settle(): void;
  /** Whether a plain copy of the file would have everything now. */
  readonly isSettled: boolean;
  /** Gives the book free for others. Closing twice is harmless. */
  close(): void;
}

interface Inside {
  readonly db: Connection;
  readonly statements: PreparedStatements;
  under: 'nothing' | 'read' | 'write';
  /** The size of the log after the newest change. */
  logBytes: number;
  readonly upkeep: Upkeep;
}

/** What a book that can be written keeps of its acts and its files; nothing of it for one in memory. */
interface Upkeep {
  /** What is done with the book; nothing of it in a format that keeps no acts. */
  readonly acts: Acts | undefined;
  readonly keeper: LogKeeper | undefined;
  readonly place: BookPlace | undefined;
}

/** A log that grows over this goes into the book without waiting for a quiet moment. */
const MOST_WAITING_BYTES = 8 * 2 ** 20;

const insides = new WeakMap<Book, Inside>();

/** For db/ alone: wraps a connection that is ready. `closed` runs after it has been closed. */
export function makeBook(
  db: Connection,
  facts: Pick<
    Book,
    'path' | 'kind' | 'schemaVersion' | 'readOnly' | 'upgradedFrom' | 'setAside' | 'logNotice'
  >,
  upkeep: Upkeep,
  closed: () => void,
): Book {
  const statements = new PreparedStatements(db);
  const inside: Inside = { db, statements, under: 'nothing', logBytes: 0, upkeep };
  const { keeper } = upkeep;
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
      const result = transact(facts.path, inside, 'write', 'BEGIN IMMEDIATE', fn);
      if (inside.logBytes > MOST_WAITING_BYTES) settleIfPossible(upkeep, facts.path);
      return result;
    },
    get isSettled() {
      return keeper === undefined || keeper.waiting === 0;
    },
    settle: () => {
      requireOpen(book, db);
      if (inside.under !== 'nothing')
        throw new Error('book.settle was called inside a transaction');
      settle(upkeep, facts.path);
    },
    close: () => {
      if (!db.open) return;
      if (inside.under !== 'nothing') throw new Error('book.close was called inside a transaction');
      let mayWrite = false;
      try {
        mayWrite = settledToClose(inside, facts.path);
      } finally {
        if (mayWrite || keeper === undefined) db.close();
        else keeper.closeApart();
        keeper?.close();
        closed();
      }
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
  const prepared = inside.statements.of(sql);
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
  const {
    under,
    upkeep: { acts },
  } = insideOf(book);
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

/** For books that are read, and for reading. */
export const NO_UPKEEP: Upkeep = { acts: undefined, keeper: undefined, place: undefined };

function settle({ keeper, place }: Upkeep, path: string): void {
  if (keeper === undefined || keeper.waiting === 0) return;
  try {
    place?.requireOwn(path, 'before');
    try {
      keeper.settle();
    } finally {
      place?.settled();
    }
  } catch (error) {
    throw asDamage(error, path);
  }
}

function asDamage(error: unknown, path: string): unknown {
  const damaged = damageIn(error);
  return damaged === undefined ? error : bookDamaged(path, damaged, error);
}

/** What does not go into the book now stays in its log, and goes in the next time. */
function settleIfPossible(upkeep: Upkeep, path: string): void {
  try {
    settle(upkeep, path);
  } catch (error) {
    const isAnswer = error instanceof BookError || (error instanceof Error && 'code' in error);
    if (!isAnswer) throw error;
  }
}

/**
 * Whether the file is still this book's to write into. One that is gone has nothing to settle into; what is
 * open could be saved before.
 */
function settledToClose({ upkeep }: Inside, path: string): boolean {
  try {
    upkeep.place?.requireOwn(path, 'before');
    upkeep.place?.require(path);
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    if (error.code === 'book-changed') return false;
    if (error.code === 'book-gone') return true;
  }
  settleIfPossible(upkeep, path);
  return true;
}

function transact<T>(
  path: string,
  inside: Inside,
  under: 'read' | 'write',
  begin: string,
  fn: () => T,
): T {
  const { db, statements } = inside;
  const { acts, keeper } = under === 'write' ? inside.upkeep : NO_UPKEEP;
  const { place } = inside.upkeep;
  try {
    place?.requireOwn(path, 'before');
    statements.of(begin).run();
    inside.under = under;
    acts?.begin();
    const result = settled(fn());
    acts?.end();
    if (under === 'write') place?.require(path);
    else place?.requireOwn(path, 'after');
    keeper?.begin();
    statements.of('COMMIT').run();
    keeper?.noted();
    if (under === 'write') inside.logBytes = place?.noted() ?? 0;
    return result;
  } catch (error) {
    // SQLite has already rolled back by itself where the disk was full or failed.
    if (db.inTransaction) db.exec('ROLLBACK');
    acts?.rolledBack();
    if (inside.under === 'write') place?.noted();
    // Not every page is looked at when a book is opened.
    const asked = asDamage(error, path);
    // What looks damaged while others write it may be whole a moment later.
    if (asked !== error) place?.requireOwn(path, 'after');
    throw asked;
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
