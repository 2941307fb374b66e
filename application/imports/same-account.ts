/**
 * Is an account of a file one of the book under another name?
 *
 * Brokers call an account otherwise in another download ("Taxable", "TAXABLE - 1234"). Taken for a second
 * account, everything that both files have would be there twice. Where a row of the new account is an entry of
 * an account that is there (day, kind, security, shares and amounts), a person has to say whether they are one.
 *
 * Example: 12 rows of "TAXABLE - 1234" are entries of "Taxable": asked, and proposed to be the same account.
 * Awkward case: rows like those of two accounts; the one with more of them is asked about.
 * Awkward case: no row is there already, and both names have the same number ("X70012345", "Individual X70012345"):
 * asked as well, since the next file would go on with another account.
 * Not handled: another name with neither; it is a new account, which a person can change before it is taken.
 */
import type { Account, Facts, Transaction } from '../../tax/facts/model.ts';
import { sameNumberBy } from './account-numbers.ts';
import { EntriesThere } from './already-there.ts';

/** By the name that the file has, the name of the account in the book; its own name for another account. */
export type AccountNames = Readonly<Record<string, string>>;

export interface LikelySame {
  /** The account of the file, and the one of the book. */
  readonly name: string;
  readonly other: string;
  /** So many rows of it are entries of the other; 0 where only their numbers are the same. */
  readonly rows: number;
  /** The line of the first of them. */
  readonly line: number | null;
}

function rowsThere(
  own: readonly Transaction[],
  other: Account,
  entries: readonly Transaction[],
): readonly Transaction[] {
  const there = new EntriesThere(entries);
  return own.filter((entry) => there.take({ ...entry, accountId: other.id }) !== undefined);
}

/** The account of the book that has the number of an account of the file; the surer before others. */
function sameNumber(
  name: string,
  accounts: readonly Account[],
  own: readonly Transaction[],
): readonly LikelySame[] {
  const [likely] = accounts
    .map((other) => ({ other: other.name, sure: sameNumberBy(name, other.name) }))
    .filter(({ sure }) => sure > 0)
    .sort((a, b) => b.sure - a.sure);
  if (likely === undefined) return [];
  return [{ name, other: likely.other, rows: 0, line: own[0]?.sourceLine ?? null }];
}

/** New accounts of a plan that are likely one of the book, and of which nothing was said. */
export function likelySame(
  facts: Facts,
  planned: { readonly accounts: readonly Account[]; readonly transactions: readonly Transaction[] },
  said: AccountNames,
): readonly LikelySame[] {
  if (facts.accounts.length === 0 || planned.accounts.length === 0) return [];
  const ofBook = Map.groupBy(facts.transactions, ({ accountId }) => accountId);
  const ofFile = Map.groupBy(planned.transactions, ({ accountId }) => accountId);
  return planned.accounts.flatMap(({ id, name }) => {
    if (Object.hasOwn(said, name)) return [];
    const found = facts.accounts
      .map((other) => ({
        other: other.name,
        rows: rowsThere(ofFile.get(id) ?? [], other, ofBook.get(other.id) ?? []),
      }))
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => b.rows.length - a.rows.length);
    const byRows = found.slice(0, 1).map(({ other, rows }) => ({
      name,
      other,
      rows: rows.length,
      line: rows[0]?.sourceLine ?? null,
    }));
    return byRows.length > 0 ? byRows : sameNumber(name, facts.accounts, ofFile.get(id) ?? []);
  });
}

/** What is wrong with names that were said: an account that the book does not have. */
export function unknownNames(facts: Facts, said: AccountNames): readonly string[] {
  const names = new Set(facts.accounts.map(({ name }) => name));
  return Object.entries(said)
    .filter(([own, name]) => own !== name && !names.has(name))
    .map(([, name]) => name);
}
