/** How much a book holds. */
import { statement, type Book } from './book.ts';
import type { Connection } from './sqlite.ts';

export interface BookCounts {
  readonly accounts: number;
  readonly securities: number;
  readonly documents: number;
  readonly distributions: number;
  readonly transactions: number;
}

const COUNTS = `SELECT (SELECT count(*) FROM account) AS accounts,
            (SELECT count(*) FROM security) AS securities,
            (SELECT count(*) FROM document) AS documents,
            (SELECT count(*) FROM distribution) AS distributions,
            (SELECT count(*) FROM holding_transaction) AS transactions`;

export function countFacts(book: Book): BookCounts {
  return statement(book, COUNTS).get() as BookCounts;
}

/** The same of a connection, whatever the book's format. */
export function countsIn(db: Connection): BookCounts {
  return db.prepare(COUNTS).get() as BookCounts;
}
