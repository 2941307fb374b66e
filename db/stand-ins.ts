/** Which form of a broker stands in for an allocation that nobody published, by tax year and security. */
import { statement, type Book } from './book.ts';

export interface StandIn {
  readonly year: number;
  readonly securityId: string;
  /** The account whose form it is. */
  readonly accountId: string;
}

/** All of them, by year and security. */
export function listStandIns(book: Book): StandIn[] {
  return statement(
    book,
    `SELECT i.tax_year AS year, s.id AS securityId, a.id AS accountId
     FROM stand_in i JOIN security s ON s.key = i.security_key
       JOIN account a ON a.key = i.account_key
     ORDER BY i.tax_year, s.id`,
  ).all() as StandIn[];
}

/** Has a form stand in, in place of another one of the security's year. */
export function addStandIn(book: Book, { year, securityId, accountId }: StandIn): void {
  removeStandIn(book, year, securityId);
  statement(
    book,
    `INSERT INTO stand_in (tax_year, security_key, account_key)
     VALUES (?, (SELECT key FROM security WHERE id = ?), (SELECT key FROM account WHERE id = ?))`,
  ).run(year, securityId, accountId);
}

/** No form stands in any more; whether one did. */
export function removeStandIn(book: Book, year: number, securityId: string): boolean {
  const remove = `DELETE FROM stand_in
    WHERE tax_year = ? AND security_key = (SELECT key FROM security WHERE id = ?)`;
  return statement(book, remove).run(year, securityId).changes > 0;
}
