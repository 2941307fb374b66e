/**
 * Which part of a book can a form of one account come from?
 *
 * Securities between which shares pass (exchanges, spin-offs, payments in kind) are one group, in all
 * accounts, because transfers and wash sales reach across them. Groups of which the account has nothing
 * are left out.
 */
import type { Facts } from '../facts/model.ts';
import { admitTransactions } from '../facts/transactions.ts';
import { yearOf } from '../values/days.ts';

/** Finds the first of all that are joined. */
class Joined {
  readonly #parents = new Map<string, string>();

  rootOf(id: string): string {
    let root = id;
    for (let next = this.#parents.get(root); next !== undefined && next !== root;) {
      root = next;
      next = this.#parents.get(root);
    }
    return root;
  }

  join(a: string, b: string): void {
    this.#parents.set(this.rootOf(a), this.rootOf(b));
  }
}

/** What makes boxes of a year depend on bases: gain of an exchange, days that a wash sale adds. */
const NEEDS_BASIS: ReadonlySet<string> = new Set(['sell', 'redeem', 'exchange', 'liquidation']);

/**
 * The group without allocations of years that its boxes do not depend on: what was returned before changes bases
 * alone. Those of the years around stay, because payments of January can count in either.
 */
export function ofYearsAround(facts: Facts, year: number): Facts {
  const isNeeded = facts.transactions.some(
    ({ action, date }) => NEEDS_BASIS.has(action) && Math.abs(yearOf(date) - year) <= 1,
  );
  if (isNeeded) return facts;
  const documents = facts.documents.filter(({ taxYear }) => Math.abs(taxYear - year) <= 1);
  return { ...facts, documents };
}

/** The facts of each group in reach of an account, in the order in which their entries stand. */
export function groupsOf(facts: Facts, accountId: string): readonly Facts[] {
  const joined = new Joined();
  // A name of a lot that another security of the account has is refused in the whole book, and in no part of it.
  const refused = new Set(admitTransactions(facts).refused.map(({ transaction }) => transaction));
  const admitted = facts.transactions.filter((entry) => !refused.has(entry));
  for (const entry of admitted) {
    if ('toSecurityId' in entry && entry.toSecurityId !== undefined) {
      joined.join(entry.securityId, entry.toSecurityId);
    }
  }
  const byGroup = Map.groupBy(admitted, ({ securityId }) => joined.rootOf(securityId));
  return [...byGroup].flatMap(([root, transactions]) => {
    const isReached = transactions.some(
      (entry) =>
        entry.accountId === accountId ||
        ('toAccountId' in entry && entry.toAccountId === accountId),
    );
    if (!isReached) return [];
    const isOf = (id: string): boolean => joined.rootOf(id) === root;
    const documents = facts.documents.flatMap((document) => {
      const securities = document.securities.filter(({ securityId }) => isOf(securityId));
      return securities.length === 0 ? [] : [{ ...document, securities }];
    });
    const securities = facts.securities.filter(({ id }) => isOf(id));
    return [{ ...facts, securities, documents, transactions }];
  });
}
