/** How much a book holds. */
import { statement, type Book } from './book.ts';

export interface BookCounts {
  readonly accounts: number;
  readonly securities: number;
  readonly documents: number;
  readonly distributions: number;
  readonly transactions: number;
}

export function countFacts(book: Book): BookCounts {
  return statement(
    book,
    `SELECT (SELECT count(*) FROM account) AS accounts,
            (SELECT count(*) FROM security) AS securities,
            (SELECT count(*) FROM document) AS documents,
            (SELECT count(*) FROM distribution) AS distributions,
            (SELECT count(*) FROM holding_transaction) AS transactions`,
  ).get() as BookCounts;
}
