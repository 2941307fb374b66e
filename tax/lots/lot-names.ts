/**
 * What is a lot called that no entry names?
 *
 * Ours: a lot that moves keeps its name where it can; a part of a lot, or the shares of another company
 * that were distributed on it, get the lot's name with an addition. A name is used once in an account:
 * names that the holder gives, before or later, are never taken.
 * Example: half of the lot AIV/2000-03-01 moves to an account that has a lot of that name: there it is
 * AIV/2000-03-01/2.
 * Awkward case: a purchase that is entered later and takes such a name makes the other one change.
 */
import { isAcquisition } from '../facts/model.ts';
import type { Position } from '../facts/transactions.ts';

export class LotNames {
  readonly #positions: readonly Position[];
  readonly #taken = new Map<string, Set<string>>();
  /** By account and base: all numbers below are taken, for good. */
  readonly #next = new Map<string, Map<string, number>>();

  constructor(positions: readonly Position[]) {
    this.#positions = positions;
  }

  /** Takes the name, or the name with the first number from 2 that is free. */
  take(accountId: string, base: string): string {
    const taken = this.#ofAccount(accountId);
    if (!taken.has(base)) {
      taken.add(base);
      return base;
    }
    const next = this.#next.get(accountId) ?? new Map<string, number>();
    let number = next.get(base) ?? 2;
    while (taken.has(`${base}/${number}`)) number++;
    this.#next.set(accountId, next.set(base, number + 1));
    const name = `${base}/${number}`;
    taken.add(name);
    return name;
  }

  #ofAccount(accountId: string): Set<string> {
    const known = this.#taken.get(accountId);
    if (known) return known;
    const names = new Set<string>();
    for (const { account, trades } of this.#positions) {
      if (account.id !== accountId) continue;
      for (const { transaction } of trades) {
        if (isAcquisition(transaction)) names.add(transaction.lot);
      }
    }
    this.#taken.set(accountId, names);
    return names;
  }
}
