/**
 * On which days do entries stand that can be the same? Two of one size: with one amount, or with one number of shares
 * where they have no amount. They are compared in everything afterwards; of 100,000 entries hardly any have to be.
 *
 * Awkward case: sizes that differ in their upper binary places alone are taken for one. Few are, and comparing them
 * finds that they are not the same.
 */
import type { Day } from '../values/days.ts';
import type { Transaction } from './model.ts';

/** Numbers of so many places are looked up without an object for each. */
const PLACES = 30;

/** The entries are added in order of their days. */
export class SizesOfDays {
  #day = '';
  #sizes = new Set<number>();
  readonly #alikeDays: Day[] = [];

  add(entry: Transaction): void {
    if (entry.date !== this.#day) {
      this.#day = entry.date;
      this.#sizes = new Set();
    }
    const size = lastPlacesOfSize(entry);
    if (!this.#sizes.has(size)) this.#sizes.add(size);
    else if (this.#alikeDays.at(-1) !== entry.date) this.#alikeDays.push(entry.date);
  }

  /** In order, each once. */
  get alikeDays(): readonly Day[] {
    return this.#alikeDays;
  }
}

function lastPlacesOfSize(entry: Transaction): number {
  const size = 'amount' in entry ? entry.amount : 'shares' in entry ? entry.shares : null;
  return size === null ? -1 : Number(BigInt.asUintN(PLACES, size));
}
