/**
 * In which order do lots stand by their basis per share, when very many sales ask for it?
 *
 * Sorting 100,000 lots anew for each of 1,000 sales took minutes. The order is kept instead: a sale or
 * a purchase changes a few lots, which are sorted apart and put in where they belong while somebody
 * walks through; when there are many of them, or a payment has changed all, the whole is put in order
 * again, which it nearly is.
 * Awkward case: a lot that is walked over while it stands in the old place: it counts as changed, and
 * is only met in its new place.
 */
import type { OpenLot } from './open-lot.ts';

/** How many changed lots are kept apart. */
const FEW = 256;

export type Compare = (a: OpenLot, b: OpenLot) => number;

export class RankedLots {
  /** No two lots are equal in it. */
  readonly compare: Compare;
  #inOrder: readonly OpenLot[];
  readonly #changed = new Set<OpenLot>();
  #isStale = false;

  constructor(lots: readonly OpenLot[], compare: Compare) {
    this.compare = compare;
    this.#inOrder = lots.toSorted(compare);
  }

  /** Shares or basis of a lot changed, or it is new. */
  noteChange(lot: OpenLot): void {
    this.#changed.add(lot);
  }

  /** The basis of any lot may have changed. */
  noteAll(): void {
    this.#isStale = true;
  }

  /** The lots with shares, in order. No lot may change while they are walked through. */
  *lots(): Generator<OpenLot> {
    if (this.#isStale || this.#changed.size > FEW) this.#putInOrder();
    yield* this.#walk();
  }

  #putInOrder(): void {
    if (this.#isStale) {
      // A lot without shares has no basis per share, and would be equal to every other one.
      const open = this.#inOrder.filter((lot) => lot.shares > 0n);
      this.#inOrder = open.sort(this.compare);
      this.#isStale = false;
    }
    this.#inOrder = [...this.#walk()];
    this.#changed.clear();
  }

  *#walk(): Generator<OpenLot> {
    const changed = [...this.#changed].filter((lot) => lot.shares > 0n).sort(this.compare);
    let next = 0;
    for (const lot of this.#inOrder) {
      if (this.#changed.has(lot)) continue;
      for (let one = changed[next]; one && this.compare(one, lot) < 0; one = changed[next]) {
        next++;
        yield one;
      }
      yield lot;
    }
    yield* changed.slice(next);
  }
}
