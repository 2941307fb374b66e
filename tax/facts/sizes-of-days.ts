/**
 * On which days do entries stand that can be the same? Two of one size: with one amount, or with one number of shares
 * where they have no amount. They are compared in everything afterwards; of 100,000 entries hardly any have to be.
 *
 * A Set for each day answers that too, and takes twice as long.
 *
 * Awkward case: sizes that differ in their upper binary places alone are taken for one. Few are, and comparing them
 * finds that they are not the same.
 */
import type { Day } from '../values/days.ts';
import type { Transaction } from './model.ts';

const PLACES = 31;

/** The entries are added in order of their days. */
export class SizesOfDays {
  #day = '';
  /** Counts the days: a place of the table that another day has filled is empty. */
  #count = 0;
  #ofDay = 0;
  #sizes = new Int32Array(64);
  #filledBy = new Int32Array(64);
  readonly #alikeDays: Day[] = [];

  add(entry: Transaction): void {
    if (entry.date !== this.#day) {
      this.#day = entry.date;
      this.#count++;
      this.#ofDay = 0;
    }
    if (!this.#isNew(lastPlacesOfSize(entry)) && this.#alikeDays.at(-1) !== entry.date) {
      this.#alikeDays.push(entry.date);
    }
  }

  /** In order, each once. */
  get alikeDays(): readonly Day[] {
    return this.#alikeDays;
  }

  /** Whether the day has the size for the first time; it has it then. */
  #isNew(size: number): boolean {
    const last = this.#sizes.length - 1;
    // The upper places reach the lower ones, which choose where to look.
    let place = (Math.imul(size, 0x9e3779b1) >>> 8) & last;
    while (this.#filledBy[place] === this.#count) {
      if (this.#sizes[place] === size) return false;
      place = (place + 1) & last;
    }
    this.#sizes[place] = size;
    this.#filledBy[place] = this.#count;
    if (++this.#ofDay > last >> 1) this.#grow();
    return true;
  }

  /** At most half of the table is ever full. */
  #grow(): void {
    const sizes = this.#sizes.filter((_, place) => this.#filledBy[place] === this.#count);
    this.#sizes = new Int32Array(4 * this.#sizes.length);
    this.#filledBy = new Int32Array(this.#sizes.length);
    this.#ofDay = 0;
    for (const size of sizes) this.#isNew(size);
  }
}

function lastPlacesOfSize(entry: Transaction): number {
  const size = 'amount' in entry ? entry.amount : 'shares' in entry ? entry.shares : null;
  return size === null ? -1 : Number(BigInt.asUintN(PLACES, size));
}
